"""Softmax classifier with dictionaries. Loss: mean cross-entropy over the batch."""
import numpy as np


class Model:
    def __init__(self, sizes, seed=0):
        rng = np.random.default_rng(seed)
        self.params = {}
        self.depth = len(sizes) - 1
        for l in range(1, self.depth + 1):
            self.params[f"W{l}"] = rng.normal(0, 1 / np.sqrt(sizes[l - 1]), (sizes[l - 1], sizes[l]))
            self.params[f"b{l}"] = np.zeros((1, sizes[l]))

    def forward(self, X):
        cache = {"A0": X}
        for l in range(1, self.depth + 1):
            Z = cache[f"A{l - 1}"] @ self.params[f"W{l}"] + self.params[f"b{l}"]
            if l < self.depth:
                cache[f"A{l}"] = np.tanh(Z)
            else:
                E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
                cache[f"A{l}"] = E / np.sum(E, axis=1, keepdims=True)
        return cache

    def loss(self, cache, Y):
        P = cache[f"A{self.depth}"]
        return -np.mean(np.sum(Y * np.log(P), axis=1))

    def backward(self, cache, Y):
        grads = {}
        dZ = cache[f"A{self.depth}"] - Y
        for l in range(self.depth, 0, -1):
            A_prev = cache[f"A{l - 1}"]
            grads[f"dW{l}"] = A_prev.T @ dZ
            grads[f"db{l}"] = np.sum(dZ, axis=0, keepdims=True)
            if l > 1:
                dZ = (dZ @ self.params[f"W{l}"].T) * (1 - A_prev ** 2)
        return grads

    def step(self, grads, lr):
        for name in self.params:
            self.params[name] -= lr * grads["d" + name]


def main():
    rng = np.random.default_rng(6)
    labels = rng.integers(0, 4, 60)
    X = rng.normal(size=(60, 3)) + np.array([[2, 0, 0], [0, 2, 0], [0, 0, 2], [-2, -2, -2]])[labels]
    Y = np.eye(4)[labels]
    model = Model([3, 8, 6, 4])
    for epoch in range(201):
        cache = model.forward(X)
        grads = model.backward(cache, Y)
        if epoch % 40 == 0:
            print("epoch", epoch, "loss", model.loss(cache, Y))
        model.step(grads, lr=0.005)
    hits = np.argmax(model.forward(X)["A3"], axis=1) == labels
    print("accuracy", hits.mean())


if __name__ == "__main__":
    main()
