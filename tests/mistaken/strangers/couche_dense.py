import numpy as np


class CoucheDense:
    """Chaque couche se met a jour elle-meme pendant la retropropagation."""

    def __init__(self, entree, sortie, alea, activation=True):
        self.poids = alea.uniform(-1, 1, (entree, sortie))
        self.biais = np.zeros(sortie)
        self.activation = activation

    def avant(self, x):
        self.x = x
        self.z = x @ self.poids + self.biais
        self.y = np.tanh(self.z) if self.activation else self.z
        return self.y

    def arriere(self, grad, taux):
        if self.activation:
            grad = grad * (1 - self.y ** 2)
        anciens = self.poids  # les poids avant la mise a jour
        self.poids -= taux * self.x.T @ grad
        self.biais -= taux * grad.sum(axis=0)
        return grad @ anciens.T


class Reseau:
    def __init__(self, tailles, graine):
        alea = np.random.RandomState(graine)
        n = len(tailles) - 1
        self.couches = [CoucheDense(tailles[i], tailles[i + 1], alea, i < n - 1) for i in range(n)]

    def etape(self, x, cible, taux):
        y = x
        for c in self.couches:
            y = c.avant(y)
        ecart = y - cible
        perte = 0.5 * np.sum(ecart ** 2) / len(x)
        g = ecart / len(x)
        for c in reversed(self.couches):
            g = c.arriere(g, taux)
        return perte


x = np.linspace(-2, 2, 19)[:, None]
cible = np.hstack([x ** 2 / 4, np.abs(x) / 2])
r = Reseau([1, 6, 4, 2], 7)
for n in range(400):
    perte = r.etape(x, cible, 0.1)
    if n % 100 == 0:
        print(n, perte)
