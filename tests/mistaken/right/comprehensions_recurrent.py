"""A recurrent network on lists, its unrolled states in one list; dot products with sum and zip."""

import math
import random

random.seed(44)
STEPS, UNITS = 5, 3
signal = [math.sin(t) for t in range(STEPS)]
goal = [math.cos(t) / 2 for t in range(STEPS)]
U = [random.uniform(-1, 1) for _ in range(UNITS)]
R = [[random.uniform(-0.5, 0.5) for _ in range(UNITS)] for _ in range(UNITS)]
O = [random.uniform(-1, 1) for _ in range(UNITS)]


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


for epoch in range(200):
    states = [[0.0] * UNITS]
    for value in signal:
        states += [[math.tanh(u * value + dot(r, states[-1])) for u, r in zip(U, R)]]
    outs = [dot(O, state) for state in states[1:]]
    loss = sum((o - g) ** 2 for o, g in zip(outs, goal)) / STEPS

    errors = [2 * (o - g) / STEPS for o, g in zip(outs, goal)]
    gO = [sum(e * state[k] for e, state in zip(errors, states[1:])) for k in range(UNITS)]
    gU = [0.0] * UNITS
    gR = [[0.0] * UNITS for _ in range(UNITS)]
    later = [0.0] * UNITS
    for e, value, state, before in list(zip(errors, signal, states[1:], states))[::-1]:
        delta = [(e * o + back) * (1 - s**2) for o, back, s in zip(O, later, state)]
        gU = [g + d * value for g, d in zip(gU, delta)]
        gR = [[g + d * b for g, b in zip(row, before)] for row, d in zip(gR, delta)]
        later = [dot(column, delta) for column in zip(*R)]

    U = [u - 0.1 * g for u, g in zip(U, gU)]
    R = [[r - 0.1 * g for r, g in zip(row, grow)] for row, grow in zip(R, gR)]
    O = [o - 0.1 * g for o, g in zip(O, gO)]
print("loss", loss)
