# RMSprop on a net with a gaussian bump activation  a(z) = exp(-z^2)
import numpy as np

def bump(z):
    return np.exp(-z ** 2)

def bump_slope(z):
    return -z * np.exp(-z ** 2)

class RMSprop:
    def __init__(self, lr, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.cache = {}

    def update(self, name, value, grad):
        old = self.cache.get(name, np.zeros_like(value))
        self.cache[name] = self.rho * old + (1 - self.rho) * grad ** 2
        return value - self.lr * grad / np.sqrt(self.cache[name] + self.eps)

rng = np.random.default_rng(7)
x = rng.uniform(-3, 3, (40, 1))
y = np.sinc(x) + 0.03 * rng.normal(size=x.shape)

weights = {
    "w": rng.normal(0, 1, (1, 8)),
    "b": rng.uniform(-2, 2, (1, 8)),
    "v": rng.normal(0, 0.5, (8, 1)),
    "c": np.zeros((1, 1)),
}
opt = RMSprop(0.01)

for epoch in range(50):
    perm = rng.permutation(40)
    epoch_loss = 0
    for k in range(5):
        rows = perm[8 * k:8 * k + 8]
        xb, yb = x[rows], y[rows]
        z = xb @ weights["w"] + weights["b"]
        a = bump(z)
        pred = a @ weights["v"] + weights["c"]
        loss = np.mean((pred - yb) ** 2)
        epoch_loss += loss / 5

        dpred = 2 * (pred - yb) / len(rows)
        dz = dpred @ weights["v"].T * bump_slope(z)
        grads = {"v": a.T @ dpred, "c": dpred.sum(0, keepdims=True),
                 "w": xb.T @ dz, "b": dz.sum(0, keepdims=True)}
        for name, g in grads.items():
            weights[name] = opt.update(name, weights[name], g)
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", epoch_loss)
