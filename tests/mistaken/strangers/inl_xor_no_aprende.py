# Hola a todos. Soy nuevo en esto. Mi red para XOR (con un poco de ruido)
# a veces aprende y a veces se queda pegada. Alguien sabe por que?
import numpy as np

np.random.seed(3)
entradas = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.], [0.1, 0.9], [0.9, 0.95]])
entradas = entradas + 0.05 * np.random.randn(6, 2)
salidas = np.array([[0.], [1.], [1.], [0.], [1.], [0.]])

ocultas = 4
pesos1 = np.random.uniform(-1, 1, (2, ocultas))
sesgo1 = np.zeros((1, ocultas))
pesos2 = np.random.uniform(-1, 1, (ocultas, 1))
sesgo2 = np.zeros((1, 1))
tasa = 0.8

for epoca in range(1500):
    # hacia adelante
    capa1 = 1 / (1 + np.exp(-(entradas.dot(pesos1) + sesgo1)))
    pred = 1 / (1 + np.exp(-(capa1.dot(pesos2) + sesgo2)))
    costo = 0.5 * np.mean((pred - salidas) ** 2)

    # hacia atras
    delta2 = (pred - salidas) / len(entradas)
    delta1 = delta2.dot(pesos2.T) * capa1 * (1 - capa1)

    pesos2 = pesos2 - tasa * capa1.T.dot(delta2)
    sesgo2 = sesgo2 - tasa * delta2.sum(axis=0, keepdims=True)
    pesos1 = pesos1 - tasa * entradas.T.dot(delta1)
    sesgo1 = sesgo1 - tasa * delta1.sum(axis=0, keepdims=True)

    if epoca % 300 == 0:
        print("epoca", epoca, "costo", costo)

print(np.round(pred.ravel(), 3))
