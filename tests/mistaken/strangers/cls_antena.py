import numpy as np

RNG = np.random.RandomState(13)
TASA = 0.1

class Capa:
    def __init__(self, entradas, salidas):
        self.w = RNG.randn(entradas, salidas) * np.sqrt(1 / entradas)
        self.b = np.zeros(salidas)

    def adelante(self, x):
        self.x = x
        return x.dot(self.w) + self.b

    def atras(self, d):
        self.w = self.w - TASA * self.x.T.dot(d)
        self.b = self.b - TASA * d.sum(axis=0)
        return d.dot(self.w.T)

class Seno:
    # activación sinusoidal, buena para señales periódicas
    def adelante(self, x):
        self.x = x
        return np.sin(x)

    def atras(self, d):
        return d * np.cos(self.x)

class Red:
    def __init__(self):
        self.capas = [Capa(2, 8), Seno(), Capa(8, 1)]

    def __call__(self, x):
        for c in self.capas:
            x = c.adelante(x)
        return x

    def entrenar(self, x, y, vueltas=200):
        for v in range(vueltas):
            s = self(x)
            perdida = ((s - y) ** 2).mean()
            d = 2 * (s - y) / y.size
            for c in reversed(self.capas):
                d = c.atras(d)
            if v % 40 == 0:
                print('vuelta', v, 'pérdida', perdida)

# orientación de la antena (azimut, elevación) -> intensidad de la señal
pos = RNG.uniform(-1.5, 1.5, (32, 2))
senal = np.cos(2 * pos[:, :1]) * np.cos(pos[:, 1:]) + 0.05 * RNG.randn(32, 1)
Red().entrenar(pos, senal)
