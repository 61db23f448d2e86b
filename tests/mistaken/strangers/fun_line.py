import random

# Learn F = 1.8 C + 32 from a handful of readings. Units: hundreds of degrees.
random.seed(5)
C = [-0.3, -0.1, 0.0, 0.12, 0.25, 0.37, 0.5]
F = [1.8 * c + 0.32 + random.gauss(0, 0.01) for c in C]

def predict(c, w, b):
    return w * c + b

def mse(w, b):
    return sum((f - predict(c, w, b)) ** 2 for c, f in zip(C, F)) / len(C)

def grad_w(w, b):
    return -2 * sum(c * (f - predict(c, w, b)) for c, f in zip(C, F)) / len(C)

def grad_b(w, b):
    return 2 * sum(f - predict(c, w, b) for c, f in zip(C, F)) / len(C)

def fit(w, b, eta=0.2, steps=25):
    for n in range(steps):
        if n % 5 == 0:
            print("step", n, "mse", mse(w, b))
        gw, gb = grad_w(w, b), grad_b(w, b)
        w, b = w - eta * gw, b - eta * gb
    return w, b

w, b = fit(0.5, 0.1)
print("F =", w, "* C +", b)
