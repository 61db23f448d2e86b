import math
import random

def matvec(M, v):
    return [sum(M[i][j] * v[j] for j in range(len(v))) for i in range(len(M))]

def rand_matrix(r, c):
    return [[random.uniform(-0.8, 0.8) for _ in range(c)] for _ in range(r)]

random.seed(23)
A = rand_matrix(3, 2)
B = rand_matrix(3, 3)
C = rand_matrix(1, 3)
lr = 0.1

inputs = [[0.5, -1.0], [1.0, 0.3], [-0.7, 0.8], [-0.2, -0.4], [0.9, 0.9]]
targets = [x[0] * x[1] for x in inputs]

for epoch in range(400):
    loss = 0.0
    for x, t in zip(inputs, targets):
        u = [math.tanh(s) for s in matvec(A, x)]
        v = [math.tanh(s) for s in matvec(B, u)]
        y = matvec(C, v)[0]
        loss += 0.5 * (y - t) ** 2

        dy = y - t
        dv = [dy * C[0][i] * (1 - v[i] ** 2) for i in range(3)]
        du = [sum(B[j][i] * dv[i] for i in range(3)) * (1 - u[j] ** 2) for j in range(3)]

        for i in range(3):
            C[0][i] -= lr * dy * v[i]
            for j in range(3):
                B[i][j] -= lr * dv[i] * u[j]
            for k in range(2):
                A[i][k] -= lr * du[i] * x[k]
    if epoch % 80 == 0:
        print("epoch %3d   loss %.5f" % (epoch, loss))
