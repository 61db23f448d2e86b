import numpy as np

np.random.seed(21)
depth, width = 3, 5
layers = [(np.random.randn(width, width) * .3, np.zeros(width)) for _ in range(depth)]
Wout = np.random.randn(width, 2) * .3
X = np.random.randn(11, width)
Y = np.stack([np.sin(X.sum(1)), X[:, 0] ** 2], 1)


def forward(X):
    xs, zs = [X], []
    for W, b in layers:
        z = xs[-1] @ W + b
        zs.append(z)
        xs.append(xs[-1] + np.maximum(z, 0))     # skip connection
    return xs, zs, xs[-1] @ Wout


def backward(xs, zs, dout):
    gout = xs[-1].T @ dout
    dx = dout @ Wout.T
    grads = []
    for (W, b), x, z in zip(reversed(layers), reversed(xs[:-1]), reversed(zs)):
        dz = dx * (z > 0)
        grads.insert(0, (x.T @ dz, dz.sum(axis=0)))
        dx = dx + dz @ W.T
    return grads, gout


for epoch in range(100):
    xs, zs, out = forward(X)
    loss = np.mean(np.sum((out - Y) ** 2, axis=1))
    grads, gout = backward(xs, zs, 2 * (out - Y) / len(X))
    layers = [(W - .02 * gW, b - .02 * gb) for (W, b), (gW, gb) in zip(layers, grads)]
    Wout = Wout - .02 * gout
    if epoch % 20 == 0:
        print(f"{epoch}: {loss:.5f}")
