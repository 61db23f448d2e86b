# Assignment 3 - XOR with a two layer network
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

np.random.seed(1)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])

epoch_count = 5000
lr = 0.5
inputlayer_neurons = X.shape[1]
hiddenlayer_neurons = 3
output_neurons = 1

wh = np.random.uniform(-1, 1, size=(inputlayer_neurons, hiddenlayer_neurons))
bh = np.random.uniform(-1, 1, size=(1, hiddenlayer_neurons))
wout = np.random.uniform(-1, 1, size=(hiddenlayer_neurons, output_neurons))
bout = np.random.uniform(-1, 1, size=(1, output_neurons))

for epoch in range(epoch_count):
    # forward propagation
    hidden_layer_input = np.dot(X, wh) + bh
    hiddenlayer_activations = sigmoid(hidden_layer_input)
    output_layer_input = np.dot(hiddenlayer_activations, wout) + bout
    output = sigmoid(output_layer_input)

    # backpropagation
    E = y - output
    slope_output_layer = output * (1 - output)
    slope_hidden_layer = hiddenlayer_activations * (1 - hiddenlayer_activations)
    d_output = E * slope_output_layer
    Error_at_hidden_layer = d_output.dot(wout.T)
    d_hiddenlayer = Error_at_hidden_layer * slope_hidden_layer
    wout += hiddenlayer_activations.T.dot(d_output) * lr
    bout += np.sum(d_output, axis=0, keepdims=True) * lr
    wh += X.T.dot(d_hiddenlayer) * lr
    bh += np.sum(d_hiddenlayer, axis=0, keepdims=True) * lr

    if epoch % 1000 == 0:
        print("epoch", epoch, "loss", 0.5 * np.sum(E ** 2))

print("predictions:")
print(output.round(3))
