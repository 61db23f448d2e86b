import numpy as np


def layer(x, W):
    z = x @ W
    out = np.tanh(z)

    def pull(d):
        dz = d * (1 - np.tanh(out) ** 2)
        return dz @ W.T, x.T @ dz

    return out, pull


rng = np.random.default_rng(20)
X = rng.normal(size=(19, 4))
Y = np.tanh(X[:, :2] - X[:, 2:])
Ws = [rng.normal(size=s) * .5 for s in ((4, 6), (6, 5), (5, 2))]
for it in range(200):
    x, pulls = X, []
    for W in Ws:
        x, pull = layer(x, W)
        pulls.append(pull)
    loss = np.mean((x - Y) ** 2)
    d = 2 * (x - Y) / Y.size
    gs = []
    for pull in reversed(pulls):
        d, g = pull(d)
        gs.insert(0, g)
    Ws = [W - 0.3 * g for W, g in zip(Ws, gs)]
    if it % 50 == 0:
        print(it, loss)
