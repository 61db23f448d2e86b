import numpy as np

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
Y = np.array([[0], [1], [1], [0]], dtype=float)

np.random.seed(42)
wh = np.random.uniform(size=(2, 3))
bh = np.random.uniform(size=(1, 3))
wout = np.random.uniform(size=(3, 1))
bout = np.random.uniform(size=(1, 1))
lr = 0.5

for _ in range(1000):
    # Forward
    hidden_layer_input = np.dot(X, wh) + bh
    hidden_layer_activations = 1 / (1 + np.exp(-hidden_layer_input))
    output_layer_input = np.dot(hidden_layer_activations, wout) + bout
    output = 1 / (1 + np.exp(-output_layer_input))
    # Backprop
    E = Y - output
    slope_output_layer = output * (1 - output)
    slope_hidden_layer = hidden_layer_activations * (1 - hidden_layer_activations)
    d_output = E * slope_output_layer
    error_at_hidden_layer = d_output.dot(wout.T)
    d_hiddenlayer = error_at_hidden_layer * slope_hidden_layer
    wout += hidden_layer_activations.T.dot(d_output) * lr
    bout += np.sum(d_output, axis=0, keepdims=True) * lr
    wh += X.T.dot(d_hiddenlayer) * lr
    bh += np.sum(d_hiddenlayer, axis=0, keepdims=True) * lr

loss = 0.5 * np.sum(E**2)
print("loss", loss)
