import math
import random
random.seed(30)

# points and their class 0 / 1 / 2
points = [(0.2, 1.9, 0), (-0.3, 1.5, 0), (0.5, 2.2, 0),
          (1.8, -0.7, 1), (1.4, -1.1, 1), (2.1, -0.2, 1),
          (-1.7, -0.9, 2), (-2.0, -0.4, 2), (-1.3, -1.2, 2)]
NH, NC = 4, 3
V = [[random.gauss(0, 0.5) for _ in range(2)] for _ in range(NH)]
c = [0.0] * NH
U = [[random.gauss(0, 0.5) for _ in range(NH)] for _ in range(NC)]
d = [0.0] * NC
lr = 0.1

for epoch in range(200):
    total = 0.0
    random.shuffle(points)
    for px, py, k in points:
        h = [math.tanh(V[j][0] * px + V[j][1] * py + c[j]) for j in range(NH)]
        s = [sum(U[i][j] * h[j] for j in range(NH)) + d[i] for i in range(NC)]
        ex = [math.exp(v - max(s)) for v in s]
        p = [v / sum(ex) for v in ex]
        total += -math.log(p[k])

        delta = [p[i] - (1 if i == k else 0) for i in range(NC)]
        dh = [0.0] * NH
        for i in range(NC):
            for j in range(NH):
                dh[j] = delta[i] * U[i][j]
        for i in range(NC):
            for j in range(NH):
                U[i][j] -= lr * delta[i] * h[j]
            d[i] -= lr * delta[i]
        for j in range(NH):
            dz = dh[j] * (1 - h[j] ** 2)
            V[j][0] -= lr * dz * px
            V[j][1] -= lr * dz * py
            c[j] -= lr * dz
    if epoch % 40 == 0:
        print("epoch", epoch, "cross entropy", total)
