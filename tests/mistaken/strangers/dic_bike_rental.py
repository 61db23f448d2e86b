# bike rental project: hour, temperature, weekend -> number of bikes
import numpy as np

gen = np.random.RandomState(1234)
hour = gen.uniform(0, 1, 36)
temp = gen.uniform(-1, 1, 36)
weekend = gen.randint(0, 2, 36)
bikes = np.sin(np.pi * hour) + 0.5 * temp - 0.3 * weekend * hour + gen.normal(0, 0.05, 36)

features = np.array([hour, temp, weekend]).T
targets = bikes[:, np.newaxis]
N = features.shape[0]
ALPHA = 0.05

params = {}
params["W1"] = gen.normal(0.0, 3 ** -0.5, (3, 8))
params["b1"] = np.zeros(8)
params["W2"] = gen.normal(0.0, 8 ** -0.5, (8, 1))
params["b2"] = np.zeros(1)

for epoch in range(800):
    cache, grads = {}, {}
    cache["h"] = 1 / (1 + np.exp(-np.dot(features, params["W1"]) - params["b1"]))
    cache["y"] = np.dot(cache["h"], params["W2"]) + params["b2"]

    error = cache["y"] - targets
    L = np.sum(error ** 2) / (2 * N)

    grads["W2"] = np.dot(cache["h"].T, error) / N
    grads["b2"] = np.sum(error) / N
    hidden_error = np.dot(error, params["W2"].T) * cache["h"] * (1 - cache["h"])
    grads["W1"] = np.dot(features.T, hidden_error) / N
    grads["b1"] = np.sum(hidden_error) / N

    for key in params:
        params[key] -= ALPHA * grads[key]
    if epoch % 100 == 0:
        print("Progress: {:2.1f}% ... Training loss: {:.4f}".format(100 * epoch / 800, L))
