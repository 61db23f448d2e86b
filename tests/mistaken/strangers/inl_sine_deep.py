import numpy as np

# fit a noisy sine with two tanh layers
rng = np.random.RandomState(11)
x = np.linspace(-3, 3, 41)[:, None]
y = np.sin(x) + 0.05 * rng.randn(41, 1)

units = 5
W1, b1 = rng.randn(1, units), np.zeros((1, units))
W2, b2 = rng.randn(units, units) * 0.6, np.zeros((1, units))
W3, b3 = rng.randn(units, 1) * 0.6, np.zeros((1, 1))

alpha = 0.03
steps = 2000
history = []
for i in range(steps):
    a1 = np.tanh(x @ W1 + b1)
    a2 = np.tanh(a1 @ W2 + b2)
    yhat = a2 @ W3 + b3

    cost = np.mean((yhat - y) ** 2)
    history.append(cost)

    delta3 = 2 * (yhat - y) / len(x)
    delta2 = delta3 @ W3.T * (1 - a2 ** 2)
    delta1 = delta2 @ W2.T * (1 - a2 ** 2)

    W3 -= alpha * a2.T @ delta3
    b3 -= alpha * delta3.sum(0, keepdims=True)
    W2 -= alpha * a1.T @ delta2
    b2 -= alpha * delta2.sum(0, keepdims=True)
    W1 -= alpha * x.T @ delta1
    b1 -= alpha * delta1.sum(0, keepdims=True)

print("first cost %.4f, last cost %.4f" % (history[0], history[-1]))
