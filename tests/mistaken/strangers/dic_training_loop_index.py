import numpy as np
rng = np.random.default_rng(101)

layers = [2, 5, 4, 1]

def new_theta():
    theta = {}
    for i in range(1, len(layers)):
        theta["W" + str(i)] = rng.normal(0, 0.8, (layers[i], layers[i - 1]))
        theta["b" + str(i)] = rng.normal(0, 0.1, (layers[i], 1))
    return theta

def feed(theta, X):
    store = {"A0": X}
    for i in range(1, len(layers)):
        z = theta["W" + str(i)] @ store["A" + str(i - 1)] + theta["b" + str(i)]
        store["A" + str(i)] = 1 / (1 + np.exp(-z))
    return store

def bce(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

def propagate_back(theta, store, Y):
    grads = {}
    m = Y.shape[1]
    last = len(layers) - 1
    dz = store["A" + str(last)] - Y
    for i in range(last, 0, -1):
        grads["dW" + str(i)] = dz @ store["A" + str(i - 1)].T / m
        grads["db" + str(i)] = dz.sum(axis=1, keepdims=True) / m
        if i > 1:
            a = store["A" + str(i - 1)]
            dz = theta["W" + str(i)].T @ dz * a * (1 - a)
    return grads

def descend(theta, grads, lr):
    for i in range(1, len(layers) - 1):
        theta["W" + str(i)] -= lr * grads["dW" + str(i)]
        theta["b" + str(i)] -= lr * grads["db" + str(i)]

# two half moons
t = rng.uniform(0, np.pi, 25)
moon1 = np.stack([np.cos(t), np.sin(t)])
moon2 = np.stack([1 - np.cos(t), 0.5 - np.sin(t)])
X = np.hstack([moon1, moon2]) + rng.normal(0, 0.08, (2, 50))
Y = np.hstack([np.zeros((1, 25)), np.ones((1, 25))])

theta = new_theta()
for n in range(1000):
    store = feed(theta, X)
    descend(theta, propagate_back(theta, store, Y), 0.8)
    if n % 200 == 0:
        print(n, "bce:", bce(store["A3"], Y))
