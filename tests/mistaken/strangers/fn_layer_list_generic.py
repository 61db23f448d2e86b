import numpy as np

rng = np.random.RandomState(31)
sizes = [5, 8, 6, 3]
weights = [rng.randn(y, x) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]
biases = [rng.randn(y, 1) for y in sizes[1:]]
X = [rng.rand(5, 1) for _ in range(40)]
Y = [np.eye(3)[:, [int(x.argmax()) % 3]] for x in X]


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def feedforward(a):
    for w, b in zip(weights, biases):
        a = sigmoid(np.dot(w, a) + b)
    return a


def cost(xs, ys):
    return sum(0.5 * np.linalg.norm(feedforward(x) - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


def backprop(xs, ys):
    nabla_w = [np.zeros(w.shape) for w in weights]
    nabla_b = [np.zeros(b.shape) for b in biases]
    for x, y in zip(xs, ys):
        activation, activations, zs = x, [x], []
        for w, b in zip(weights, biases):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
        nabla_b[-1] += delta / len(xs)
        nabla_w[-1] += np.dot(delta, activations[-2].T) / len(xs)
        for l in range(2, len(sizes)):
            delta = np.dot(weights[-l + 1].T, delta)
            nabla_b[-l] += delta / len(xs)
            nabla_w[-l] += np.dot(delta, activations[-l - 1].T) / len(xs)
    return nabla_w, nabla_b


eta = 1.0
for epoch in range(30):
    for k in range(0, len(X), 8):
        gw, gb = backprop(X[k:k + 8], Y[k:k + 8])
        weights = [w - eta * g for w, g in zip(weights, gw)]
        biases = [b - eta * g for b, g in zip(biases, gb)]
    if epoch % 10 == 0:
        print("epoch", epoch, "cost", cost(X, Y))
