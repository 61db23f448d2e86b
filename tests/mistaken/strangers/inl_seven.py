import numpy as np

# 1-2-1 network, seven parameters, by hand.
#   h1 = s(w1 x + b1)   h2 = s(w2 x + b2)   y = w3 h1 + w4 h2 + b3
xs = np.array([-1.0, -0.5, 0.2, 0.6, 1.0])
ts = np.array([0.9, 0.3, 0.1, 0.35, 1.1])

w1, w2, w3, w4 = 0.8, -0.6, 0.5, 0.7
b1, b2, b3 = 0.1, -0.1, 0.0
eta = 0.1

for epoch in range(400):
    total = 0.0
    for x, t in zip(xs, ts):
        h1 = 1 / (1 + np.exp(-(w1 * x + b1)))
        h2 = 1 / (1 + np.exp(-(w2 * x + b2)))
        y = w3 * h1 + w4 * h2 + b3
        total += 0.5 * (y - t) ** 2

        d = y - t
        # output neuron
        w3 -= eta * d * h1
        w4 -= eta * d * h2
        b3 -= eta * d
        # hidden neurons
        d1 = d * w3 * h1 * (1 - h1)
        d2 = d * w4 * h2 * (1 - h2)
        w1 -= eta * d1 * x
        b1 -= eta * d1
        w2 -= eta * d2 * x
        b2 -= eta * d2
    if epoch % 50 == 0:
        print(epoch, total)

print("w:", w1, w2, w3, w4)
print("b:", b1, b2, b3)
