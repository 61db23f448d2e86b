import numpy as np


class Classifier:
    def __init__(self, inputs):
        np.random.seed(1)
        self._w = 2 * np.random.random((inputs, 1)) - 1

    def __squash(self, s):
        return 1 / (1 + np.exp(-s))

    def __slope(self, o):
        return o * (1 - o)

    def pred(self, x):
        return self.__squash(x @ self._w)

    def train(self, x, target, steps, rate):
        for step in range(steps):
            o = self.pred(x)
            error = target - o
            self._w += rate * x.T @ (error * self.__slope(o))
            if step % 100 == 0:
                hits = ((o > 0.5) == (target > 0.5)).mean()
                print('step', step, 'accuracy', hits)


table = np.array([[0., 0, 1, 0],
                  [1., 1, 1, 1],
                  [1., 0, 1, 1],
                  [0., 1, 1, 0]])
clf = Classifier(3)
clf.train(table[:, :3], table[:, 3:], 1000, 1.0)
print('weights', clf._w.ravel())
print('new row', clf.pred(np.array([[1, 0, 0]])))
