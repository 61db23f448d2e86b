import numpy as np
np.random.seed(17)

def relu(z):
    return np.where(z > 0, z, 0)

def relu_prime(z):
    return (z > 0).astype(float)

def forward(x, theta):
    w1, b1, w2, b2, w3, b3 = theta
    z1 = x @ w1 + b1
    a1 = relu(z1)
    z2 = a1 @ w2 + b2
    a2 = relu(z2)
    out = a2 @ w3 + b3
    return out, (x, z1, a1, z2, a2)

def backward(out, y, cache, theta):
    x, z1, a1, z2, a2 = cache
    w1, b1, w2, b2, w3, b3 = theta
    n = x.shape[0]
    delta3 = 2 * (out - y) / n
    delta2 = delta3 @ w3.T * relu_prime(z2)
    delta1 = delta2 @ w2.T * relu_prime(z2)
    return [x.T @ delta1, delta1.sum(0),
            a1.T @ delta2, delta2.sum(0),
            a2.T @ delta3, delta3.sum(0)]

# target: distance from the origin
x = np.random.randn(50, 2)
y = np.sqrt((x ** 2).sum(1, keepdims=True))

theta = [np.random.randn(2, 6) * 0.7, np.zeros(6),
         np.random.randn(6, 6) * 0.5, np.zeros(6),
         np.random.randn(6, 1) * 0.5, np.zeros(1)]

for t in range(600):
    out, cache = forward(x, theta)
    loss = ((out - y) ** 2).sum() / len(x)
    grads = backward(out, y, cache, theta)
    theta = [p - 0.05 * g for p, g in zip(theta, grads)]
    if t % 100 == 0:
        print(t, loss)
