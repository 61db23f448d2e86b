import random

random.seed(0)
xs = [i / 10 for i in range(-10, 11)]
ts = [3 * x - 1 for x in xs]
w, b = random.random(), random.random()
rate = 0.1
for step in range(200):
    ys = [w * x + b for x in xs]
    loss = sum((y - t) ** 2 for y, t in zip(ys, ts)) / len(xs)
    grads = [2 * (y - t) / len(xs) for y, t in zip(ys, ts)]
    w -= rate * sum(g * x for g, x in zip(grads, xs))
    b -= rate * sum(grads)
print("w", w, "b", b, "loss", loss)
