import numpy as np

def relu(z):
    return np.maximum(0, z)

def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    ez = np.exp(z)
    return ez / ez.sum(axis=1, keepdims=True)

def forward(X, theta):
    W1, b1, W2, b2, W3, b3 = theta
    Z1 = X @ W1 + b1
    A1 = relu(Z1)
    Z2 = A1 @ W2 + b2
    A2 = relu(Z2)
    P = softmax(A2 @ W3 + b3)
    return P, (X, Z1, A1, Z2, A2)

def cross_entropy(P, Y):
    return -np.mean(np.sum(Y * np.log(P + 1e-12), axis=1))

def backward(P, Y, cache, theta):
    X, Z1, A1, Z2, A2 = cache
    W1, b1, W2, b2, W3, b3 = theta
    m = X.shape[0]
    dZ3 = (P - Y) / m
    dW3, db3 = A2.T @ dZ3, dZ3.sum(0)
    dZ2 = (dZ3 @ W3.T) * (Z2 > 0)
    dW2, db2 = A1.T @ dZ2, dZ2.sum(0)
    dZ1 = (dZ2 @ W2.T) * (Z2 > 0)
    dW1, db1 = X.T @ dZ1, dZ1.sum(0)
    return [dW1, db1, dW2, db2, dW3, db3]

rng = np.random.default_rng(17)
labels = rng.integers(0, 3, 50)
X = rng.normal(size=(50, 4)) + 1.5 * np.eye(3, 4)[labels]
Y = np.eye(3)[labels]
theta = [rng.normal(0, .5, (4, 6)), np.full(6, .01), rng.normal(0, .5, (6, 6)), np.full(6, .01),
         rng.normal(0, .5, (6, 3)), np.zeros(3)]

for epoch in range(300):
    P, cache = forward(X, theta)
    loss = cross_entropy(P, Y)
    grads = backward(P, Y, cache, theta)
    theta = [p - 0.2 * g for p, g in zip(theta, grads)]
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", loss)
