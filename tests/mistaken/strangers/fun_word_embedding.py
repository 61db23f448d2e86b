import numpy as np

sentences = [
    ("good film good", 1), ("bad film bad", 0), ("very good plot", 1),
    ("very bad plot", 0), ("good good plot", 1), ("bad very bad", 0),
]
vocab = sorted({w for s, _ in sentences for w in s.split()})
index = {w: i for i, w in enumerate(vocab)}
ids = np.array([[index[w] for w in s.split()] for s, _ in sentences])
target = np.array([t for _, t in sentences], dtype=float)

np.random.seed(3)
DIM = 3
E = np.random.randn(len(vocab), DIM) * 0.3
w = np.random.randn(DIM) * 0.3
b = 0.0

def forward(ids, E, w, b):
    bag = E[ids].mean(axis=1)           # (n, DIM)
    p = 1 / (1 + np.exp(-(bag @ w + b)))
    return bag, p

def loss_fn(p, target):
    return -np.mean(target * np.log(p) + (1 - target) * np.log(1 - p))

def backward(ids, E, w, bag, p, target):
    n, length = ids.shape
    dz = (p - target) / n
    dw = bag.T @ dz
    db = dz.sum()
    dbag = np.outer(dz, w)
    dE = np.zeros_like(E)
    dE[ids] += dbag[:, None, :] / length
    return dE, dw, db

for epoch in range(300):
    bag, p = forward(ids, E, w, b)
    loss = loss_fn(p, target)
    dE, dw, db = backward(ids, E, w, bag, p, target)
    E -= 1.0 * dE
    w -= 1.0 * dw
    b -= 1.0 * db
    if epoch % 50 == 0:
        print('epoch', epoch, 'loss', loss)
