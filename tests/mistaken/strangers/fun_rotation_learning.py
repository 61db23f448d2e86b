# learn to rotate + bend 2d points. columns = points
import numpy as np
from math import cos, sin

rs = np.random.RandomState(31)
angle = 0.7
R = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
pts = rs.uniform(-1, 1, (2, 35))
goal = R @ pts + 0.2 * pts ** 2 + 0.01 * rs.randn(2, 35)

h = 6
W1, c1 = rs.randn(h, 2) * 0.6, np.zeros((h, 1))
W2, c2 = rs.randn(h, h) * 0.4, np.zeros((h, 1))
W3, c3 = rs.randn(2, h) * 0.4, np.zeros((2, 1))


def softplus(z):
    return np.log(1 + np.exp(z))


def dsoftplus(z):
    return 1 / (1 + np.exp(-z))


def fwd(p):
    z1 = W1 @ p + c1
    a1 = softplus(z1)
    z2 = W2 @ a1 + c2
    a2 = softplus(z2)
    return p, z1, a1, z2, a2, W3 @ a2 + c3


def error(out, goal):
    return np.sum((out - goal) ** 2) / (2 * goal.shape[1])


def back(ac, goal, rate):
    global W1, c1, W2, c2, W3, c3
    p, z1, a1, z2, a2, out = ac
    d3 = (out - goal) / goal.shape[1]
    d2 = np.dot(W3.T, d3) * dsoftplus(z2)
    d1 = np.dot(W2, d2) * dsoftplus(z1)
    W3 = W3 - rate * np.dot(d3, a2.T)
    c3 = c3 - rate * np.sum(d3, axis=1, keepdims=True)
    W2 = W2 - rate * np.dot(d2, a1.T)
    c2 = c2 - rate * np.sum(d2, axis=1, keepdims=True)
    W1 = W1 - rate * np.dot(d1, p.T)
    c1 = c1 - rate * np.sum(d1, axis=1, keepdims=True)


for k in range(1, 601):
    ac = fwd(pts)
    back(ac, goal, 0.05)
    if k % 100 == 0:
        print(k, "E =", round(error(ac[-1], goal), 6))
