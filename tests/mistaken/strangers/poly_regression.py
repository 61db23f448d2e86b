# y = a x^2 + b x + c      (Stack Overflow: "my parabola never converges, it swings")
import random
random.seed(0)

points = [(x / 5.0, 0.5 * (x / 5.0) ** 2 - (x / 5.0) + 2) for x in range(-7, 8)]
a = random.uniform(-1, 1)
b = random.uniform(-1, 1)
c = random.uniform(-1, 1)
rate = 0.002

ga = 0.0
for i in range(500):
    gb, gc = 0.0, 0.0
    cost = 0.0
    for x, y in points:
        guess = a * x * x + b * x + c
        diff = guess - y
        cost += diff * diff
        ga += 2 * diff * x * x
        gb += 2 * diff * x
        gc += 2 * diff
    a -= rate * ga
    b -= rate * gb
    c -= rate * gc
    if i % 100 == 0:
        print("%d: cost %.4f   a=%.3f b=%.3f c=%.3f" % (i, cost, a, b, c))

print("wanted: a=0.5 b=-1 c=2")
