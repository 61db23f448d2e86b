import numpy as np

class GeluRegressor:
    """One hidden layer with the tanh form of GELU."""
    C = np.sqrt(2 / np.pi)

    def __init__(self, d, k):
        r = np.random.RandomState(19)
        self.theta = {'A': r.randn(d, k) / np.sqrt(d), 'a': r.randn(k) * 0.1, 'B': r.randn(k, 1) / np.sqrt(k), 'b': np.zeros(1)}

    @classmethod
    def gelu(cls, z):
        return 0.5 * z * (1 + np.tanh(cls.C * (z + 0.044715 * z ** 3)))

    @classmethod
    def gelu_prime(cls, z):
        t = np.tanh(cls.C * (z + 0.044715 * z ** 3))
        return 0.5 * (1 + t) + 0.5 * z * (1 - t ** 2) * cls.C * (1 + 3 * 0.044715 * z ** 2)

    def forward(self, X):
        th = self.theta
        Z = X @ th['A'] + th['a']
        H = self.gelu(Z)
        return Z, H, H @ th['B'] + th['b']

    def grads(self, X, y):
        th = self.theta
        Z, H, out = self.forward(X)
        res = out - y
        loss = np.mean(res ** 2)
        g_out = 2 * res / len(X)
        g_Z = (g_out @ th['B'].T) * self.gelu_prime(H)
        return loss, {
            'B': H.T @ g_out,
            'b': 2 * g_out.sum(axis=0),
            'A': X.T @ g_Z,
            'a': g_Z.sum(axis=0),
        }

    def fit(self, X, y, lr=0.1, epochs=250):
        for ep in range(epochs):
            loss, g = self.grads(X, y)
            for name in self.theta:
                self.theta[name] = self.theta[name] - lr * g[name]
            if not ep % 50:
                print(ep, round(loss, 5))

rng = np.random.RandomState(91)
X = rng.randn(65, 3)
y = (X[:, :1] * np.sin(X[:, 1:2]) + X[:, 2:3])
GeluRegressor(3, 9).fit(X, y)
