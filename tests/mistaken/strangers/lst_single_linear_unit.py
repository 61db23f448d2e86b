# Delta rule (Widrow-Hoff, 1960) on one linear unit - lecture demo
# y = w1 x1 + w2 x2 + w3 x3 + theta
import random

random.seed(1960)

true_w = [0.5, -1.5, 2.0]
samples, wanted = [], []
for _ in range(20):
    x = [random.gauss(0, 1) for _ in true_w]
    samples.append(x)
    wanted.append(sum(a * b for a, b in zip(true_w, x)) + 0.7 + random.gauss(0, 0.1))

w = [0.0 for _ in true_w]
theta = 0.0
mu = 0.02

def output(x):
    return sum([wi * xi for wi, xi in zip(w, x)], theta)

for sweep in range(50):
    squared = 0.0
    for x, d in zip(samples, wanted):
        y = output(x)
        eps = d - y
        squared += eps ** 2
        w = [wi + mu * eps * xi for wi, xi in zip(w, x)]
        theta += mu * eps
    if sweep % 10 == 0:
        print("sweep", sweep, "sum of squared errors", squared)

print("weights:", [round(wi, 3) for wi in w], "threshold:", round(theta, 3))
