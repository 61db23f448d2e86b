import numpy as np

class Momentum:
    def __init__(self, lr, gamma):
        self.lr, self.gamma, self.v = lr, gamma, {}

    def step(self, params, grads):
        for k in params:
            self.v[k] = self.gamma * self.v.get(k, 0.0) + grads[k]
            params[k] = params[k] - self.lr * self.v[k]

rng = np.random.RandomState(88)
X = rng.randn(30, 5)
y = (X[:, 0] - 2 * X[:, 3] + 0.3 * rng.randn(30) > 0).astype(int)
l1 = 0.01

params = {"V": rng.randn(5, 3) * 0.5, "v0": np.zeros(3),
          "U": rng.randn(3, 2) * 0.5, "u0": np.zeros(2)}
opt = Momentum(0.1, 0.8)
rows = np.arange(len(y))

for epoch in range(150):
    hid = np.tanh(X @ params["V"] + params["v0"])
    out = hid @ params["U"] + params["u0"]
    e = np.exp(out - out.max(axis=1, keepdims=True))
    prob = e / e.sum(axis=1, keepdims=True)
    penalty = l1 * (np.abs(params["V"]).sum() + np.abs(params["U"]).sum())
    loss = -np.mean(np.log(prob[rows, y])) + penalty

    prob[rows, y] -= 1
    d_out = prob / len(y)
    d_u = hid.T @ d_out
    d_hid = (d_out @ params["U"].T) * (1 - hid ** 2)
    d_v = X.T @ d_hid + l1 * np.sign(params["V"])
    grads = {
        "V": d_v,
        "v0": d_hid.sum(axis=0),
        "U": d_u,
        "u0": d_out.sum(axis=0),
    }
    opt.step(params, grads)
    if epoch % 30 == 0:
        print("epoch", epoch, "loss", loss)
