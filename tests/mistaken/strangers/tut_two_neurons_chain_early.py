# two neurons in a row:  x -> (w_first, b_first) -> (w_second, b_second) -> y
import math

sigmoid = lambda z: 1 / (1 + math.exp(-z))
sigmoid_slope = lambda s: s * (1 - s)

samples = [(0.0, 0.9), (0.2, 0.8), (0.5, 0.5), (0.8, 0.3), (1.0, 0.2)]
w_first, b_first = 0.4, -0.1
w_second, b_second = -0.6, 0.2
step = 2.0

for epoch in range(1000):
    for x, target in samples:
        first = sigmoid(w_first * x + b_first)
        second = sigmoid(w_second * first + b_second)

        error = target - second
        delta_second = error * sigmoid_slope(second)
        w_second += step * delta_second * first
        b_second += step * delta_second

        delta_first = delta_second * w_second * sigmoid_slope(first)
        w_first += step * delta_first * x
        b_first += step * delta_first

for x, target in samples:
    y = sigmoid(w_second * sigmoid(w_first * x + b_first) + b_second)
    print("%.1f -> %.3f (should be %.1f)" % (x, y, target))
