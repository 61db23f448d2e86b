import numpy as np


class Perceptron2:
    """Small net, everything private. Trains on one pattern after the other."""

    def __init__(self, ni, nh, seed=0):
        gen = np.random.RandomState(seed)
        self.__wh = gen.uniform(-.5, .5, (nh, ni + 1))
        self.__wo = gen.uniform(-.5, .5, nh + 1)
        self.__rate = 0.3

    def __forward(self, x):
        self.__x = np.append(x, 1.0)
        self.__h = np.append(np.tanh(self.__wh @ self.__x), 1.0)
        self.__o = 1 / (1 + np.exp(-(self.__wo @ self.__h)))
        return self.__o

    def learn(self, x, y):
        o = self.__forward(x)
        # cross entropy -> plain difference
        d = y - o
        dh = d * self.__wo[:-1] * (1 - self.__h[:-1] ** 2)
        self.__wo = self.__wo + self.__rate * d * self.__h
        self.__wh = self.__wh + self.__rate * np.outer(dh, self.__x)
        return -(y * np.log(o) + (1 - y) * np.log(1 - o))


net = Perceptron2(2, 4, seed=9)
patterns = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0), ((.9, .1), 1)]
for epoch in range(600):
    ce = 0
    for x, y in patterns:
        ce += net.learn(np.array(x, dtype=float), y)
    if epoch % 100 == 0:
        print("epoch", epoch, "cross entropy", ce / len(patterns))
