import numpy as np

np.random.seed(50)
REG = 0.05

X = np.random.randn(28, 2)
Y = np.sign(X[:, :1]) * np.abs(X[:, 1:]) + 0.1 * np.random.randn(28, 1)
m = X.shape[0]

P = dict(W1=np.random.randn(2, 7), b1=np.random.randn(1, 7) * 0.2,
         W2=np.random.randn(7, 1), b2=np.random.randn(1, 1) * 0.2)

def forward(P):
    H = np.tanh(X @ P["W1"] + P["b1"])
    return H, H @ P["W2"] + P["b2"]

for step in range(500):
    H, out = forward(P)
    penalty = REG * sum((v ** 2).sum() for v in P.values())
    loss = ((out - Y) ** 2).mean() + penalty

    G = {}
    d = 2 * (out - Y) / m
    G["W2"] = H.T @ d + 2 * REG * P["W2"]
    G["b2"] = d.sum(axis=0, keepdims=True) + 2 * REG * P["b2"]
    d = d @ P["W2"].T * (1 - H ** 2)
    G["W1"] = X.T @ d + 2 * REG * P["W1"]
    G["b1"] = d.sum(axis=0, keepdims=True)

    for k, v in G.items():
        P[k] = P[k] - 0.1 * v
    if step % 100 == 0:
        print(step, "loss:", loss, "of which penalty:", penalty)
