import numpy as np

# Softmax regression, stochastic gradient descent in batches of five
np.random.seed(50)
N, D, K = 45, 3, 4
means = 2 * np.random.randn(K, D)
y = np.random.randint(K, size=N)
X = means[y] + np.random.randn(N, D)

W = 0.01 * np.random.randn(D, K)
b = np.zeros(K)
batch = 5
alpha = 0.1

for epoch in range(20):
    order = np.random.permutation(N)
    for s in range(0, N, batch):
        idx = order[s:s + batch]
        xb, yb = X[idx], y[idx]
        f = xb.dot(W) + b
        f -= f.max(axis=1, keepdims=True)
        p = np.exp(f) / np.exp(f).sum(axis=1, keepdims=True)
        loss = -np.log(p[np.arange(batch), yb]).mean()

        p[np.arange(batch), yb] -= 1
        p /= batch
        W -= alpha * xb.T.dot(p)
        b -= alpha * p.sum(axis=0)
    alpha *= 0.97
    print("epoch", epoch, "loss of last batch", loss)

print("accuracy", np.mean((X.dot(W) + b).argmax(axis=1) == y))
