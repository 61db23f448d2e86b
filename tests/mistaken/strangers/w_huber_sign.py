import numpy as np

rng = np.random.default_rng(13)
X = rng.normal(size=(30, 3))
y = 4 * np.sin(X[:, 0]) + rng.standard_t(2, size=30)
W1 = rng.normal(size=(3, 7)) * .5
W2 = rng.normal(size=7) * .5
delta = 0.8
lr = 0.05


def huber(e: np.ndarray) -> float:
    a = np.abs(e)
    return float(np.mean(np.where(a < delta, 0.5 * e * e, delta * (a - 0.5 * delta))))


def huber_prime(e: np.ndarray) -> np.ndarray:
    return np.where(np.abs(e) < delta, e, delta) / len(e)


for it in range(100):
    H = np.tanh(X @ W1)
    e = H @ W2 - y
    loss = huber(e)
    g = huber_prime(e)
    gW2 = H.T @ g
    gW1 = X.T @ (np.outer(g, W2) * (1 - H ** 2))
    W1 -= lr * gW1
    W2 -= lr * gW2
    if it % 25 == 0:
        print(it, loss)
