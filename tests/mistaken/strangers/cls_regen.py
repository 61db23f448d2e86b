import numpy as np

class RegenNetz(object):
    def __init__(self, groessen, lernrate):
        self.eta = lernrate
        zufall = np.random.RandomState(27)
        self.W1 = zufall.uniform(-1, 1, (groessen[0], groessen[1]))
        self.b1 = np.zeros((1, groessen[1]))
        self.W2 = zufall.uniform(-1, 1, (groessen[1], groessen[2]))
        self.b2 = np.zeros((1, groessen[2]))

    @staticmethod
    def sigmoid(x):
        return 1.0 / (1.0 + np.exp(-x))

    def vorhersage(self, X):
        self.A1 = self.sigmoid(np.dot(X, self.W1) + self.b1)
        self.A2 = self.sigmoid(np.dot(self.A1, self.W2) + self.b2)
        return self.A2

    def training(self, X, y, epochen):
        for ep in range(epochen):
            self.vorhersage(X)
            fehler = self.A2 - y
            loss = 0.5 * np.sum(fehler ** 2)
            d_aus = fehler * self.A2 * (1 - self.A2)
            d_mitte = np.dot(d_aus, self.W2.T) * self.A1 * (1 - self.A1)
            self.W2 -= self.eta * np.dot(self.A1.T, d_aus)
            self.b2 -= self.eta * np.sum(fehler, axis=0, keepdims=True)
            self.W1 -= self.eta * np.dot(X.T, d_mitte)
            self.b1 -= self.eta * np.sum(d_mitte, axis=0, keepdims=True)
            if ep % 100 == 0:
                print("Epoche", ep, "Fehler", loss)

# Luftdruck, Feuchte, Wind, Wolken der letzten Tage -> Regenmenge (0..1)
zufall = np.random.RandomState(28)
wetter = zufall.randn(21, 4)
regen = RegenNetz.sigmoid(wetter[:, [1]] * 1.2 + wetter[:, [3]] - wetter[:, [0]] + 0.2 * zufall.randn(21, 1))
RegenNetz([4, 6, 1], 0.3).training(wetter, regen, 500)
