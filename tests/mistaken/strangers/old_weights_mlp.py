"""MLP of any depth; weights live in a list. Squared error, sigmoid hidden layers, linear output."""
import numpy as np

class MLP:
    def __init__(self, *sizes):
        g = np.random.default_rng(8)
        self.ws = [g.normal(size=(a, b)) / np.sqrt(a) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [g.normal(size=b) * 0.1 for b in sizes[1:]]

    def activations(self, x):
        acts = [x]
        for i, (w, b) in enumerate(zip(self.ws, self.bs)):
            z = acts[-1] @ w + b
            acts.append(z if i == len(self.ws) - 1 else 1 / (1 + np.exp(-z)))
        return acts

    def train_step(self, x, y, lr):
        acts = self.activations(x)
        diff = acts[-1] - y
        loss = 0.5 * np.einsum('ij,ij->', diff, diff) / len(x)
        # keep the weights from before this step for the way back
        old_ws = list(self.ws)
        delta = diff / len(x)
        for i in range(len(self.ws) - 1, -1, -1):
            self.ws[i] -= lr * acts[i].T @ delta
            self.bs[i] -= lr * delta.sum(axis=0)
            if i > 0:
                delta = (delta @ old_ws[i].T) * acts[i] * (1 - acts[i])
        return loss

    def fit(self, x, y, epochs=300, lr=0.5):
        for epoch in range(epochs):
            loss = self.train_step(x, y, lr)
            if epoch % 100 == 0:
                print('epoch', epoch, 'loss', loss)
        return self

g = np.random.default_rng(80)
x = g.uniform(-1, 1, (55, 3))
y = np.stack([x[:, 0] * x[:, 1], np.cos(2 * x[:, 2])], axis=-1)
net = MLP(3, 7, 6, 2).fit(x, y)
print(np.c_[net.activations(x[:5])[-1], y[:5]].round(2))
