# cubic fit, y = a0 + a1 x + a2 x^2 + a3 x^3
import random

random.seed(17)
points = []
for i in range(21):
    px = -1 + i / 10
    points.append((px, 0.3 - px + 2 * px ** 3 + random.uniform(-0.05, 0.05)))

coef = [random.random() for _ in range(4)]
lam = 0.01
eta = 0.1

for step in range(1000):
    grads = [0.0] * len(coef)
    loss = 0.0
    for px, py in points:
        value = sum(a * px ** k for k, a in enumerate(coef))
        r = value - py
        loss += r * r / len(points)
        for k in range(len(coef)):
            grads[k] += 2 * r * px ** k / len(points)
    # ridge penalty
    for k, a in enumerate(coef):
        loss += lam * a ** 2
        if k > 0:
            grads[k] += 2 * lam * a
    for k in range(len(coef)):
        coef[k] -= eta * grads[k]
    if step % 250 == 0:
        print(step, round(loss, 6), [round(a, 3) for a in coef])
