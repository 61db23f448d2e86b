# fit a sine, examples are columns
import numpy as np
rng = np.random.default_rng(7)

m = 41
x = np.linspace(-3, 3, m).reshape(1, m)
t = np.sin(x)

Wa = rng.normal(0, 1.0, size=(8, 1))
ba = rng.normal(0, 1.0, size=(8, 1))
Wb = rng.normal(0, 0.3, size=(1, 8))
bb = np.zeros((1, 1))
eta = 0.05
history = []

for it in range(2000):
    # forward
    a = np.tanh(Wa @ x + ba)
    yhat = Wb @ a + bb
    J = np.sum((yhat - t) ** 2) / (2 * m)
    history.append(J)
    # backward
    e = (yhat - t) / m
    gWb = e @ a.T
    gbb = e.sum(axis=1, keepdims=True)
    ea = (Wb.T @ e) * (1 - a ** 2)
    gWa = ea @ x.T
    gba = np.sum(ea)
    # descent
    Wa -= eta * gWa
    ba -= eta * gba
    Wb -= eta * gWb
    bb -= eta * gbb

print("first/last cost", history[0], history[-1])
