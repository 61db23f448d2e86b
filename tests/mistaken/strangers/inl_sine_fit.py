import numpy as np
import matplotlib.pyplot as plt

# fit a noisy sine with one hidden layer
rng = np.random.default_rng(0)
x = np.linspace(-3, 3, 41).reshape(-1, 1)
t = 0.5 + 0.4 * np.sin(x) + rng.normal(0, 0.02, x.shape)

H = 9
W1 = rng.normal(0, 1, (1, H)); b1 = np.zeros(H)
W2 = rng.normal(0, 0.3, (H, 1)); b2 = np.zeros(1)
eta = 0.5
N = len(x)
history = []

for it in range(1500):
    a1 = np.tanh(x @ W1 + b1)
    z2 = a1 @ W2 + b2
    out = 1.0 / (1.0 + np.exp(-z2))
    err = out - t
    loss = np.mean(err ** 2)
    history.append(loss)

    d2 = 2 * err * out * (1 - out) / N
    gW2 = a1.T @ d2
    gb2 = d2.sum(axis=0)
    d1 = (2 * err / N) @ W2.T * (1 - a1 ** 2)
    gW1 = x.T @ d1
    gb1 = d1.sum(axis=0)

    W1 -= eta * gW1
    b1 -= eta * gb1
    W2 -= eta * gW2
    b2 -= eta * gb2
    if it % 300 == 0:
        print(f"{it:5d}  mse = {loss:.5f}")

print("final", history[-1])
plt.plot(x, t, ".", x, out, "-")
plt.show()
