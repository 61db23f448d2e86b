import numpy as np
np.random.seed(3)

# three gaussian blobs
n_per = 15
centers = np.array([[0, 2], [2, -1], [-2, -1]])
X = np.vstack([np.random.randn(n_per, 2) * 0.6 + ctr for ctr in centers])
labels = np.repeat(np.arange(3), n_per)
T = np.eye(3)[labels]

W = 0.5 * np.random.randn(2, 8)
b = np.zeros((1, 8))
V = 0.5 * np.random.randn(8, 3)
c = np.zeros((1, 3))
lr = 0.01

for epoch in range(300):
    # forward
    hidden = np.tanh(X @ W + b)
    scores = hidden @ V + c
    ex = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = ex / ex.sum(axis=1, keepdims=True)
    loss = -np.mean(np.sum(T * np.log(probs), axis=1))
    # backward
    dscores = probs - T
    dV = hidden.T @ dscores
    dc = dscores.sum(axis=0, keepdims=True)
    dhidden = (dscores @ V.T) * (1 - hidden * hidden)
    dW = X.T @ dhidden
    db = dhidden.sum(axis=0, keepdims=True)
    # gradient descent
    W -= lr * dW; b -= lr * db
    V -= lr * dV; c -= lr * dc
    if epoch % 50 == 0:
        acc = (probs.argmax(1) == labels).mean()
        print("epoch", epoch, "loss %.3f" % loss, "train acc %.2f" % acc)
