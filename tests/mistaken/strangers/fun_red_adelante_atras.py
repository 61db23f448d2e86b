# Practica 3: red de una capa oculta escrita con funciones
import numpy as np

def sigmoide(x):
    return 1 / (1 + np.exp(-x))

def inicializar(n_entrada, n_oculta, n_salida, semilla=1):
    gen = np.random.default_rng(semilla)
    W1 = gen.normal(0, 0.8, (n_entrada, n_oculta))
    b1 = np.zeros(n_oculta)
    W2 = gen.normal(0, 0.8, (n_oculta, n_salida))
    b2 = np.zeros(n_salida)
    return W1, b1, W2, b2

def adelante(X, W1, b1, W2, b2):
    A1 = sigmoide(X @ W1 + b1)
    A2 = sigmoide(A1 @ W2 + b2)
    return A1, A2

def entropia(A2, Y):
    return -np.mean(np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=1))

def atras(X, Y, A1, A2, W2):
    m = X.shape[0]
    delta2 = (Y - A2) / m
    delta1 = (delta2 @ W2.T) * A1 * (1 - A1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)

def actualizar(parametros, gradientes, tasa):
    W1, b1, W2, b2 = parametros
    gW1, gb1, gW2, gb2 = gradientes
    W1 = W1 + tasa * gW1
    b1 = b1 + tasa * gb1
    W2 = W2 + tasa * gW2
    b2 = b2 - tasa * gb2
    return W1, b1, W2, b2

gen = np.random.default_rng(10)
X = gen.uniform(0, 1, (17, 3))
Y = np.zeros((17, 2))
Y[:, 0] = X[:, 0] > X[:, 1]
Y[:, 1] = X.sum(axis=1) > 1.5

par = inicializar(3, 5, 2)
for iteracion in range(400):
    A1, A2 = adelante(X, *par)
    perdida = entropia(A2, Y)
    grad = atras(X, Y, A1, A2, par[2])
    par = actualizar(par, grad, 0.9)
    if iteracion % 80 == 0:
        print('iteracion', iteracion, 'perdida', perdida)
