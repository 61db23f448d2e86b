"""learn celsius -> fahrenheit (scaled) with 4 tanh neurons, plain python"""
import math
import random

random.seed(2024)
data = []
for _ in range(15):
    cel = random.uniform(-20, 40)
    data.append((cel / 40, (cel * 1.8 + 32) / 100 + random.gauss(0, 0.01)))

N = 4
w = [random.uniform(-1, 1) for _ in range(N)]   # input -> hidden
b = [random.uniform(-1, 1) for _ in range(N)]
u = [random.uniform(-1, 1) for _ in range(N)]   # hidden -> output
c = 0.0
alpha = 0.05

for epoch in range(300):
    random.shuffle(data)
    err = 0.0
    for x, y in data:
        h = [math.tanh(w[i] * x + b[i]) for i in range(N)]
        out = sum(u[i] * h[i] for i in range(N)) + c
        err += (out - y) ** 2

        g = 2 * (out - y)
        c -= alpha * g
        for i in range(N):
            u[i] -= alpha * g * h[i]
            dh = g * u[i] * (1 - h[i] * h[i])
            w[i] -= alpha * dh * x
            b[i] -= alpha * dh
    if epoch % 50 == 0:
        print(epoch, "squared error", err)

cel = 25
h = [math.tanh(w[i] * cel / 40 + b[i]) for i in range(N)]
print("25 C is about", 100 * (sum(p * q for p, q in zip(u, h)) + c), "F")
