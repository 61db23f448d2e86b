import numpy as np


class KleinesNetz:
    """Erkennt, welcher von 3 Staubsauger-Zuständen vorliegt (Teppich, Parkett, angehoben)."""

    def __init__(self, ein, mitte, aus, rate=0.5):
        z = np.random.RandomState(3)
        self.rate = rate
        self.v = z.randn(mitte, ein) * 0.6
        self.vb = np.zeros((mitte, 1))
        self.u = z.randn(aus, mitte) * 0.6
        self.ub = np.zeros((aus, 1))

    def rechne(self, X):
        self.X = X
        self.h = 1 / (1 + np.exp(-(self.v @ X + self.vb)))
        logit = self.u @ self.h + self.ub
        e = np.exp(logit - logit.max(axis=0))
        self.p = e / e.sum(axis=0)
        return self.p

    def verlust(self, Y):
        return -(Y * np.log(self.p)).sum() / Y.shape[1]

    def lerne(self, Y):
        k = Y.shape[1]
        fehler = (Y - self.p) / k
        rueck = (self.u.T @ fehler) * self.h * (1 - self.h)
        self.u += self.rate * fehler @ self.h.T
        self.ub += self.rate * fehler.sum(axis=1, keepdims=True)
        self.v += self.rate * rueck @ self.X.T
        self.vb += self.rate * rueck.sum(axis=1, keepdims=True)


z = np.random.RandomState(8)
zustand = z.randint(0, 3, 29)
Y = np.eye(3)[:, zustand]
X = np.array([[0.9, 0.2, -0.6], [0.1, 0.7, -0.9], [0.5, -0.5, 0.2], [-0.3, 0.4, 0.8]]) @ Y + 0.4 * z.randn(4, 29)

netz = KleinesNetz(4, 6, 3)
for i in range(400):
    netz.rechne(X)
    if i % 50 == 0:
        print(i, netz.verlust(Y))
    netz.lerne(Y)
