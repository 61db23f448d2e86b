# Red neuronal desde cero: predecir si llueve (humedad, presion, viento)
import numpy as np

class RedNeuronal:
    def __init__(self, entradas, ocultas, salidas):
        np.random.seed(15)
        self.pesos_oculta = np.random.uniform(-1, 1, (entradas, ocultas))
        self.sesgo_oculta = np.random.uniform(-1, 1, (1, ocultas))
        self.pesos_salida = np.random.uniform(-1, 1, (ocultas, salidas))
        self.sesgo_salida = np.random.uniform(-1, 1, (1, salidas))

    def sigmoide(self, x):
        return 1 / (1 + np.exp(-x))

    def propagar(self, X):
        self.oculta = self.sigmoide(np.dot(X, self.pesos_oculta) + self.sesgo_oculta)
        self.salida = self.sigmoide(np.dot(self.oculta, self.pesos_salida) + self.sesgo_salida)
        return self.salida

    def costo(self, X, y):
        p = self.propagar(X)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def retropropagar(self, X, y, tasa):
        m = X.shape[0]
        self.propagar(X)
        delta_salida = (self.salida - y) / m
        delta_oculta = np.dot(delta_salida, self.pesos_salida.T) * self.oculta * (1 - self.oculta)
        self.pesos_salida -= tasa * np.dot(self.oculta.T, delta_salida)
        self.sesgo_salida -= tasa * np.sum(delta_salida, axis=0, keepdims=True)
        self.pesos_oculta -= tasa * np.dot(X.T, delta_oculta)

datos = np.array([[0.9, 0.2, 0.4], [0.3, 0.8, 0.1], [0.7, 0.4, 0.9], [0.2, 0.9, 0.5],
                  [0.8, 0.3, 0.2], [0.4, 0.6, 0.3], [0.95, 0.5, 0.6]])
lluvia = np.array([[1], [0], [1], [0], [1], [0], [1]])
rn = RedNeuronal(3, 4, 1)
for epoca in range(1000):
    rn.retropropagar(datos, lluvia, 0.5)
    if epoca % 200 == 0:
        print("epoca", epoca, "costo", rn.costo(datos, lluvia))
