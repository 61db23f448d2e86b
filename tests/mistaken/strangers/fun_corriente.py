import numpy as np

ANCHO = 6
TASA = 0.15
VUELTAS = 500

def relu(z): return np.maximum(z, 0)
def drelu(z): return (z > 0).astype(float)

def datos():
    rs = np.random.RandomState(21)
    corriente = rs.randn(31, 5)
    par_motor = relu(corriente[:, [0]]) - 0.5 * relu(corriente[:, [1]] + corriente[:, [3]]) + 0.05 * rs.randn(31, 1)
    return corriente, par_motor

def adelante(x, W, B):
    z1 = x @ W[0] + B[0]
    a1 = relu(z1)
    z2 = a1 @ W[1] + B[1]
    a2 = relu(z2)
    z3 = a2 @ W[2] + B[2]
    return z1, a1, z2, a2, z3

def atras(x, y, W, z1, a1, z2, a2, z3):
    n = x.shape[0]
    d3 = (z3 - y) / n
    d2 = (d3 @ W[2].T) * drelu(z2)
    d1 = (d2 @ W[1].T) * drelu(z2)
    dW = [x.T @ d1, a1.T @ d2, a2.T @ d3]
    dB = [d.sum(axis=0) for d in (d1, d2, d3)]
    return dW, dB

def main():
    x, y = datos()
    rs = np.random.RandomState(2)
    W = [rs.randn(5, ANCHO) * 0.5, rs.randn(ANCHO, ANCHO) * 0.5, rs.randn(ANCHO, 1) * 0.5]
    B = [np.full(ANCHO, 0.1), np.full(ANCHO, 0.1), np.zeros(1)]
    for v in range(VUELTAS):
        cache = adelante(x, W, B)
        perdida = np.sum((cache[-1] - y) ** 2) / (2 * len(x))
        dW, dB = atras(x, y, W, *cache)
        for k in range(3):
            W[k] -= TASA * dW[k]
            B[k] -= TASA * dB[k]
        if v % 100 == 0:
            print(f"vuelta {v}: {perdida:.6f}")

main()
