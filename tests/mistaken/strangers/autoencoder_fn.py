# linear-tanh autoencoder, code as wide as the input (sparse code experiment)
import numpy as np
rng = np.random.RandomState(9)

def encode(x, We, be):
    return np.tanh(x @ We + be)

def decode(c, Wd, bd):
    return c @ Wd + bd

def loss_and_grad(x, We, be, Wd, bd):
    n = len(x)
    c = encode(x, We, be)
    r = decode(c, Wd, bd)
    diff = r - x
    loss = np.sum(diff ** 2) / n
    g_r = 2 * diff / n
    g_Wd = np.tensordot(c, g_r, axes=([0], [0]))
    g_bd = np.add.reduce(g_r)
    g_c = np.tensordot(g_r, Wd, axes=([1], [0]))
    g_pre = np.multiply(g_c, 1 - np.power(c, 2))
    g_We = np.tensordot(x, g_pre, axes=([0], [0]))
    g_be = np.add.reduce(g_pre)
    return loss, g_We, g_be, g_Wd, g_bd

def train(x, steps, lr):
    d = x.shape[1]
    We, Wd = rng.randn(d, d) * .4, rng.randn(d, d) * .4
    be, bd = np.zeros(d), np.zeros(d)
    for s in range(steps):
        loss, *g = loss_and_grad(x, We, be, Wd, bd)
        for p, q in zip([We, be, Wd, bd], g):
            np.subtract(p, lr * q, out=p)
        if s % 100 == 0:
            print("step {0}: reconstruction {1:.4f}".format(s, loss))
    return We, be, Wd, bd

data = rng.randn(20, 3) @ rng.randn(3, 3)
params = train(data, 300, 0.02)
print("code of the first row:", encode(data[0], *params[:2]))
