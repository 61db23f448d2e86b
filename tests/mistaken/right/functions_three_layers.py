"""Three layers of the same width, so that shapes tell nothing."""

import numpy as np

np.random.seed(6)


def sig(z):
    return 1 / (1 + np.exp(-z))


def sig_prime(z):
    s = sig(z)
    return s * (1 - s)


def feed_forward(x, W1, W2, W3):
    z1 = x.dot(W1)
    a1 = sig(z1)
    z2 = a1.dot(W2)
    a2 = sig(z2)
    z3 = a2.dot(W3)
    a3 = sig(z3)
    return z1, a1, z2, a2, z3, a3


def cost(a3, t):
    return 0.5 * np.sum((a3 - t) ** 2)


def back(x, t, W2, W3, state):
    z1, a1, z2, a2, z3, a3 = state
    delta3 = (a3 - t) * sig_prime(z3)
    delta2 = delta3.dot(W3.T) * sig_prime(z2)
    delta1 = delta2.dot(W2.T) * sig_prime(z1)
    return x.T.dot(delta1), a1.T.dot(delta2), a2.T.dot(delta3)


def train(x, t, W1, W2, W3, steps):
    for _ in range(steps):
        state = feed_forward(x, W1, W2, W3)
        loss = cost(state[-1], t)
        g1, g2, g3 = back(x, t, W2, W3, state)
        W1 = W1 - 0.5 * g1
        W2 = W2 - 0.5 * g2
        W3 = W3 - 0.5 * g3
    return W1, W2, W3, loss


x = np.random.rand(9, 4)
t = np.roll(x, 1, axis=1)
W1, W2, W3 = (np.random.randn(4, 4) for _ in range(3))
W1, W2, W3, loss = train(x, t, W1, W2, W3, 500)
print("loss", loss)
