# Uebungsblatt 7: Schichten als Objekte
import numpy as np

class Dicht:
    def __init__(self, ein, aus, zufall):
        self.W = zufall.normal(0, np.sqrt(1 / ein), size=(ein, aus))
        self.b = np.zeros(aus)

    def vor(self, x):
        self.x = x
        return x @ self.W + self.b

    def rueck(self, g):
        self.dW = self.x.T @ g
        self.db = g.sum(axis=0)
        return g @ self.W.T

    def schritt(self, eta):
        self.W -= eta * self.dW
        self.b -= eta * self.db


class Tanh:
    def vor(self, x):
        self.aus = np.tanh(x)
        return self.aus

    def rueck(self, g):
        return g * (1 - self.aus)

    def schritt(self, eta):
        pass


class Netz:
    def __init__(self, *schichten):
        self.schichten = schichten

    def vor(self, x):
        for s in self.schichten:
            x = s.vor(x)
        return x

    def rueck(self, g):
        for s in self.schichten[::-1]:
            g = s.rueck(g)

    def schritt(self, eta):
        for s in self.schichten:
            s.schritt(eta)


zufall = np.random.default_rng(8)
x = np.linspace(-1, 1, 25)[:, None]
y = x ** 2 - 0.3 * x + 0.02 * zufall.normal(size=x.shape)
netz = Netz(Dicht(1, 6, zufall), Tanh(), Dicht(6, 1, zufall))

for durchgang in range(500):
    vorhersage = netz.vor(x)
    verlust = np.mean((vorhersage - y) ** 2)
    netz.rueck(2 * (vorhersage - y) / y.size)
    netz.schritt(0.1)
    if durchgang % 100 == 0:
        print(durchgang, verlust)
