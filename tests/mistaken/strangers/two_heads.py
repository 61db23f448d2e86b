# shared trunk with two heads; penalty on the trunk; dataclass for the parameters
from dataclasses import dataclass, fields
import numpy as np

@dataclass
class Params:
    trunk: np.ndarray
    offset: np.ndarray
    head_a: np.ndarray
    head_b: np.ndarray

def make(seed):
    r = np.random.RandomState(seed)
    return Params(r.randn(4, 4) * .5, r.randn(4) * .1, r.randn(4, 4) * .5, r.randn(4, 2) * .5)

BETA = 0.03

def loss_and_gradients(q, x, ya, yb):
    n = x.shape[0]
    h = np.tanh(x @ q.trunk + q.offset)
    ea = h @ q.head_a - ya
    eb = h @ q.head_b - yb
    loss = (np.sum(ea ** 2) + np.sum(eb ** 2)) / n + BETA * np.sum(q.trunk ** 2)

    da, db = 2 * ea / n, 2 * eb / n
    dh = da @ q.head_a + db @ q.head_b.T
    dh *= 1 - h ** 2
    return loss, Params(
        trunk=x.T @ dh + BETA * q.trunk,
        offset=dh.sum(axis=0),
        head_a=h.T @ da,
        head_b=h.T @ db)

q = make(3)
rs = np.random.RandomState(4)
x = rs.randn(25, 4)
ya, yb = np.tanh(x[:, ::-1]), x[:, :2] * x[:, 2:]
for i in range(200):
    loss, g = loss_and_gradients(q, x, ya, yb)
    for f in fields(Params):
        setattr(q, f.name, getattr(q, f.name) - 0.05 * getattr(g, f.name))
    if i % 50 == 0:
        print(i, loss)
