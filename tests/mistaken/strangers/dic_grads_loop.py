import numpy as np

np.random.seed(7)

# theta[l] holds the weights and biases between layer l-1 and layer l
sizes = [2, 7, 5, 2]
theta = {}
for l in range(1, len(sizes)):
    theta[l] = {'w': np.random.randn(sizes[l - 1], sizes[l]) / np.sqrt(sizes[l - 1]),
                'b': np.zeros(sizes[l])}


def sigma(a):
    return 1 / (1 + np.exp(-a))


def feed(theta, x):
    a = {0: x}
    for l in sorted(theta):
        a[l] = sigma(a[l - 1] @ theta[l]['w'] + theta[l]['b'])
    return a


def backprop(theta, a, y):
    last = max(theta)
    grads = {}
    delta = (a[last] - y) * a[last] * (1 - a[last]) / len(y)
    for l in range(last, 0, -1):
        grads[l] = {'w': a[l - 1].T @ delta,
                    'b': np.sum(delta)}
        if l > 1:
            delta = (delta @ theta[l]['w'].T) * a[l - 1] * (1 - a[l - 1])
    return grads


# complex numbers: learn z -> z*z (inside the unit square, shifted to 0..1)
x = np.random.rand(30, 2)
y = np.stack([(x[:, 0] ** 2 - x[:, 1] ** 2 + 1) / 2, x[:, 0] * x[:, 1]], axis=1)
y = y + 0.01 * np.random.randn(30, 2)

for step in range(1000):
    acts = feed(theta, x)
    grads = backprop(theta, acts, y)
    for l in theta:
        theta[l]['w'] -= 0.3 * grads[l]['w']
        theta[l]['b'] -= 0.3 * grads[l]['b']
    if step % 200 == 0:
        print(step, 0.5 * np.mean(np.sum((acts[3] - y) ** 2, axis=1)))
