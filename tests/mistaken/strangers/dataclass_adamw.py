from __future__ import annotations
from dataclasses import dataclass, fields
import numpy as np


@dataclass
class Params:
    w1: np.ndarray
    b1: np.ndarray
    w2: np.ndarray
    b2: np.ndarray


def init(d: int, h: int, seed: int = 0) -> Params:
    rng = np.random.default_rng(seed)
    return Params(rng.normal(size=(d, h)) / np.sqrt(d), np.zeros(h), rng.normal(size=(h, 1)) / np.sqrt(h), np.zeros(1))


def loss_and_grad(p: Params, x: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
    pre = x @ p.w1 + p.b1
    sg = 1 / (1 + np.exp(-pre))
    h = pre * sg                                   # swish
    out = h @ p.w2 + p.b2
    loss = float(np.mean((out - y) ** 2))
    d_out = 2 * (out - y) / len(x)
    d_h = d_out @ p.w2.T
    d_pre = d_h * (sg + pre * sg * (1 - sg))
    return loss, Params(x.T @ d_pre, d_pre.sum(0), h.T @ d_out, d_out.sum(0))


rng = np.random.default_rng(1)
x = rng.normal(size=(32, 3))
y = (x ** 2).sum(1, keepdims=True)
model = init(3, 12)
m = {f.name: 0.0 for f in fields(Params)}
v = {f.name: 0.0 for f in fields(Params)}
lr, wd = 0.02, 0.01
for t in range(1, 101):
    loss, g = loss_and_grad(model, x, y)
    for f in fields(Params):
        gr = getattr(g, f.name)
        m[f.name] = 0.9 * m[f.name] + 0.1 * gr
        v[f.name] = 0.99 * v[f.name] + 0.01 * gr * gr
        upd = (m[f.name] / (1 - 0.9 ** t)) / (np.sqrt(v[f.name] / (1 - 0.99 ** t)) + 1e-8)
        w = getattr(model, f.name)
        setattr(model, f.name, w - lr * upd - lr * wd * w)
    if t % 20 == 0:
        print(t, loss)
