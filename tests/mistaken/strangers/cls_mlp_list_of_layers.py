import numpy as np


class MLP:
    def __init__(self, shape, seed=0):
        rng = np.random.default_rng(seed)
        self.W = [rng.normal(size=(a, b)) / np.sqrt(a) for a, b in zip(shape[:-1], shape[1:])]
        self.B = [np.zeros(b) for b in shape[1:]]

    def run(self, x):
        self.acts = [x]
        for w, b in zip(self.W, self.B):
            x = np.tanh(x @ w + b)
            self.acts.append(x)
        return x

    def cost(self, x, t):
        return np.mean(np.sum((self.run(x) - t) ** 2, axis=1)) / 2

    @staticmethod
    def slope(a):
        """derivative of the activation, in terms of its output"""
        return a * (1 - a)

    def gradients(self, x, t):
        out = self.run(x)
        delta = (out - t) / len(x) * self.slope(out)
        dW, dB = [None] * len(self.W), [None] * len(self.B)
        for i in reversed(range(len(self.W))):
            dW[i] = self.acts[i].T @ delta
            dB[i] = delta.sum(axis=0)
            if i > 0:
                delta = delta @ self.W[i].T * self.slope(self.acts[i])
        return dW, dB

    def train(self, x, t, epochs, lr, quiet=False):
        for e in range(epochs):
            dW, dB = self.gradients(x, t)
            for i in range(len(self.W)):
                self.W[i] -= lr * dW[i]
                self.B[i] -= lr * dB[i]
            if not quiet and e % 100 == 0:
                print(f"epoch {e:4d} cost {self.cost(x, t):.5f}")


rng = np.random.default_rng(5)
xs = rng.uniform(-1, 1, (30, 2))
ts = np.column_stack([0.8 * np.sin(2 * xs[:, 0]), 0.5 * xs[:, 0] * xs[:, 1]])
mlp = MLP([2, 6, 4, 2])
mlp.train(xs, ts, 500, 0.1)
