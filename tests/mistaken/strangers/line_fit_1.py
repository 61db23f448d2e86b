# gradient descent on a line, all in lists
import random

random.seed(99)
xs = [random.uniform(-2, 2) for _ in range(15)]
ys = [3 * x - 1 + random.gauss(0, 0.1) for x in xs]

m, c = random.random(), random.random()
L = 0.05
losses = []

for e in range(300):
    pred = []
    for x in xs:
        pred.append(m * x + c)

    loss = 0
    for i in range(len(xs)):
        loss += (pred[i] - ys[i]) ** 2
    loss /= len(xs)
    losses.append(loss)

    d_pred = []
    for i in range(len(xs)):
        d_pred.append(2 * (pred[i] - ys[i]) / len(xs))

    d_m = 0
    d_c = 0
    for i in range(len(xs)):
        d_m += d_pred[i] * pred[i]
        d_c += d_pred[i]

    m = m - L * d_m
    c = c - L * d_c

print("first loss", losses[0])
print("last loss", losses[-1])
print("m =", m, "c =", c)
