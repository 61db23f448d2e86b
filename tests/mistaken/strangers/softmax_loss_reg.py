import numpy as np

def softmax_loss(W, X, y, reg):
    """
    Softmax loss, vectorised.
    W: (D, C), X: (N, D), y: (N,) integer labels
    Returns loss and gradient with respect to W.
    """
    N = X.shape[0]
    scores = X @ W
    scores -= scores.max(axis=1)[:, None]
    p = np.exp(scores)
    p /= p.sum(axis=1)[:, None]
    loss = -np.log(p[range(N), y]).sum()
    p[range(N), y] -= 1          # in place: p now holds dL/dscores
    dW = X.T @ p
    loss /= N
    dW /= N
    loss += 0.5 * reg * (W ** 2).sum()
    dW += reg * W
    return loss, dW


def sgd(X, y, num_classes, lr=0.2, reg=1e-2, steps=300, verbose=True):
    rng = np.random.default_rng(5)
    W = 1e-3 * rng.standard_normal((X.shape[1], num_classes))
    losses = []
    for it in range(steps):
        loss, grad = softmax_loss(W, X, y, reg)
        losses.append(loss)
        W = W + (-lr) * grad
        if verbose and it % 100 == 0:
            print('iteration %d / %d: loss %f' % (it, steps, loss))
    return W, losses


rng = np.random.default_rng(6)
labels = rng.integers(0, 4, 80)
X = rng.standard_normal((80, 5)) + np.eye(4, 5)[labels] * 2
X = np.hstack([X, np.ones((80, 1))])      # bias trick
W, losses = sgd(X, labels, 4)
print('accuracy', (np.argmax(X @ W, 1) == labels).mean())
