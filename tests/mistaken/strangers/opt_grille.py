# cuisson au barbecue : épaisseur, température, vent -> trop cuit ? (dropout sur la couche cachée)
import numpy as np

np.random.seed(49)
GARDER = 0.7
essais = np.random.randn(30, 3)
trop_cuit = (essais[:, [1]] - essais[:, [0]] + 0.5 * essais[:, [2]] * essais[:, [1]] > 0) * 1.0

class Reseau:
    def __init__(self, cachees):
        self.w1 = np.random.randn(3, cachees) * 0.6
        self.b1 = np.zeros(cachees)
        self.w2 = np.random.randn(cachees, 1) * 0.6
        self.b2 = np.zeros(1)
        self.masque = None

    def avant(self, x, apprend=True):
        self.h = np.tanh(x @ self.w1 + self.b1)
        self.masque = (np.random.rand(*self.h.shape) < GARDER) / GARDER if apprend else 1.0
        self.hm = self.h * self.masque
        return 1 / (1 + np.exp(-(self.hm @ self.w2 + self.b2)))

    def arriere(self, x, p, t):
        d2 = (p - t) / len(t)
        dh = d2 @ self.w2.T
        d1 = dh * (1 - self.h ** 2)
        return x.T @ d1, d1.sum(0), self.hm.T @ d2, d2.sum(0)

def entropie(p, t):
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))

r = Reseau(12)
moy = [0, 0, 0, 0]
for tour in range(250):
    p = r.avant(essais)
    g = r.arriere(essais, p, trop_cuit)
    for i, nom in enumerate(('w1', 'b1', 'w2', 'b2')):
        moy[i] = 0.95 * moy[i] + 0.05 * g[i] ** 2
        setattr(r, nom, getattr(r, nom) - 0.01 * g[i] / (np.sqrt(moy[i]) + 1e-6))
    if tour % 50 == 0:
        print(tour, entropie(p, trop_cuit), entropie(r.avant(essais, False), trop_cuit))
