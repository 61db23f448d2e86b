import numpy as np
import copy

class TwoHidden:
    def __init__(self):
        self.rs = np.random.RandomState(16)
        self.W1 = self.rs.randn(3, 5) * 0.6
        self.b1 = np.zeros(5)
        self.W2 = self.rs.randn(5, 5) * 0.4
        self.b2 = np.zeros(5)
        self.W3 = self.rs.randn(5, 3) * 0.6
        self.b3 = np.zeros(3)

    def __sig(self, x):
        return 1 / (1 + np.exp(-x))

    def forward(self, X):
        self.X = X
        self.H1 = self.__sig(X @ self.W1 + self.b1)
        self.H2 = self.__sig(self.H1 @ self.W2 + self.b2)
        s = self.H2 @ self.W3 + self.b3
        s -= s.max(axis=1, keepdims=True)
        self.P = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
        return self.P

    def nll(self, T):
        return -np.sum(T * np.log(self.P)) / len(T)

    def train(self, T, lr):
        g3 = (self.P - T) / len(T)
        g2 = g3.dot(self.W3.T) * self.H2 * (1 - self.H2)
        g1 = np.einsum('nj,jk->nk', g2, self.W2) * self.H1 * (1 - self.H1)
        for W, b, inp, g in ((self.W3, self.b3, self.H2, g3),
                             (self.W2, self.b2, self.H1, g2),
                             (self.W1, self.b1, self.X, g1)):
            W -= lr * inp.T.dot(g)
            b -= lr * g.sum(axis=0)

data_rng = np.random.RandomState(61)
cls = data_rng.randint(0, 3, 36)
X = data_rng.randn(36, 3) * 0.7 + 1.5 * np.eye(3)[cls]
T = np.eye(3)[cls]
net, best, best_loss = TwoHidden(), None, 1e9
for epoch in range(400):
    net.forward(X)
    loss = net.nll(T)
    if loss < best_loss:
        best, best_loss = copy.deepcopy(net), loss
    net.train(T, 0.5)
    if epoch % 80 == 0:
        print(epoch, loss)
print("best", best_loss, (best.forward(X).argmax(1) == cls).mean())
