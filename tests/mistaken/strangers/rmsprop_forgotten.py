import numpy as np

class RMSProp:
    def __init__(self, lr, rho=0.9):
        self.lr, self.rho, self.cache = lr, rho, {}
    def update(self, params, grads):
        for key, grad in grads.items():
            acc = self.cache.setdefault(key, np.zeros_like(grad))
            acc *= self.rho
            acc += (1 - self.rho) * grad ** 2
            params[key] -= self.lr * grad / (np.sqrt(acc) + 1e-7)

def softmax(s):
    e = np.exp(s - np.max(s, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

rng = np.random.RandomState(13)
params = {"Wxh": rng.randn(4, 7) * .4, "bh": rng.randn(7) * .1, "Why": rng.randn(7, 3) * .4, "by": rng.randn(3) * .1}
x = rng.randn(30, 4)
target = np.eye(3)[np.argmax(x[:, :3], axis=1)]
optimizer = RMSProp(0.01)

for step in range(250):
    hs = np.tanh(x @ params["Wxh"] + params["bh"])
    ps = softmax(hs @ params["Why"] + params["by"])
    loss = -np.sum(target * np.log(ps)) / x.shape[0]

    dy = (ps - target) / x.shape[0]
    dhraw = (1 - hs * hs) * (dy @ params["Why"].T)
    grads = {"Why": hs.T @ dy,
             "Wxh": x.T @ dhraw,
             "bh": dhraw.sum(0)}
    optimizer.update(params, grads)
    if step % 50 == 0:
        acc = np.mean(ps.argmax(1) == target.argmax(1))
        print(step, "loss %.4f acc %.3f" % (loss, acc))
