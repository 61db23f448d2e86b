import numpy as np

def act(s):
    return np.tanh(s)

def forward(x, weights, biases):
    """returns the activations of all layers, the last one is linear"""
    acts = [x]
    for i, (w, b) in enumerate(zip(weights, biases)):
        s = acts[-1] @ w + b
        acts.append(s if i == len(weights) - 1 else act(s))
    return acts

def backprop_and_update(acts, y, weights, biases, lr):
    old = list(weights)
    delta = (acts[-1] - y) / len(y)
    for i in reversed(range(len(weights))):
        weights[i] -= lr * acts[i].T @ delta
        biases[i] -= lr * delta.sum(axis=0)
        if i > 0:
            delta = (delta @ old[i].T) * (1 - acts[i] ** 2)

rng = np.random.RandomState(10)
x = rng.rand(32, 2) * 2 - 1
y = np.c_[x[:, :1] * x[:, 1:], x[:, :1] + x[:, 1:]] + rng.randn(32, 2) * 0.02
sizes = [2, 6, 4, 2]
weights = [rng.randn(a, b) / np.sqrt(a) for a, b in zip(sizes[:-1], sizes[1:])]
biases = [np.zeros(k) for k in sizes[1:]]
LR = 0.3

for epoch in range(400):
    acts = forward(x, weights, biases)
    loss = 0.5 * np.sum((acts[-1] - y) ** 2) / len(y)
    backprop_and_update(acts, y, weights, biases, LR)
    if epoch % 80 == 0:
        print(f'{epoch=} {loss=:.5f}')
