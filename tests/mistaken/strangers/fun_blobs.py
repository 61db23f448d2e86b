import numpy as np

def relu(z):
    return np.maximum(0, z)

def relu_prime(z):
    return (relu(z) >= 0).astype(float)

def softmax(z):
    ez = np.exp(z - np.max(z, axis=1, keepdims=True))
    return ez / np.sum(ez, axis=1, keepdims=True)

def forward_pass(X, W1, b1, W2, b2):
    z1 = X.dot(W1) + b1
    a1 = relu(z1)
    return z1, a1, softmax(a1.dot(W2) + b2)

def loss_of(probs, onehot):
    return -np.mean(np.sum(onehot * np.log(probs), axis=1))

def backward_pass(X, onehot, z1, a1, probs, W2):
    N = X.shape[0]
    dz2 = (probs - onehot) / N
    dW2 = a1.T.dot(dz2)
    db2 = np.sum(dz2, axis=0)
    dz1 = dz2.dot(W2.T) * relu_prime(z1)
    dW1 = X.T.dot(dz1)
    db1 = np.sum(dz1)
    return dW1, db1, dW2, db2

np.random.seed(10)
labels = np.repeat(np.arange(3), 9)
X = np.array([[0, 2], [2, -1], [-2, -1]])[labels] + 0.6 * np.random.randn(27, 2)
onehot = np.eye(3)[labels]

W1 = np.random.randn(2, 7) * 0.4
b1 = np.zeros(7)
W2 = np.random.randn(7, 3) * 0.4
b2 = np.zeros(3)

for epoch in range(300):
    z1, a1, probs = forward_pass(X, W1, b1, W2, b2)
    L = loss_of(probs, onehot)
    dW1, db1, dW2, db2 = backward_pass(X, onehot, z1, a1, probs, W2)
    W1 -= 0.3 * dW1
    b1 -= 0.3 * db1
    W2 -= 0.3 * dW2
    b2 -= 0.3 * db2
    if epoch % 60 == 0:
        print("epoch", epoch, "| loss", L)
