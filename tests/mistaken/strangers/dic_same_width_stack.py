import numpy as np

np.random.seed(29)
sizes = [3, 6, 6, 6, 2]
L = len(sizes) - 1
net = {}
for l in range(1, L + 1):
    net["W%d" % l] = np.random.randn(sizes[l], sizes[l - 1]) * np.sqrt(2. / sizes[l - 1])
    net["b%d" % l] = np.zeros((sizes[l], 1))

def relu(z):
    return z * (z > 0)

def run(x):
    mem = {"A0": x}
    for l in range(1, L + 1):
        mem["Z%d" % l] = net["W%d" % l] @ mem["A%d" % (l - 1)] + net["b%d" % l]
        mem["A%d" % l] = relu(mem["Z%d" % l]) if l < L else mem["Z%d" % l]
    return mem

def back(mem, y):
    grad = {}
    m = y.shape[1]
    dZ = (mem["A%d" % L] - y) / m
    for l in range(L, 0, -1):
        grad["W%d" % l] = dZ @ mem["A%d" % (l - 1)].T
        grad["b%d" % l] = dZ.sum(axis=1, keepdims=True)
        if l == L:
            dZ = (net["W%d" % l].T @ dZ) * (mem["Z%d" % (l - 1)] > 0)
        elif l > 1:
            dZ = (net["W%d" % l].T @ dZ) * (mem["Z%d" % l] > 0)
    return grad

# physics lab: angle, speed, mass -> (height, range), all rescaled
x = np.random.uniform(-1, 1, (3, 40))
y = np.vstack((x[0] * x[1], x[1] ** 2 - x[0])) + 0.03 * np.random.randn(2, 40)

for epoch in range(500):
    mem = run(x)
    cost = ((mem["A%d" % L] - y) ** 2).sum() / (2 * x.shape[1])
    if epoch % 100 == 0:
        print("epoch", epoch, "cost", cost)
    grad = back(mem, y)
    for name in net:
        net[name] -= 0.02 * grad[name]
