import numpy as np

rng = np.random.default_rng(5)
words = np.array([[0, 1], [1, 1], [2, 3], [3, 0], [4, 4]])
goal = np.array([0.5, -0.2, 0.9, 0.1, -0.6])
table = rng.normal(size=(5, 3))
w = rng.normal(size=3)
for step in range(100):
    mean = table[words].mean(axis=1)
    e = mean @ w - goal
    print(0.5 * np.sum(e**2))
    share = np.outer(e, w)[:, None, :] / 2
    d_table = np.zeros_like(table)
    np.add.at(d_table, words, share)
    table -= 0.1 * d_table
    w -= 0.1 * (mean.T @ e)
