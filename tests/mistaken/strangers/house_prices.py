# Predicting (made up) house prices: a two-layer network with weight decay
import numpy as np

rng = np.random.RandomState(12)

n_houses = 45
area = rng.normal(0, 1, n_houses)
rooms = 0.5 * area + rng.normal(0, 1, n_houses)
age = rng.normal(0, 1, n_houses)
features = np.stack([area, rooms, age], axis=1)
price = (1.5 * area + 0.4 * rooms - 0.7 * np.maximum(age, 0)).reshape(-1, 1)
price += 0.05 * rng.normal(size=price.shape)

n_in, n_hid, n_out = 3, 7, 1
lam = 0.01       # strength of the L2 penalty
eta = 0.05

W1 = rng.normal(scale=0.6, size=(n_in, n_hid))
b1 = rng.normal(scale=0.1, size=(1, n_hid))
W2 = rng.normal(scale=0.6, size=(n_hid, n_out))
b2 = np.zeros((1, n_out))

for it in range(1001):
    # ---- forward
    z1 = np.dot(features, W1) + b1
    a1 = np.maximum(0, z1)
    yhat = np.dot(a1, W2) + b2

    # ---- loss: half mean squared error + L2 on both weight matrices
    diff = yhat - price
    data_loss = 0.5 * np.sum(diff ** 2) / n_houses
    reg_loss = 0.5 * lam * (np.sum(W1 ** 2) + np.sum(W2 ** 2))
    loss = data_loss + reg_loss

    # ---- backward
    dyhat = diff / n_houses
    dW2 = np.dot(a1.T, dyhat) + lam * W2
    db2 = np.sum(dyhat, axis=0, keepdims=True)
    da1 = np.dot(dyhat, W2.T)
    dz1 = da1 * (z1 > 0)
    dW1 = np.dot(features.T, dz1)
    db1 = np.sum(dz1)

    # ---- update
    W1 = W1 - eta * dW1
    b1 = b1 - eta * db1
    W2 = W2 - eta * dW2
    b2 = b2 - eta * db2

    if it % 200 == 0:
        print("%4d  data %.5f  reg %.5f  total %.5f" % (it, data_loss, reg_loss, loss))

print("mean absolute error:", np.abs(yhat - price).mean())
