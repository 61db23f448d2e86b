# homework 3, question 2: relu network with functions
import numpy as np

def relu(z):
    return np.maximum(z, 0)

def d_relu(z):
    return (relu(z) >= 0).astype(float)

def forward_pass(x, p):
    z1 = x @ p["W1"] + p["b1"]
    a1 = relu(z1)
    z2 = a1 @ p["W2"] + p["b2"]
    return z1, a1, z2

def compute_loss(z2, y):
    return np.sum((z2 - y) ** 2) / y.shape[0]

def backward_pass(x, y, p, z1, a1, z2):
    g = {}
    dz2 = 2 * (z2 - y) / y.shape[0]
    g["W2"] = a1.T @ dz2
    g["b2"] = np.full_like(p["b2"], dz2.sum())
    dz1 = (dz2 @ p["W2"].T) * d_relu(z1)
    g["W1"] = x.T @ dz1
    g["b1"] = dz1.sum(axis=0)
    return g

def main():
    rs = np.random.RandomState(2)
    x = rs.randn(30, 3)
    y = np.c_[np.abs(x[:, 0]), x[:, 1] + x[:, 2]]
    p = dict(W1=rs.randn(3, 8) * .5, b1=np.zeros(8), W2=rs.randn(8, 2) * .5, b2=np.zeros(2))
    for k in range(400):
        z1, a1, z2 = forward_pass(x, p)
        g = backward_pass(x, y, p, z1, a1, z2)
        for name in p:
            p[name] = p[name] - 0.02 * g[name]
        if k % 100 == 0:
            print(k, compute_loss(z2, y))

main()
