import numpy as np

np.random.seed(6)
# noisy 2-d spiral with three arms
N, K = 24, 3
X = np.zeros((N * K, 2))
y = np.zeros(N * K, dtype='uint8')
for j in range(K):
    ix = range(N * j, N * (j + 1))
    r = np.linspace(0.1, 1, N)
    t = np.linspace(j * 4, (j + 1) * 4, N) + np.random.randn(N) * 0.2
    X[ix] = np.c_[r * np.sin(t), r * np.cos(t)]
    y[ix] = j

h = 30
W1 = 0.5 * np.random.randn(2, h)
b1 = np.zeros((1, h))
W2 = 0.3 * np.random.randn(h, K)
b2 = np.zeros((1, K))
lr = 0.3
p_keep = 0.75

for epoch in range(100):
    perm = np.random.permutation(N * K)
    for start in range(0, N * K, 24):
        sel = perm[start:start + 24]
        xb, yb = X[sel], y[sel]
        n = len(sel)

        hidden = np.maximum(0, xb @ W1 + b1)
        U1 = (np.random.rand(*hidden.shape) < p_keep) / p_keep
        dropped = hidden * U1
        scores = dropped @ W2 + b2
        exp_scores = np.exp(scores)
        probs = exp_scores / exp_scores.sum(axis=1, keepdims=True)
        loss = -np.log(probs[range(n), yb]).sum() / n

        dscores = probs.copy()
        dscores[range(n), yb] -= 1
        dscores /= n
        dW2 = dropped.T @ dscores
        db2 = dscores.sum(axis=0, keepdims=True)
        dhidden = dscores @ W2.T
        dhidden[hidden <= 0] = 0
        dW1 = xb.T @ dhidden
        db1 = dhidden.sum(axis=0, keepdims=True)

        W1 -= lr * dW1
        b1 -= lr * db1
        W2 -= lr * dW2
        b2 -= lr * db2
    if epoch % 20 == 0:
        print("epoch", epoch, "loss", loss)
