import numpy as np

contexts = np.array([[0, 1], [1, 1], [2, 3], [3, 0], [4, 4], [0, 2], [1, 4]])
targets = np.array([2, 0, 4, 1, 3, 3, 2])
rng = np.random.default_rng(0)
vocab, dim = 5, 3
E = rng.normal(size=(vocab, dim)) * .5
W = rng.normal(size=(2 * dim, vocab)) * .5
for epoch in range(100):
    x = E[contexts].reshape(len(contexts), -1)
    s = x @ W
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(targets)), targets]).mean()
    d = p.copy()
    d[np.arange(len(targets)), targets] -= 1
    d /= len(targets)
    dW = x.T @ d
    dx = (d @ W.T).reshape(len(contexts), 2, dim)
    dE = np.zeros_like(E)
    dE[contexts] += dx
    E -= 0.5 * dE
    W -= 0.5 * dW
    if epoch % 25 == 0:
        print(epoch, loss)
