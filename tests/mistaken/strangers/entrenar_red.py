# Red neuronal 2-4-1: funciones con variables globales
import numpy as np
np.random.seed(33)

entradas = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
salidas = np.array([[0], [1], [1], [0]], dtype=float)
pesos1 = np.random.uniform(-1, 1, (2, 4))
sesgo1 = np.random.uniform(-1, 1, (1, 4))
pesos2 = np.random.uniform(-1, 1, (4, 1))
sesgo2 = np.random.uniform(-1, 1, (1, 1))
tasa = 1.0

def sigmoide(x): return 1 / (1 + np.exp(-x))

def propagar(x):
    capa1 = sigmoide(x @ pesos1 + sesgo1)
    return capa1, sigmoide(capa1 @ pesos2 + sesgo2)

def actualizar_salida(capa1, delta2):
    global pesos2, sesgo2
    pesos2 = pesos2 - tasa * capa1.T @ delta2
    sesgo2 = sesgo2 - tasa * delta2.sum(axis=0, keepdims=True)

def actualizar_oculta(delta1):
    global pesos1, sesgo1
    pesos1 = pesos1 - tasa * entradas.T @ delta1
    sesgo1 = sesgo1 - tasa * delta1.sum(axis=0, keepdims=True)

def error_total(salida):
    return 0.5 * ((salida - salidas) ** 2).sum()

for epoca in range(1500):
    capa1, capa2 = propagar(entradas)
    delta2 = (capa2 - salidas) * capa2 * (1 - capa2)
    actualizar_salida(capa1, delta2)
    delta1 = delta2 @ pesos2.T * capa1 * (1 - capa1)
    actualizar_oculta(delta1)
    if epoca % 300 == 0:
        print(epoca, error_total(capa2))
print(propagar(entradas)[1].round(2))
