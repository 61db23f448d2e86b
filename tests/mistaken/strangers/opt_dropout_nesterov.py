# inverted dropout and Nesterov momentum (the Sutskever form), long notation
import numpy as np

class Layer:
    pass

def build(sizes, rng):
    layers = []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:]):
        lay = Layer()
        lay.W = rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))
        lay.b = np.zeros(fan_out)
        lay.vW = np.zeros_like(lay.W)
        lay.vb = np.zeros_like(lay.b)
        layers.append(lay)
    return layers

def forward(layers, x, keep, rng):
    for lay in layers[:-1]:
        lay.inp = x
        lay.pre = x @ lay.W + lay.b
        lay.mask = (rng.random(lay.pre.shape) < keep) / keep
        x = np.maximum(lay.pre, 0) * lay.mask
    last = layers[-1]
    last.inp = x
    return x @ last.W + last.b

def backward(layers, g):
    layers[-1].g = g
    for lay, above in zip(layers[-2::-1], layers[:0:-1]):
        lay.g = (above.g @ above.W.T) * lay.mask * (lay.pre > 0)
    for lay in layers:
        lay.gW = lay.inp.T @ lay.g
        lay.gb = lay.g.sum(axis=0)

def nesterov(layers, lr, mu):
    for lay in layers:
        for par, vel, grad in ((lay.W, lay.vW, lay.gW), (lay.b, lay.vb, lay.gb)):
            before = vel.copy()
            vel *= mu
            vel -= lr * grad
            par += -mu * before + (1 + mu) * vel

rng = np.random.default_rng(77)
X = rng.normal(size=(45, 5))
y = (X[:, [0]] * X[:, [1]] - X[:, [2]]) + 0.1 * rng.normal(size=(45, 1))
layers = build([5, 9, 7, 1], rng)

for epoch in range(201):
    out = forward(layers, X, 0.9, rng)
    mse = ((out - y) ** 2).mean()
    backward(layers, 2 * (out - y) / len(y))
    nesterov(layers, 0.005, 0.9)
    if epoch % 40 == 0:
        print("epoch %3d   training mse with dropout %.4f" % (epoch, mse))
