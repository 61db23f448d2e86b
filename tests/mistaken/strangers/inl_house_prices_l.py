# Predict house prices (in 100k) from area, rooms and age.
# Course: Intro to ML, exercise sheet 5
import numpy as np

np.random.seed(42)
m = 30
area = np.random.uniform(0.5, 2.0, m)
rooms = np.random.randint(1, 6, m) / 5
age = np.random.uniform(0, 1, m)
features = np.column_stack((area, rooms, age))
price = (1.5 * area + 0.8 * rooms - 0.6 * age + 0.3 * area * rooms + np.random.randn(m) * 0.05)
price = price.reshape(m, 1)

w1 = np.random.randn(3, 6) * np.sqrt(2 / 3)
b1 = np.zeros((1, 6))
w2 = np.random.randn(6, 1) * np.sqrt(2 / 6)
b2 = np.zeros((1, 1))
learning_rate = 0.05

for i in range(800):
    z1 = features.dot(w1) + b1
    a1 = np.maximum(z1, 0)
    pred = a1.dot(w2) + b2

    loss = ((pred - price) ** 2).sum() / (2 * m)

    dpred = (pred - price) / m
    dw2 = a1.T.dot(dpred)
    db2 = dpred.sum(axis=0, keepdims=True)
    da1 = dpred.dot(w2.T)
    dz1 = da1.copy()
    dz1[z1 <= 0] = 0
    dw1 = features.T.dot(dz1)
    db1 = dz1.mean(axis=0, keepdims=True)

    w1 -= learning_rate * dw1
    b1 -= learning_rate * db1
    w2 -= learning_rate * dw2
    b2 -= learning_rate * db2

    if i % 100 == 0:
        print("iteration %d: loss %.4f" % (i, loss))
