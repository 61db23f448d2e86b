import random, math

random.seed(64)
points = [(i / 10, math.sin(i / 5) + random.gauss(0, 0.02)) for i in range(-10, 11)]

w1 = [random.uniform(-2, 2) for _ in range(5)]
b1 = [random.uniform(-1, 1) for _ in range(5)]
w2 = [random.uniform(-1, 1) for _ in range(5)]
b2 = 0.0
speed = 0.01

def mean(values):
    values = list(values)
    return sum(values) / len(values)

def hidden(x):
    return [math.tanh(a * x + c) for a, c in zip(w1, b1)]

def predict(x):
    return sum(h * v for h, v in zip(hidden(x), w2)) + b2

for epoch in range(500):
    g1, gb1, g2, gb2 = [0] * 5, [0] * 5, [0] * 5, 0
    for x, y in points:
        h = hidden(x)
        e = predict(x) - y
        gb2 += e
        for j in range(5):
            g2[j] += e * h[j]
            s = e * w2[j] * (1 - h[j] * h[j])
            gb1[j] += s
            g1[j] += s * x
    for j in range(5):
        w1[j] -= speed * g1[j]
        b1[j] -= speed * gb1[j]
        w2[j] -= speed * g2[j]
    b2 -= speed * gb2
    if epoch % 100 == 0:
        print(epoch, mean((predict(x) - y) ** 2 for x, y in points))
