import numpy as np

# celsius -> fahrenheit with a single linear neuron
rng = np.random.default_rng(3)
c = np.array([-10., 0., 8., 15., 22., 38., 41.])
f = 1.8 * c + 32 + rng.normal(0, 0.4, c.size)
c, f = c / 40, f / 100          # keep the numbers small

w, b = 0.1, 0.0
lr = 0.3

for epoch in range(400):
    pred = w * c + b
    err = pred - f
    loss = (err ** 2).mean()
    g = 2 * err / len(c)

    dw = (g * c).sum()
    db = g.mean()

    w -= lr * dw
    b -= lr * db
    if epoch % 50 == 0:
        print(epoch, round(loss, 6))

print("slope", w * 100 / 40, "offset", b * 100)
