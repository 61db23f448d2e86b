import random
random.seed(1)
xs = [0.5, 1.5, -0.7, 2.2, 0.9]
ys = [1.1, 3.2, -1.3, 4.1, 2.0]
w = random.random()
for i in range(100):
    loss = 0.0
    g = 0.0
    for x, y in zip(xs, ys):
        p = w * x
        loss += (p - y) ** 2
        g += (p - y) * x
    w -= 0.01 * g
print(loss)
