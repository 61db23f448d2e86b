# functions + globals, the way our teacher likes it
import numpy as np

np.random.seed(15)
X = np.random.rand(12, 2)
Y = (X @ np.array([[1.0], [-1.0]]) > 0) * 1.0
W1 = np.random.randn(2, 3)
B1 = np.zeros((1, 3))
W2 = np.random.randn(3, 1)
B2 = np.zeros((1, 1))
ETA = 0.3


def sigmoid(t):
    return 1.0 / (1.0 + np.exp(-t))


def forward():
    global hidden, output
    hidden = sigmoid(X @ W1 + B1)
    output = sigmoid(hidden @ W2 + B2)


def loss():
    return np.mean((Y - output) ** 2)


def backward():
    global dW1, dB1, dW2, dB2
    d2 = (output - Y) * output * (1 - output)
    dW2, dB2 = hidden.T @ d2, d2.sum(0, keepdims=True)
    d1 = d2 @ W2.T * hidden * (1 - hidden)
    dW1, dB1 = X.T @ d1, d1.sum(0, keepdims=True)


def update():
    global W1, B1, W2, B2
    W1 = W1 - ETA * dW1
    B1 = B1 - ETA * dB1
    W2 = W2 - ETA * dW2
    B2 = B2 - ETA * dB2


for epoch in range(500):
    forward()
    backward()
    update()
    if epoch % 100 == 0:
        print("epoch", epoch, "loss", loss())
