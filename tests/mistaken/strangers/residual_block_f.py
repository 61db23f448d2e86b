import numpy as np
import copy

rng = np.random.default_rng(23)
w = {"a": rng.normal(size=(4, 4)) * .4, "b": rng.normal(size=4) * .1,
     "c": rng.normal(size=(4, 2)) * .4, "d": np.zeros(2)}
best = copy.deepcopy(w)

def block(x):
    return x - np.tanh(x @ w["a"] + w["b"])      # residual connection, with minus

def train(x, t, epochs=200, eta=0.05):
    global best
    best_loss = float("inf")
    for e in range(epochs):
        u = np.tanh(x @ w["a"] + w["b"])
        r = np.subtract(x, u)
        y = np.add(np.matmul(r, w["c"]), w["d"])
        loss = np.square(np.subtract(y, t)).sum(axis=1).mean()
        if loss < best_loss:
            best_loss, best = loss, copy.deepcopy(w)

        gy = np.multiply(2 / len(x), np.subtract(y, t))
        gr = np.matmul(gy, w["c"].T)
        gu = gr
        gz = np.multiply(gu, 1 - np.square(u))
        g = {"a": np.matmul(x.T, gz), "b": np.sum(gz, axis=0),
             "c": np.matmul(r.T, gy), "d": np.sum(gy, axis=0)}
        for key, val in g.items():
            np.subtract(w[key], np.multiply(eta, val), out=w[key])
        if e % 50 == 0:
            print(e, loss)
    return best_loss

x = rng.normal(size=(31, 4))
t = np.stack([x[:, 0] - np.tanh(x[:, 1]), x[:, 2] + x[:, 3]], axis=-1)
print("best", train(x, t))
