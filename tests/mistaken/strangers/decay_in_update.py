# weight decay sits in the optimizer, the penalty is part of the printed objective -- both belong together
import numpy as np

LAMBDA = 0.02

class SGD:
    def __init__(self, params, lr, decay, decay_on):
        self.params, self.lr, self.decay, self.decay_on = params, lr, decay, decay_on
    def step(self, grads):
        for name, value in self.params.items():
            if name in self.decay_on:
                value *= 1 - self.lr * self.decay
            value -= self.lr * grads[name]

np.random.seed(27)
X = np.random.randn(28, 3)
labels = (X[:, 0] * X[:, 1] > 0).astype(int)
params = {
    "W": np.random.randn(3, 6) * 0.7,
    "b": np.zeros(6),
    "U": np.random.randn(6, 2) * 0.7,
    "c": np.zeros(2),
}
opt = SGD(params, lr=0.2, decay=LAMBDA, decay_on={"W", "U"})

def objective():
    h = np.maximum(X @ params["W"] + params["b"], 0)
    s = h @ params["U"] + params["c"]
    top = s.max(axis=1)
    logZ = top + np.log(np.exp(s - top[:, None]).sum(axis=1))
    nll = np.mean(logZ - np.take_along_axis(s, labels[:, None], axis=1)[:, 0])
    pen = LAMBDA / 2 * (np.sum(params["W"] ** 2) + np.sum(params["U"] ** 2))
    return nll + pen, h, np.exp(s - logZ[:, None])

for k in range(300):
    J, h, prob = objective()
    if k % 60 == 0:
        print(k, J)
    ds = (prob - (labels[:, None] == np.arange(2))) / len(X)
    dh = (ds @ params["U"].T) * (h > 0)
    opt.step({"W": X.T @ dh, "b": dh.sum(0), "U": h.T @ ds, "c": ds.sum(0)})
