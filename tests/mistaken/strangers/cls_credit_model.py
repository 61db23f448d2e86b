# credit scoring toy. client data is invented
import numpy as np

class CreditNet:
    def __init__(self, n_in, n_hid, optimizer):
        rng = np.random.default_rng(0)
        self.params = [rng.normal(0, .5, (n_in, n_hid)), np.zeros((1, n_hid)),
                       rng.normal(0, .5, (n_hid, 1)), np.zeros((1, 1))]
        self.optimizer = optimizer

    def probability(self, X):
        W, b, v, c = self.params
        self.hidden = np.tanh(X @ W + b)
        self.p = 1 / (1 + np.exp(-(self.hidden @ v + c)))
        return self.p

    def brier(self, y):
        """mean squared difference between probability and outcome"""
        return np.mean((self.p - y) ** 2)

    def gradients(self, X, y):
        W, b, v, c = self.params
        d_score = 2 * (self.p - y) / len(y)
        d_v = self.hidden.T @ d_score
        d_c = np.sum(d_score, axis=0, keepdims=True)
        d_act = (d_score @ v.T) * (1 - self.hidden ** 2)
        d_W = X.T @ d_act
        d_b = -np.sum(d_act, axis=0, keepdims=True)
        return [d_W, d_b, d_v, d_c]

    def fit_once(self, X, y):
        self.probability(X)
        loss = self.brier(y)
        self.optimizer.apply(self.params, self.gradients(X, y))
        return loss

class SGD:
    def __init__(self, rate):
        self.rate = rate

    def apply(self, params, grads):
        for p, g in zip(params, grads):
            p -= self.rate * g

rng = np.random.default_rng(100)
income = rng.lognormal(0, 0.4, 35)
debt = rng.lognormal(0, 0.6, 35)
age = rng.uniform(-1, 1, 35)
X = np.column_stack([income, debt, age])
y = (debt / income + 0.3 * age + rng.normal(0, 0.2, 35) < 1.1).astype(float)[:, None]

net = CreditNet(3, 4, SGD(0.3))
for k in range(200):
    loss = net.fit_once(X, y)
    if k % 50 == 0:
        print('round %d, brier score %.5f' % (k, loss))
