"""One sample a step, in an order that is shuffled; two names set at once."""

import random

table = {"x": [1.0, 2.0, 3.0], "y": [2.5, 3.5, 6.0]}
slope, offset = random.random(), 0.0
pairs = list(zip(table["x"], table["y"]))
for epoch in range(100):
    order = [2, 0, 1]
    random.shuffle(order)
    for k in order:
        x, y = pairs[k]
        error = slope * x + offset - y
        slope, offset = slope - 0.01 * error * x, offset - 0.01 * error
