import numpy as np

# y = w . h2 with a shortcut: h2 = h1 + tanh(h1 W2 + b2)


def elu(z):
    return np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)


def d_elu(z):
    return np.where(z > 0, 1.0, np.exp(np.minimum(z, 0)) - 1)


def run_net(x, theta):
    W1, b1, W2, b2, w3, b3 = theta
    z1 = x @ W1 + b1
    h1 = elu(z1)
    f = np.tanh(h1 @ W2 + b2)
    h2 = h1 + f
    return h2 @ w3 + b3, (z1, h1, f, h2)


def mse(out, t):
    return np.mean((out - t) ** 2)


def gradients(x, t, out, store, theta):
    W1, b1, W2, b2, w3, b3 = theta
    z1, h1, f, h2 = store
    m = len(t)
    dout = 2 * (out - t) / m
    gw3 = h2.T @ dout
    gb3 = dout.sum()
    dh2 = np.outer(dout, w3)
    dz2 = dh2 * (1 - f * f)
    gW2 = h1.T @ dz2
    gb2 = dz2.sum(axis=0)
    dh1 = dh2.copy()
    dh1 += dz2 @ W2.T
    dz1 = dh1 * d_elu(z1)
    gW1 = x.T @ dz1
    gb1 = dz1.sum(axis=0)
    return gW1, gb1, gW2, gb2, gw3, gb3


def sgd(theta, grads, eta):
    return tuple(p - eta * g for p, g in zip(theta, grads))


gen = np.random.default_rng(21)
data = gen.uniform(-1.5, 1.5, size=(64, 3))
target = data[:, 0] ** 2 - data[:, 1] * data[:, 2]
theta = (gen.normal(size=(3, 5)) * 0.6, gen.normal(size=5) * 0.1,
         gen.normal(size=(5, 5)) * 0.4, gen.normal(size=5) * 0.1,
         gen.normal(size=5) * 0.6, 0.05)
eta = 0.05
for epoch in range(50):
    perm = gen.permutation(64)
    for start in range(0, 64, 16):
        pick = perm[start:start + 16]
        out, store = run_net(data[pick], theta)
        loss = mse(out, target[pick])
        grads = gradients(data[pick], target[pick], out, store, theta)
        theta = sgd(theta, grads, eta)
print("mse on everything:", mse(run_net(data, theta)[0], target))
