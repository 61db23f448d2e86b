import numpy as np


def svm_loss_vectorized(W, X, y, reg):
    num_train = X.shape[0]
    scores = X.dot(W)
    correct = scores[np.arange(num_train), y].reshape(-1, 1)
    margins = np.maximum(0, scores - correct + 1)
    margins[np.arange(num_train), y] = 0
    loss = np.sum(margins) / num_train + reg * np.sum(W * W)

    binary = (margins > 0).astype(float)
    binary[np.arange(num_train), y] = -binary.sum(axis=1)
    dW = X.T.dot(binary) / num_train + 2 * reg * W
    return loss, dW


np.random.seed(2)
X = np.random.randn(40, 5)
X = np.hstack([X, np.ones((40, 1))])    # bias trick
y = np.argmax(X[:, :3] + 0.3 * np.random.randn(40, 3), axis=1)
W = np.random.randn(6, 3) * 0.01
reg = 5e-3
for it in range(150):
    loss, dW = svm_loss_vectorized(W, X, y, reg)
    W -= 1e-1 * dW
    if it % 30 == 0:
        print('iteration %d / 150: loss %f' % (it, loss))
print('accuracy', np.mean(np.argmax(X.dot(W), axis=1) == y))
