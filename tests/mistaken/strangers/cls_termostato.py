import numpy as np

class Termostato:
    """impara quanto scaldare: (temperatura fuori, dentro, ora) -> potenza"""
    NASCOSTI = 5
    PASSO = 0.01

    def __init__(self, seme):
        caso = np.random.default_rng(seme)
        self.w1 = caso.normal(0, .6, (3, self.NASCOSTI))
        self.b1 = np.zeros(self.NASCOSTI)
        self.w2 = caso.normal(0, .6, (self.NASCOSTI, 1))
        self.b2 = np.zeros(1)

    def avanti(self, x):
        self.x = x
        self.h = np.tanh(x @ self.w1 + self.b1)
        self.y = self.h @ self.w2 + self.b2
        return self.y

    def costo(self, t):
        return np.mean((self.y - t) ** 2) / 2

    def indietro(self, t):
        e = self.y - t
        eh = e @ self.w2.T * (1 - self.h ** 2)
        self.w2 -= self.PASSO * self.h.T @ e
        self.b2 -= self.PASSO * e.sum(axis=0)
        self.w1 -= self.PASSO * self.x.T @ eh
        self.b1 -= self.PASSO * eh.sum(axis=0)

caso = np.random.default_rng(90)
x = caso.normal(size=(23, 3))
t = (0.6 * (x[:, [1]] < 0) - 0.3 * x[:, [0]] + 0.1 * np.cos(x[:, [2]]))
rete = Termostato(4)
for giro in range(500):
    rete.avanti(x)
    if giro % 100 == 0:
        print("giro", giro, "costo", rete.costo(t))
    rete.indietro(t)
