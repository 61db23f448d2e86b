# consumption (l/100km) from speed and weight of the car
import numpy as np
import random

random.seed(1)
np.random.seed(1)
cars = []
for _ in range(20):
    speed = random.uniform(30, 160)
    tons = random.uniform(0.8, 2.2)
    use = 2 + 0.00025 * speed ** 2 + 1.8 * tons + random.gauss(0, 0.1)
    cars.append([speed / 160, tons / 2.2, use / 12])
cars = np.array(cars)
inputs, goal = cars[:, :2], cars[:, 2:3]

w = {"ih": np.random.randn(2, 4), "ho": np.random.randn(4, 1)}
bias = {"h": np.zeros(4), "o": np.zeros(1)}
dw, dbias = {}, {}
lr = 0.08

for epoch in range(500):
    # forward
    hidden = np.tanh(np.dot(inputs, w["ih"]) + bias["h"])
    result = np.dot(hidden, w["ho"]) + bias["o"]
    loss = np.mean(np.square(result - goal))

    # backward
    err = 2 * (result - goal) / len(goal)
    dw["ho"] = np.dot(hidden.T, err)
    dbias["o"] = 2 * np.sum(err, axis=0)
    err_hidden = np.dot(err, w["ho"].T) * (1 - np.square(hidden))
    dw["ih"] = np.dot(inputs.T, err_hidden)
    dbias["h"] = np.sum(err_hidden, axis=0)

    # update
    for key in w:
        w[key] = w[key] - lr * dw[key]
    for key in bias:
        bias[key] = bias[key] - lr * dbias[key]

    if epoch % 100 == 0:
        print("epoch:", epoch, "loss:", loss)
