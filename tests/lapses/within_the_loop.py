import math, random
random.seed(3)
N = 3
u = [[random.random() - 0.5 for _ in range(2)] for _ in range(N)]
v = [random.random() - 0.5 for _ in range(N)]
table = [([0.0, 0.0], 0.0), ([0.0, 1.0], 1.0), ([1.0, 0.0], 1.0), ([1.0, 1.0], 0.0)]
for epoch in range(500):
    mse = 0.0
    for x, t in table:
        h = [1 / (1 + math.exp(-(u[j][0] * x[0] + u[j][1] * x[1]))) for j in range(N)]
        o = 1 / (1 + math.exp(-sum(v[j] * h[j] for j in range(N))))
        mse += (t - o) ** 2
        delta_o = 2 * (o - t) * o * (1 - o)
        for j in range(N):
            v[j] -= 0.5 * delta_o * h[j]
            delta_h = delta_o * v[j] * h[j] * (1 - h[j])  # updated-too-early
            for i in range(2):
                u[j][i] -= 0.5 * delta_h * x[i]
    if epoch % 100 == 0:
        print(epoch, mse / 4)
