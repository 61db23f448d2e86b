"""Rows, columns and entries that a mask takes: read, set, and changed in place."""

import numpy as np

X = np.sin(np.arange(24.0)).reshape(6, 4)
y = np.array([0, 1, 2, 1, 0, 2])
X[y == 1] += 1
X[y == 2, :] *= 2
X[y == 2, 0] -= 2
X[y == 0, ...] -= np.arange(4)
X[y == 1] -= X[y == 1].mean(axis=0)
X[y == 1] = X[y == 1] / 3
X[y == 2] = np.arange(4)
X[y == 0, y[y == 0]] = 7
X[X > 1.5] += 1
X[X < -1] *= X[X < -1]
few = X[0] > 0
X[:, few] += 10
X[:, few] = -X[:, few]
turned = X.T
turned[few] += 1
cube = np.cos(np.arange(24.0)).reshape(2, 3, 4)
cube[np.array([True, False])] = 1
cube[:, np.array([True, False, True])] += 1
cube[cube.sum(axis=2) > 4] -= np.arange(4)
cube[cube.sum(axis=2) > 4, 1] = 0
cube[0][:, few] = 3
whole = np.arange(6)
whole[y == 1] += 5
whole[y == 2] = 2.9
sums = np.zeros((3, 4))
for k in range(3):
    sums[k] += X[y == k].sum(axis=0)
for k in range(3):
    X[y == k] += k
for row in X:
    row[row > 0] -= 1
