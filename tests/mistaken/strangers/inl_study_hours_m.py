import numpy as np

# hours slept, hours studied -> mark (0..1)
X = np.array(([2, 9], [1, 5], [3, 6], [4, 7], [5, 2]), dtype=float)
y = np.array(([92], [86], [89], [95], [60]), dtype=float)
X = X / np.amax(X, axis=0)
y = y / 100

epoch = 3000
lr = 0.5
inputlayer_neurons = 2
hiddenlayer_neurons = 3
output_neurons = 1

np.random.seed(5)
wh = np.random.uniform(-1, 1, size=(inputlayer_neurons, hiddenlayer_neurons))
bh = np.random.uniform(-1, 1, size=(1, hiddenlayer_neurons))
wout = np.random.uniform(-1, 1, size=(hiddenlayer_neurons, output_neurons))
bout = np.random.uniform(-1, 1, size=(1, output_neurons))

for epoch_nr in range(epoch):
    # Forward Propagation
    hinp = np.dot(X, wh) + bh
    hlayer_act = 1 / (1 + np.exp(-hinp))
    outinp = np.dot(hlayer_act, wout) + bout
    output = 1 / (1 + np.exp(-outinp))
    E = 0.5 * np.sum((y - output) ** 2)

    # Backpropagation
    EO = y - output
    d_output = EO
    EH = d_output.dot(wout.T)
    hiddengrad = hlayer_act * (1 - hlayer_act)
    d_hidden = EH * hiddengrad

    # step
    wout += hlayer_act.T.dot(d_output) * lr
    bout += np.sum(d_output, axis=0, keepdims=True) * lr
    wh += X.T.dot(d_hidden) * lr
    bh += np.sum(d_hidden, axis=0, keepdims=True) * lr

    if epoch_nr % 500 == 0:
        print("E =", E)

print("Predicted Output:\n", output)
