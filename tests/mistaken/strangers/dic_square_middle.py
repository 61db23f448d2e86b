import numpy as np
from copy import deepcopy

g = np.random.default_rng(83)
x = g.uniform(-1, 1, (24, 3))
y = (x[:, [0]] * x[:, [1]] - x[:, [2]]) + g.normal(0, .04, (24, 1))

net = {
    "in":  {"w": g.normal(0, .6, (3, 4)), "b": np.zeros(4)},
    "mid": {"w": g.normal(0, .6, (4, 4)), "b": np.zeros(4)},
    "out": {"w": g.normal(0, .6, (4, 1)), "b": np.zeros(1)},
}
order = ["in", "mid", "out"]
snapshots = []


def elu(z):
    return np.where(z > 0, z, np.exp(z) - 1)


def elu_d(z):
    return np.where(z > 0, 1.0, np.exp(z))


for epoch in range(501):
    value = x
    tape = {}
    for name in order:
        pre = value @ net[name]["w"] + net[name]["b"]
        tape[name] = (value, pre)
        value = pre if name == "out" else elu(pre)
    loss = 0.5 * ((value - y) ** 2).mean()

    grad = {}
    up = (value - y) / y.size
    for name in reversed(order):
        inp, pre = tape[name]
        if name != "out":
            up = up * elu_d(pre)
        grad[name] = {"w": inp.T @ up, "b": up.sum(axis=0)}
        if name == "mid":
            up = up @ net[name]["w"]
        elif name == "out":
            up = up @ net[name]["w"].T

    for name in order:
        for q in ("w", "b"):
            net[name][q] -= 0.15 * grad[name][q]
    if epoch % 100 == 0:
        snapshots.append(deepcopy(net))
        print(epoch, loss)
