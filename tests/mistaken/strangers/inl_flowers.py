# Softmax classifier on three kinds of flowers (made-up measurements)
import numpy as np

rs = np.random.RandomState(1)
centres = np.array([[5.0, 1.5], [6.0, 4.3], [6.6, 5.5]])
kinds = np.repeat([0, 1, 2], 12)
X = centres[kinds] + rs.normal(scale=0.35, size=(36, 2))
X = X - X.mean(axis=0)
Y = np.eye(3)[kinds]
N = len(X)

W = 0.01 * rs.randn(2, 3)
b = np.zeros(3)
lam = 0.05
lr = 0.2

for epoch in range(300):
    scores = X @ W + b
    scores -= scores.max(axis=1, keepdims=True)
    P = np.exp(scores)
    P /= P.sum(axis=1, keepdims=True)

    data_loss = -np.sum(Y * np.log(P)) / N
    reg_loss = lam * np.sum(W ** 2)
    loss = data_loss + reg_loss

    dscores = (P - Y) / N
    dW = X.T @ dscores + lam * W
    db = dscores.sum(axis=0)

    W -= lr * dW
    b -= lr * db

    if epoch % 50 == 0:
        print("epoch %d: loss %.4f" % (epoch, loss))

print("accuracy:", np.mean(P.argmax(axis=1) == kinds))
