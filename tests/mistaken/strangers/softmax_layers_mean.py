import numpy as np


class Affine:
    def __init__(self, n_in, n_out, rng):
        self.params = {'W': rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out)), 'b': np.zeros((1, n_out))}
        self.grads = {}

    def forward(self, x):
        self.x = x
        return np.matmul(x, self.params['W']) + self.params['b']

    def backward(self, delta):
        self.grads['W'] = np.matmul(self.x.T, delta)
        self.grads['b'] = np.mean(delta, axis=0, keepdims=True)
        return np.matmul(delta, self.params['W'].T)


class ReLU:
    params = {}

    def forward(self, x):
        self.out = np.clip(x, 0, None)
        return self.out

    def backward(self, delta):
        return delta * (self.out > 0)


class SoftmaxCrossEntropy:
    def forward(self, scores, labels):
        exp = np.exp(scores - np.max(scores, axis=1, keepdims=True))
        self.probs = exp / np.sum(exp, axis=1, keepdims=True)
        self.labels = labels
        return np.mean(-np.log(self.probs[np.arange(labels.size), labels]))

    def backward(self):
        grad = self.probs.copy()
        grad[np.arange(self.labels.size), self.labels] -= 1.0
        return grad / self.labels.size


rng = np.random.default_rng(10)
labels = rng.integers(0, 4, size=90)
angles = labels * np.pi / 2 + rng.normal(scale=0.3, size=90)
inputs = np.stack([np.cos(angles), np.sin(angles)], axis=1) * rng.uniform(0.5, 1.5, (90, 1))

layers = [Affine(2, 12, rng), ReLU(), Affine(12, 4, rng)]
criterion = SoftmaxCrossEntropy()
learning_rate = 0.5
for epoch in range(200):
    out = inputs
    for layer in layers:
        out = layer.forward(out)
    loss = criterion.forward(out, labels)
    delta = criterion.backward()
    for layer in reversed(layers):
        delta = layer.backward(delta)
        for key in layer.params:
            layer.params[key] = layer.params[key] - learning_rate * layer.grads[key]
    if epoch % 40 == 0:
        print(f"epoch {epoch:3d}: loss {loss:.4f}, accuracy {np.mean(out.argmax(axis=1) == labels):.3f}")
