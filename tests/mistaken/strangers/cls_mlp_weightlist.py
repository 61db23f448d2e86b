# Simple MLP class, used in the second semester exercise.
# batch version, sigmoid everywhere
import numpy as np

class MLP:

    def __init__(self, layout):
        np.random.seed(19)
        self.W = []
        for i in range(len(layout) - 1):
            # + 1 for the bias input
            self.W.append(np.random.randn(layout[i] + 1, layout[i + 1]))
        self.lr = 0.15

    def add_one(self, a):
        return np.concatenate([a, np.ones((a.shape[0], 1))], axis=1)

    def forward(self, X):
        self.acts = [self.add_one(X)]
        for i, w in enumerate(self.W):
            a = 1 / (1 + np.exp(-self.acts[-1] @ w))
            if i < len(self.W) - 1:
                a = self.add_one(a)
            self.acts.append(a)
        return self.acts[-1]

    def loss(self, Y):
        return np.sum((Y - self.acts[-1]) ** 2)

    def backward(self, Y):
        o = self.acts[-1]
        deltas = [(Y - o) * o * (1 - o)]
        for i in range(len(self.W) - 1, 0, -1):
            a = self.acts[i]
            d = deltas[0] @ self.W[i].T * a * (1 - a)
            deltas.insert(0, d[:, :-1])
        for i in range(len(self.W)):
            self.W[i] += self.lr * self.acts[i].T @ deltas[i]

if __name__ == '__main__':
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1], [1, 1, 0], [0, 1, 0], [0, 0, 0]], float)
    Y = np.array([[0, 1], [1, 0], [1, 1], [0, 1], [1, 0], [0, 0], [1, 1]], float)
    mlp = MLP([3, 6, 5, 2])
    for epoch in range(600):
        mlp.forward(X)
        if epoch % 100 == 0:
            print('epoch', epoch, 'sum of squares', mlp.loss(Y))
        mlp.backward(Y)
