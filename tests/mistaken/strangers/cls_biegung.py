import numpy as np

HIDDEN = 5
LR = 0.02


class Layer:
    def __init__(self, rows: int, cols: int) -> None:
        self.w = np.random.normal(0.0, 0.7, (rows, cols))
        self.b = np.zeros(cols)
        self.grad_w = np.zeros_like(self.w)
        self.grad_b = np.zeros_like(self.b)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        self.inp = x
        return x @ self.w + self.b

    def back(self, up: np.ndarray) -> np.ndarray:
        self.grad_w += self.inp.T @ up
        self.grad_b += up.sum(axis=0)
        return up @ self.w.T

    def update(self) -> None:
        self.w -= LR * self.grad_w
        self.b -= LR * self.grad_b


class Beam:
    """bending of a shelf board: load, position, thickness -> deflection"""
    def __init__(self) -> None:
        self.l1 = Layer(3, HIDDEN)
        self.l2 = Layer(HIDDEN, 1)

    def fit(self, x, y, steps):
        for n in range(steps):
            self.z = self.l1(x)
            self.out = self.l2(np.maximum(self.z, 0))
            err = self.out - y
            loss = 0.5 * float((err ** 2).mean())
            g = self.l2.back(err / len(y))
            self.l1.back(g * (self.z > 0))
            self.l1.update()
            self.l2.update()
            if n % 20 == 0:
                print(f"step {n}: {loss:.5f}")


if __name__ == "__main__":
    np.random.seed(40)
    x = np.random.uniform(0, 1, (17, 3))
    y = (x[:, 0] * x[:, 1] * (1 - x[:, 1]) * 4 / (0.5 + x[:, 2])).reshape(-1, 1)
    Beam().fit(x, y, 120)
