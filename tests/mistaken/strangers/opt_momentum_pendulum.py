# heavy ball momentum; predict the next angle of a pendulum from angle and speed
import numpy as np

np.random.seed(29)
angle = np.random.uniform(-2, 2, 28)
speed = np.random.uniform(-1, 1, 28)
nxt = angle + 0.3 * speed - 0.3 * np.sin(angle) + np.random.normal(0, 0.02, 28)
X = np.vstack([angle, speed])                   # 2 x 28
Y = nxt.reshape(1, 28)

n_h = 7
W1, b1 = np.random.randn(n_h, 2) * 0.6, np.random.randn(n_h, 1) * 0.1
W2, b2 = np.random.randn(1, n_h) * 0.4, np.zeros((1, 1))
vW1, vb1, vW2, vb2 = 0 * W1, 0 * b1, 0 * W2, 0 * b2
mu, lr = 0.8, 0.02
m = X.shape[1]

losses = []
for epoch in range(250):
    Z1 = W1 @ X + b1
    A1 = np.arctan(Z1)
    P = W2 @ A1 + b2
    losses.append(np.sum((P - Y) ** 2) / m)

    dP = 2 * (P - Y) / m
    dW2 = dP @ A1.T
    db2 = dP.sum(axis=1, keepdims=True)
    dZ1 = (W2.T @ dP) / (1 + A1 ** 2)
    dW1 = dZ1 @ X.T
    db1 = dZ1.sum(axis=1, keepdims=True)

    vW1 = mu * vW1 - lr * dW1
    vb1 = mu * vb1 - lr * db1
    vW2 = mu * vW2 - lr * dW2
    vb2 = mu * vb2 - lr * db2
    W1 += vW1
    b1 += vb1
    W2 += vW2
    b2 += vb2

    if epoch % 50 == 0:
        print("epoch", epoch, "mse", losses[-1])
