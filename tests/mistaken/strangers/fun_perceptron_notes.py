# my notes while reading about neural nets, chapter 2
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))

# 3 inputs (the third is always 1 and replaces the bias)
inputs = np.array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1], [0.5, 0.5, 1]])
targets = np.array([[0.1], [0.9], [0.8], [0.7], [0.4]])

np.random.seed(1)
w1 = np.random.random((3, 4)) * 2 - 1
w2 = np.random.random((4, 1)) * 2 - 1

def train_once(w1, w2, lr):
    z1 = np.dot(inputs, w1)
    a1 = sigmoid(z1)
    z2 = np.dot(a1, w2)
    a2 = sigmoid(z2)

    difference = a2 - targets
    e = (difference ** 2).sum() / 2

    d2 = difference * sigmoid_derivative(z2)
    d1 = np.dot(d2, w2.T) * sigmoid_derivative(a1)

    w2_new = w2 - lr * np.dot(a1.T, d2)
    w1_new = w1 - lr * np.dot(inputs.T, d1)
    return w1_new, w2_new, e

print("start")
for i in range(5001):
    w1, w2, e = train_once(w1, w2, 0.5)
    if i % 1000 == 0:
        print("step", i, "error", e)

print(sigmoid(np.dot(sigmoid(np.dot(inputs, w1)), w2)))
