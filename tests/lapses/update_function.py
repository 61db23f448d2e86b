import numpy as np
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))
def update(w, g, lr=0.2):
    w -= lr * g
rng = np.random.RandomState(2)
X = rng.rand(18, 3)
Y = rng.rand(18, 2)
W1, W2 = rng.randn(3, 4), rng.randn(4, 2)
for i in range(100):
    a1 = sigmoid(X.dot(W1))
    a2 = sigmoid(a1.dot(W2))
    loss = np.sum((a2 - Y) ** 2) / 36
    d2 = (a2 - Y) / 18 * a2 * (1 - a2)
    update(W2, a1.T.dot(d2))
    d1 = d2.dot(W2.T) * a1 * (1 - a1)  # updated-too-early
    update(W1, X.T.dot(d1))
print(loss)
