"""RMSprop whose memory of squares begins at zero when a gradient first comes."""

import numpy as np


class RMSProp:
    def __init__(self, lr, rho=0.9):
        self.lr, self.rho, self.squares = lr, rho, {}

    def update(self, params, grads):
        for key, grad in grads.items():
            mean = self.squares.setdefault(key, np.zeros_like(grad))
            mean *= self.rho
            mean += (1 - self.rho) * grad**2
            params[key] -= self.lr * grad / (np.sqrt(mean) + 1e-7)


rng = np.random.RandomState(13)
x = rng.randn(30, 4)
goal = np.sin(x[:, :2])
params = {"w": rng.randn(4, 7) * 0.4, "b": rng.randn(7) * 0.1, "v": rng.randn(7, 2) * 0.4}
optimizer = RMSProp(0.01)
for step in range(250):
    hidden = np.tanh(x @ params["w"] + params["b"])
    off = hidden @ params["v"] - goal
    loss = 0.5 * np.sum(off**2) / len(x)
    back = (off / len(x)) @ params["v"].T * (1 - hidden**2)
    grads = {"v": hidden.T @ off / len(x), "w": x.T @ back, "b": back.sum(0)}
    optimizer.update(params, grads)
    print(step, loss)
