import numpy as np

rng = np.random.default_rng(24)
x = rng.uniform(-1, 1, (22, 2))
t = np.exp(-x[:, :1] ** 2) * x[:, 1:] + rng.normal(0, 0.02, (22, 1))

def sigma(z):
    return 1 / (1 + np.exp(-z))

P = [rng.normal(size=(2, 6)), np.zeros((1, 6)), rng.normal(size=(6, 1)), np.zeros((1, 1))]
M = [np.zeros(p.shape) for p in P]
S = [np.zeros(p.shape) for p in P]
beta1, beta2, eps, lr = 0.9, 0.999, 1e-8, 0.02

for step in range(1, 501):
    z = x @ P[0] + P[1]
    a = sigma(z)
    y = a @ P[2] + P[3]
    loss = np.mean((y - t) ** 2)

    dy = 2 * (y - t) / len(t)
    dz = dy @ P[2].T * z * (1 - z)
    G = [x.T @ dz, dz.sum(axis=0, keepdims=True), a.T @ dy, dy.sum(axis=0, keepdims=True)]

    for i, g in enumerate(G):
        M[i] = beta1 * M[i] + (1 - beta1) * g
        S[i] = beta2 * S[i] + (1 - beta2) * g ** 2
        m_hat = M[i] / (1 - beta1 ** step)
        s_hat = S[i] / (1 - beta2 ** step)
        P[i] -= lr * m_hat / (np.sqrt(s_hat) + eps)

    if step % 100 == 0:
        print(f"step {step}  loss {loss:.5f}")
