import numpy as np

np.random.seed(35)
X = np.random.randn(4, 22)
coef = np.array([[1., -2., 0., .5], [0., 1., 1., -1.]])
Y = coef @ X + 0.1 * np.random.randn(2, 22)

P = dict(W1=np.random.randn(3, 4) * .5, b1=np.zeros((3, 1)),
         W2=np.random.randn(2, 3) * .5, b2=np.zeros((2, 1)))
weight_decay = 0.02
lr = 0.1
n = X.shape[1]

for it in range(600):
    H = np.tanh(P["W1"] @ X + P["b1"])
    out = P["W2"] @ H + P["b2"]
    data_loss = np.sum((out - Y) ** 2) / (2 * n)
    reg = 0.5 * weight_decay * sum(np.sum(P[k] ** 2) for k in P if k.startswith("W"))
    total = data_loss + reg

    G = {}
    d = (out - Y) / n
    G["W2"] = d @ H.T
    G["b2"] = d.sum(axis=1, keepdims=True)
    d = (P["W2"].T @ d) * (1 - H ** 2)
    G["W1"] = d @ X.T
    G["b1"] = d.sum(axis=1, keepdims=True)
    for k in ("W1", "W2"):
        G[k] += weight_decay * P[k]

    for k, g in G.items():
        P[k] -= lr * g
    if it % 100 == 0:
        print(f"{it}: total {total:.5f} (data {data_loss:.5f}, reg {reg:.5f})")
