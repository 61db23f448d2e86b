# No numpy on the school computers, so: my own matrix functions.
import random

def matmul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]

def transpose(a):
    return [list(col) for col in zip(*a)]

def apply(f, *ms):
    return [[f(*vals) for vals in zip(*rows)] for rows in zip(*ms)]

def subtract_scaled(a, b, k):
    for i, row in enumerate(b):
        for j, v in enumerate(row):
            a[i][j] -= k * v

def relu(v):
    return v if v > 0 else 0.0

random.seed(3)
n = 10
X = [[random.uniform(-1, 1) for _ in range(3)] + [1.0] for _ in range(n)]
Y = [[abs(r[0]), r[1] + 0.5 * r[2], 0.3 * r[0] * r[1], r[2] ** 2] for r in X]
Y = apply(lambda v: v + random.gauss(0, 0.02), Y)

W1 = [[random.gauss(0, 0.6) for _ in range(4)] for _ in range(4)]
W2 = [[random.gauss(0, 0.6) for _ in range(4)] for _ in range(4)]

for epoch in range(150):
    Z = matmul(X, W1)
    H = apply(relu, Z)
    O = matmul(H, W2)
    diff = apply(lambda o, y: o - y, O, Y)
    loss = sum(d * d for row in diff for d in row) / n

    dO = apply(lambda d: 2 * d / n, diff)
    dW2 = matmul(transpose(H), dO)
    dH = matmul(dO, W2)
    dZ = apply(lambda g, z: g if z > 0 else 0.0, dH, Z)
    dW1 = matmul(transpose(X), dZ)

    subtract_scaled(W1, dW1, 0.05)
    subtract_scaled(W2, dW2, 0.05)
    if epoch % 30 == 0:
        print("epoch %d loss %.5f" % (epoch, loss))
