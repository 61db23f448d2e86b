import numpy as np

class Perceptron:
    """One unit with a private weight vector."""
    __slots__ = ("__w", "_bias", "_rate", "errors")

    def __init__(self, n, rate=.05):
        self.__w = np.random.RandomState(4).randn(n)
        self._bias = np.zeros(1)
        self.rate = rate
        self.errors = []

    @property
    def rate(self):
        return self._rate

    @rate.setter
    def rate(self, value):
        if value <= 0:
            raise ValueError("rate must be positive")
        self._rate = value

    @property
    def weights(self):
        return self.__w

    def __call__(self, x):
        return self.__squash(x.dot(self.__w) + self._bias)

    def __squash(self, z):
        return np.tanh(z)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.__w.tolist()}, {self._bias.item()})"

    def __len__(self):
        return len(self.__w)

    def fit(self, xs, ts, epochs=50):
        for epoch in range(1, epochs + 1):
            z = xs.dot(self.__w) + self._bias
            o = self.__squash(z)
            delta = (ts - o) * 1 / np.cosh(z) ** 2
            self.__w += self.rate * delta.dot(xs)
            self._bias += self.rate * delta.sum()
            self.errors.append(0.5 * np.linalg.norm(ts - o) ** 2)
        return self

xs = np.random.RandomState(0).gamma(2.0, 1.0, size=(20, 3))
ts = np.tanh(xs @ [0.2, -0.4, 0.1] + 0.3)
unit = Perceptron(3).fit(xs, ts, epochs=30)
print(unit, len(unit), sep="\n")
print("loss", unit.errors[-1])
