import random

# tiny matrix "library"
def matmul(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for i in range(len(a))]

def transpose(a):
    return [list(r) for r in zip(*a)]

def sub(a, b, s=1.0):
    return [[p - s * q for p, q in zip(r, u)] for r, u in zip(a, b)]

random.seed(0)
X = [[0.5, -1.0, 0.3], [1.5, 0.2, -0.7], [-0.4, 0.9, 1.1], [0.0, -0.6, 0.8]]
Y = [[0.2], [1.0], [-0.5], [0.1]]

w1 = [[random.gauss(0, 1) for _ in range(5)] for _ in range(3)]
b1 = [0.0] * 5
w2 = [[random.gauss(0, 1)] for _ in range(5)]
b2 = [0.0]
lr = 0.01

for it in range(300):
    z1 = [[v + c for v, c in zip(r, b1)] for r in matmul(X, w1)]
    h = [[v if v > 0 else 0.1 * v for v in r] for r in z1]
    out = [[v + c for v, c in zip(r, b2)] for r in matmul(h, w2)]
    loss = sum((o[0] - y[0]) ** 2 for o, y in zip(out, Y))

    d2 = [[2 * (o[0] - y[0])] for o, y in zip(out, Y)]
    dh = matmul(d2, transpose(w2))
    d1 = [[g * (1 if v > 0 else 0) for g, v in zip(r, s)] for r, s in zip(dh, z1)]

    w2 = sub(w2, matmul(transpose(h), d2), lr)
    b2 = [c - lr * sum(col) for c, col in zip(b2, transpose(d2))]
    w1 = sub(w1, matmul(transpose(X), d1), lr)
    b1 = [c - lr * sum(col) for c, col in zip(b1, transpose(d1))]
    if it % 50 == 0:
        print(it, loss)
