import numpy as np
rng = np.random.default_rng(31)

def sig(a):
    return 1 / (1 + np.exp(-a))

def encode(x, We, be):
    return sig(x @ We + be)

def decode(code, Wd, bd):
    return sig(code @ Wd + bd)

def mse(x, r):
    return ((x - r) ** 2).sum(axis=1).mean()

def train_step(x, We, be, Wd, bd, lr):
    code = encode(x, We, be)
    rec = decode(code, Wd, bd)
    loss = mse(x, rec)
    n = x.shape[0]
    d_rec = 2 * (rec - x) * rec * (1 - rec) / n
    d_code = d_rec @ Wd.T * code * (1 - code)
    g_Wd = code.T @ d_rec
    g_bd = d_rec.sum(0)
    g_We = x.T @ d_code
    Wd -= lr * g_Wd
    bd -= lr * g_bd
    We -= lr * g_We
    return loss

# one-hot patterns of length 6, squeezed through 3 units, a bit of noise
x = np.eye(6) * 0.9 + 0.05 + rng.normal(0, 0.01, (6, 6))
We = rng.normal(0, 0.5, (6, 3))
be = rng.normal(0, 0.1, 3)
Wd = rng.normal(0, 0.5, (3, 6))
bd = np.zeros(6)

for e in range(2000):
    loss = train_step(x, We, be, Wd, bd, 1.0)
    if e % 400 == 0:
        print(e, "->", loss)
print(np.round(encode(x, We, be), 2))
