import numpy as np

# One neuron learns the conversion from Celsius to Fahrenheit.
rng = np.random.default_rng(0)
celsius = np.array([-40.0, -10.0, 0.0, 8.0, 15.0, 22.0, 38.0])
fahrenheit = 1.8 * celsius + 32 + rng.normal(0, 0.5, 7)

# bring both to a handy range
c = celsius / 40
f = fahrenheit / 100

w = 0.1
b = 0.0
eta = 0.1

for epoch in range(500):
    guess = w * c + b
    err = guess - f
    loss = np.mean(err ** 2)

    dw = 2 * np.mean(err * guess)
    db = 2 * np.mean(err)
    w -= eta * dw
    b -= eta * db

    if epoch % 100 == 0:
        print("epoch", epoch, "loss", loss)

print("slope:", w * 100 / 40, "offset:", b * 100)
