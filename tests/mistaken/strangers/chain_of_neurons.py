"""A chain 1-1-1-1: three neurons one behind the other, the chain rule at its purest."""
import math

def s(z):
    return 1 / (1 + math.exp(-z))

def ds(a):
    # a is the OUTPUT of s
    return a * (1 - a)

data = [(0.1, 0.9), (0.4, 0.6), (0.5, 0.5), (0.8, 0.3), (1.0, 0.2)]
w1, w2, w3 = 0.5, -0.8, 1.2
b1, b2, b3 = 0.1, 0.0, -0.2

for epoch in range(1000):
    gw1 = gw2 = gw3 = gb1 = gb2 = gb3 = 0.0
    E = 0.0
    for x, t in data:
        a1 = s(w1 * x + b1)
        a2 = s(w2 * a1 + b2)
        a3 = s(w3 * a2 + b3)
        E += (a3 - t) ** 2

        dE_da3 = 2 * (a3 - t)
        dE_dz3 = dE_da3 * ds(a3)
        dE_dz2 = dE_dz3 * w3 * ds(a2)
        dE_dz1 = dE_dz2 * w2 * ds(a2)

        gw3, gb3 = gw3 + dE_dz3 * a2, gb3 + dE_dz3
        gw2, gb2 = gw2 + dE_dz2 * a1, gb2 + dE_dz2
        gw1, gb1 = gw1 + dE_dz1 * x, gb1 + dE_dz1

    w1, w2, w3 = w1 - gw1, w2 - gw2, w3 - gw3
    b1, b2, b3 = b1 - gb1, b2 - gb2, b3 - gb3
    if epoch % 200 == 0:
        print(f"epoch {epoch}: E = {E:.6f}")
