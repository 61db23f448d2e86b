import random

# assignment: write a 3 layer relu network WITHOUT numpy
random.seed(15)

def matmul(A, B):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*B)] for r in A]

def transpose(A):
    return [list(c) for c in zip(*A)]

def relu(A):
    return [[v if v > 0 else 0.0 for v in r] for r in A]

def mask(A, Z):
    return [[a if z > 0 else 0.0 for a, z in zip(ra, rz)] for ra, rz in zip(A, Z)]

def minus(A, B, s):
    return [[a - s * b for a, b in zip(ra, rb)] for ra, rb in zip(A, B)]

def rand(r, c):
    return [[random.gauss(0, 0.7) for _ in range(c)] for _ in range(r)]

X = [[random.uniform(-1, 1), random.uniform(-1, 1), 1.0] for _ in range(20)]
T = [[max(x[0], x[1])] for x in X]
w1, w2, w3 = rand(3, 4), rand(4, 4), rand(4, 1)

for it in range(300):
    z1 = matmul(X, w1)
    a1 = relu(z1)
    z2 = matmul(a1, w2)
    a2 = relu(z2)
    out = matmul(a2, w3)
    mse = sum((o[0] - t[0]) ** 2 for o, t in zip(out, T)) / len(X)
    if it % 50 == 0:
        print(it, mse)

    g3 = [[2 * (o[0] - t[0]) / len(X)] for o, t in zip(out, T)]
    dw3 = matmul(transpose(a2), g3)
    g2 = mask(matmul(g3, transpose(w3)), z2)
    dw2 = matmul(transpose(a1), g2)
    g1 = mask(matmul(g2, w2), z1)
    dw1 = matmul(transpose(X), g1)

    w1 = minus(w1, dw1, 0.05)
    w2 = minus(w2, dw2, 0.05)
    w3 = minus(w3, dw3, 0.05)
