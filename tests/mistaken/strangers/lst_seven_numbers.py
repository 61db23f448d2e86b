from math import tanh

# 1-2-1 network: w = [w11, w12, v1, v2], b = [b1, b2, c]
w = [0.5, -0.4, 0.3, 0.8]
b = [0.1, 0.2, 0.0]
samples = [(-2.0, 0.1), (-1.0, 0.6), (0.0, 1.0), (1.0, 0.5), (2.0, 0.2)]
n = len(samples)
eta = 0.1

for iteration in range(500):
    grad_w = [0, 0, 0, 0]
    grad_b = [0, 0, 0]
    loss = 0
    for x, t in samples:
        h1 = tanh(w[0] * x + b[0])
        h2 = tanh(w[1] * x + b[1])
        y = w[2] * h1 + w[3] * h2 + b[2]
        loss += (y - t) ** 2 / n

        e = 2 * (y - t) / n
        e1 = e * w[2] * (1 - h1 * h1)
        e2 = e * w[3] * (1 - h2 * h2)
        grad_w[0] += e1 * x
        grad_w[1] += e2 * x
        grad_w[2] += e * h1
        grad_w[3] += e * h1
        grad_b[0] += e1
        grad_b[1] += e2
        grad_b[2] += e

    for i in range(4):
        w[i] -= eta * grad_w[i]
    for i in range(3):
        b[i] -= eta * grad_b[i]
    if iteration % 100 == 0:
        print("iteration", iteration, "loss", loss)

print("w =", w)
print("b =", b)
