"""GPS drift: smooth the position error with a small net, Huber loss because of outliers, RMSprop."""
import math
import numpy as np

DELTA: float = 0.5
DECAY: float = 0.9


def huber(r: np.ndarray) -> float:
    small = np.abs(r) <= DELTA
    return float(np.sum(np.where(small, 0.5 * r ** 2, DELTA * (np.abs(r) - 0.5 * DELTA))) / len(r))


class RMSprop:
    def __init__(self, lr: float) -> None:
        self.lr = lr
        self.cache: dict = {}

    def step(self, theta: dict, grad: dict, epoch: int) -> None:
        lr = self.lr * (0.5 if epoch > 150 else 1.0)
        for k in theta:
            self.cache[k] = DECAY * self.cache.get(k, 0) + (1 - DECAY) * grad[k] ** 2
            theta[k] -= lr * grad[k] / (np.sqrt(self.cache[k]) + 1e-7)


def main() -> None:
    rng = np.random.default_rng(27)
    sats = rng.normal(size=(34, 4))
    drift = np.c_[np.sin(sats[:, 0]) + sats[:, 1] * 0.3, sats[:, 2] * sats[:, 3] * 0.5]
    drift[::7] += rng.normal(0, 2.0, drift[::7].shape)
    theta = {"A": rng.normal(0, 0.5, (4, 9)), "a": np.zeros(9), "B": rng.normal(0, 0.5, (9, 2)), "c": np.zeros(2)}
    rms = RMSprop(0.01)
    for epoch in range(250):
        h = 1 / (1 + np.exp(-(sats @ theta["A"] + theta["a"])))
        r = drift - (h @ theta["B"] + theta["c"])
        loss = huber(r)
        d = -np.clip(r, -DELTA, DELTA) / len(r)
        dz = (d @ theta["B"].T) * (h - h ** 2)
        grad = {"A": sats.T @ dz, "a": dz.sum(0), "B": h.T @ d, "c": d.sum(0)}
        rms.step(theta, grad, epoch)
        if epoch % 50 == 0:
            print(epoch, "huber", loss, "log10", round(math.log10(loss), 3))


if __name__ == "__main__":
    main()
