import numpy as np

np.random.seed(0)
angles = np.random.rand(60) * np.pi
y = np.random.randint(0, 2, 60)
X = np.c_[np.cos(angles) + y, np.sin(angles) * (1 - 2 * y) + 0.5 * y] + np.random.randn(60, 2) * 0.1
num_examples = len(X)
epsilon = 0.005
W1 = np.random.randn(2, 5) / np.sqrt(2)
b1 = np.zeros((1, 5))
W2 = np.random.randn(5, 2) / np.sqrt(5)
b2 = np.zeros((1, 2))


def forward(X):
    a1 = np.tanh(X.dot(W1) + b1)
    exp_scores = np.exp(a1.dot(W2) + b2)
    return exp_scores / np.sum(exp_scores, axis=1, keepdims=True), a1


def calculate_loss(X, y):
    probs, _ = forward(X)
    data_loss = np.sum(-np.log(probs[range(num_examples), y]))
    return 1. / num_examples * data_loss


def gradients(X, y):
    probs, a1 = forward(X)
    delta3 = probs
    delta3[range(num_examples), y] -= 1
    dW2 = (a1.T).dot(delta3)
    db2 = np.sum(delta3, axis=0, keepdims=True)
    delta2 = delta3.dot(W2.T) * (1 - np.power(a1, 2))
    dW1 = np.dot(X.T, delta2)
    db1 = np.sum(delta2, axis=0, keepdims=True)
    return dW1, db1, dW2, db2


for i in range(400):
    dW1, db1, dW2, db2 = gradients(X, y)
    W1 += -epsilon * dW1
    b1 += -epsilon * db1
    W2 += -epsilon * dW2
    b2 += -epsilon * db2
    if i % 100 == 0:
        print("Loss after iteration %i: %f" % (i, calculate_loss(X, y)))
