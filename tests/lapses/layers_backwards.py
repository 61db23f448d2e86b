import numpy as np
class Layer:
    def __init__(self, n, m, r):
        self.W = r.normal(0, 0.6, (m, n))
        self.b = r.normal(0, 0.1, (m, 1))
r = np.random.default_rng(9)
layers = [Layer(2, 5, r), Layer(5, 4, r), Layer(4, 1, r)]
X = r.normal(size=(2, 17))
Y = X[:1] * X[1:]
lr = 0.05
for epoch in range(40):
    acts = [X]
    for k, layer in enumerate(layers):
        z = layer.W @ acts[-1] + layer.b
        acts.append(np.tanh(z) if k < 2 else z)
    loss = np.mean((acts[-1] - Y) ** 2) / 2
    delta = (acts[-1] - Y) / 17
    for k in reversed(range(3)):
        layer = layers[k]
        gW = delta @ acts[k].T
        gb = delta.sum(axis=1, keepdims=True)
        layer.W = layer.W - lr * gW
        layer.b = layer.b - lr * gb
        if k > 0:
            delta = (layer.W.T @ delta) * (1 - acts[k] ** 2)  # updated-too-early
print(loss)
