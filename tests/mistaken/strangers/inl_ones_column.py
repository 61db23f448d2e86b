import numpy as np
rng = np.random.default_rng(7)

# house prices (made up): size, rooms, age -> price
n = 25
raw = np.c_[rng.uniform(50, 200, n), rng.integers(1, 7, n), rng.uniform(0, 60, n)]
price = 2.0 * raw[:, 0] + 15 * raw[:, 1] - 1.2 * raw[:, 2] + rng.normal(0, 10, n)
Xs = (raw - raw.mean(0)) / raw.std(0)
t = ((price - price.mean()) / price.std()).reshape(-1, 1)

Xb = np.c_[np.ones(n), Xs]               # bias trick
W1 = rng.normal(0, 0.5, (4, 5))
W2 = rng.normal(0, 0.5, (6, 1))          # 5 hidden + 1 for the ones column
mu = 0.05

for k in range(1000):
    hidden = 1.0 / (1.0 + np.exp(-Xb @ W1))
    hb = np.c_[np.ones(n), hidden]
    out = hb @ W2

    diff = t - out
    mse = np.mean(diff ** 2)
    if k % 100 == 0:
        print(k, mse)

    back = diff * 2 / n
    grad2 = hb.T @ back
    back_h = (back @ W2.T)[:, 1:] * hidden * (1 - hidden)
    grad1 = Xb.T @ back_h

    W2 += mu * grad2
    W1 += mu * grad1
