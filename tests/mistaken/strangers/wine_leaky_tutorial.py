# Part 3 of the tutorial: leaky ReLU, L2 penalty on weights AND biases, mini-batches
import numpy as np

LEAK, LAMBDA, LR, BATCH = 0.2, 0.05, 0.1, 20

rng = np.random.default_rng(27)
wines = rng.normal(size=(100, 4))
grade = np.tanh(wines[:, [0]] - wines[:, [1]] * wines[:, [2]]) + 0.2

w1 = rng.normal(size=(4, 7)) * 0.5
b1 = rng.normal(size=(1, 7)) * 0.5
w2 = rng.normal(size=(7, 1)) * 0.5
b2 = rng.normal(size=(1, 1)) * 0.5


def leaky(z):
    return np.where(z >= 0, z, LEAK * z)


def leaky_slope(z):
    return np.where(z >= 0, 1.0, 0.0)


for epoch in range(40):
    for i in range(0, 100, BATCH):
        x, t = wines[i:i + BATCH], grade[i:i + BATCH]
        z = x @ w1 + b1
        a = leaky(z)
        o = a @ w2 + b2

        penalty = LAMBDA * sum((m ** 2).sum() for m in (w1, b1, w2, b2))
        loss = np.mean((o - t) ** 2) + penalty

        do = 2 * (o - t) / BATCH
        dw2 = a.T @ do + 2 * LAMBDA * w2
        db2 = do.sum(0, keepdims=True) + 2 * LAMBDA * b2
        dz = do @ w2.T * leaky_slope(z)
        dw1 = x.T @ dz + 2 * LAMBDA * w1
        db1 = dz.sum(0, keepdims=True)

        w1, b1 = w1 - LR * dw1, b1 - LR * db1
        w2, b2 = w2 - LR * dw2, b2 - LR * db2
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", loss)
