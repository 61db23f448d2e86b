import numpy as np

# Part 2 of my blog series: "a network that knows if you pass the exam"
# columns: hours of study, hours of sleep

def sigmoid(t):
    return 1 / (1 + np.exp(-t))

def feed_forward(x, w1, b1, w2, b2):
    z1 = x @ w1 + b1
    a1 = np.maximum(z1, 0)
    a2 = sigmoid(a1 @ w2 + b2)
    return z1, a1, a2

def log_loss(y, p):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

def back_prop(x, y, z1, a1, a2, w2):
    dz2 = a2 - y
    dw2 = a1.T @ dz2
    db2 = np.sum(dz2, axis=0)
    dz1 = (dz2 @ w2.T) * (z1 > 0)
    dw1 = x.T @ dz1
    db1 = np.sum(dz1, axis=0)
    return dw1, db1, dw2, db2

np.random.seed(8)
study = np.random.uniform(0, 10, 30)
sleep = np.random.uniform(3, 9, 30)
x = np.c_[study / 10, sleep / 9]
y = (study + 0.8 * sleep + np.random.randn(30) * 0.5 > 9.5).astype(float)[:, None]

w1 = np.random.randn(2, 5)
b1 = np.zeros(5)
w2 = np.random.randn(5, 1)
b2 = np.zeros(1)

for i in range(1000):
    z1, a1, a2 = feed_forward(x, w1, b1, w2, b2)
    cost = log_loss(y, a2)
    dw1, db1, dw2, db2 = back_prop(x, y, z1, a1, a2, w2)
    w1 -= 0.02 * dw1
    b1 -= 0.02 * db1
    w2 -= 0.02 * dw2
    b2 -= 0.02 * db2
    if i % 100 == 0:
        print("epoch", i, "log loss", cost)
