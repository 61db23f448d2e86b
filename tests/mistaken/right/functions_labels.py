"""Spiral-like points, softmax over integer labels, weight decay."""

import numpy as np

rs = np.random.RandomState(4)
N, D, H, K = 30, 2, 8, 3
X = rs.randn(N, D)
y = rs.randint(K, size=N)
reg = 1e-2
step_size = 0.5


def init():
    W = 0.3 * rs.randn(D, H)
    b = np.zeros((1, H))
    W2 = 0.3 * rs.randn(H, K)
    b2 = np.zeros((1, K))
    return W, b, W2, b2


def loss_and_grads(W, b, W2, b2):
    hidden = np.maximum(0, np.dot(X, W) + b)
    scores = np.dot(hidden, W2) + b2

    exp_scores = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
    data_loss = np.sum(-np.log(probs[range(N), y])) / N
    reg_loss = 0.5 * reg * np.sum(W * W) + 0.5 * reg * np.sum(W2 * W2)
    loss = data_loss + reg_loss

    dscores = probs
    dscores[range(N), y] -= 1
    dscores /= N
    dW2 = np.dot(hidden.T, dscores)
    db2 = np.sum(dscores, axis=0, keepdims=True)
    dhidden = np.dot(dscores, W2.T)
    dhidden[hidden <= 0] = 0
    dW = np.dot(X.T, dhidden)
    db = np.sum(dhidden, axis=0, keepdims=True)
    dW2 += reg * W2
    dW += reg * W
    return loss, dW, db, dW2, db2


W, b, W2, b2 = init()
for i in range(200):
    loss, dW, db, dW2, db2 = loss_and_grads(W, b, W2, b2)
    W += -step_size * dW
    b += -step_size * db
    W2 += -step_size * dW2
    b2 += -step_size * db2
print("loss: %f" % loss)
