# Tiny spam filter: counts of five words -> spam / not spam.
# Warm-up of the learning rate over the first 20 steps, then constant.
import numpy as np

rng = np.random.default_rng(365)
WORDS = ["free", "money", "meeting", "winner", "report"]
spam = rng.poisson([2.0, 1.5, 0.2, 1.0, 0.1], (15, 5))
ham = rng.poisson([0.4, 0.3, 1.5, 0.05, 1.2], (15, 5))
X = np.log1p(np.vstack([spam, ham]))
y = np.r_[np.ones(15), np.zeros(15)]

W = rng.normal(0, 0.5, (5, 4))
bh = np.zeros(4)
u = rng.normal(0, 0.5, 4)
bo = np.zeros(())


def scores(X):
    H = np.tanh(X @ W + bh)
    return H, 1.0 / (1.0 + np.exp(-(H @ u + bo)))


def cross_entropy(p, y):
    q = np.clip(p, 1e-9, 1 - 1e-9)
    return np.mean(-y * np.log(q) + (1 - y) * np.log(1 - q))


def lr_at(step, top=0.5, warm=20):
    return top * min(1.0, (step + 1) / warm)


for step in range(300):
    H, p = scores(X)
    loss = cross_entropy(p, y)
    d = (p - y) / len(y)
    gu, gbo = H.T @ d, d.sum()
    dH = np.outer(d, u) * (1 - H * H)
    gW, gbh = X.T @ dH, dH.sum(axis=0)
    eta = lr_at(step)
    W -= eta * gW
    bh -= eta * gbh
    u -= eta * gu
    bo = bo - eta * gbo
    if step % 60 == 0:
        print("step %3d  lr %.3f  loss %.5f  correct %d/30" % (step, eta, loss, np.sum((p > 0.5) == y)))

for word, row in zip(WORDS, W):
    print("%-8s" % word, np.round(row, 2))
