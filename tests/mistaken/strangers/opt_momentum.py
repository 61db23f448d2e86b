import numpy as np

# XOR with momentum
np.random.seed(14)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
y = np.array([[0], [1], [1], [0]], dtype=float)

W1 = np.random.randn(2, 3)
b1 = np.zeros(3)
w2 = np.random.randn(3, 1)
b2 = np.zeros(1)
theta = [W1, b1, w2, b2]
velocity = [np.zeros_like(t) for t in theta]
lr, mu = 0.3, 0.9

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

for epoch in range(1000):
    h = sigmoid(X @ W1 + b1)
    o = sigmoid(h @ w2 + b2)
    loss = -np.mean(y * np.log(o) + (1 - y) * np.log(1 - o))

    do = (o - y) / 4
    dh = do @ w2.T * h * (1 - h)
    grads = [X.T @ dh, dh.sum(axis=0), h.T @ do, do.sum(axis=0)]

    for i in range(4):
        velocity[i] = mu * velocity[i] - lr * grads[i]
        theta[i] += velocity[i]

    if epoch % 200 == 0:
        print("epoch", epoch, "loss", loss)
print(o.round(3).ravel())
