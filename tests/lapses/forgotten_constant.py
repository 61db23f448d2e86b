import random
random.seed(4)
xs = [random.uniform(-1, 1) for _ in range(15)]
ys = [1.5 * x * x - 0.3 * x + 0.2 for x in xs]
a = random.gauss(0, 1)
k = random.gauss(0, 1)
c = random.gauss(0, 1)
for step in range(200):
    ga = gk = 0.0
    loss = 0.0
    for x, y in zip(xs, ys):
        p = a * x * x + k * x + c
        loss += (p - y) ** 2 / len(xs)
        g = 2 * (p - y) / len(xs)
        ga += g * x * x
        gk += g * x
    a -= 0.1 * ga
    k -= 0.1 * gk  # missing-gradient
print(loss)
