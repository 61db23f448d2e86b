import numpy as np

rng = np.random.default_rng(10)
K, per_class = 4, 20
y = np.repeat(np.arange(K), per_class)
angle = 2 * np.pi * y / K
X = np.c_[np.cos(angle), np.sin(angle)] + 0.3 * rng.normal(size=(K * per_class, 2))

params = {"W1": rng.normal(0, 0.5, (2, 10)), "b1": np.zeros(10),
          "W2": rng.normal(0, 0.5, (10, K)), "b2": np.zeros(K)}


def loss_grad(p, x, t):
    n = x.shape[0]
    h = np.maximum(0, x @ p["W1"] + p["b1"])
    s = h @ p["W2"] + p["b2"]
    s -= s.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    loss = -logp[np.arange(n), t].mean()

    ds = np.exp(logp)
    ds[np.arange(n), t] -= 1
    ds /= n
    dh = ds @ p["W2"].T
    dh[h <= 0] = 0
    return loss, {"W1": x.T @ dh, "b1": dh.sum(0), "W2": h.T @ ds, "b2": ds.sum(0)}


lr, beta1, beta2, eps = 0.01, 0.9, 0.999, 1e-8
m = {k: np.zeros_like(v) for k, v in params.items()}
v = {k: np.zeros_like(w) for k, w in params.items()}
t = 0
for epoch in range(30):
    order = rng.permutation(len(X))
    total = 0.0
    for start in range(0, len(X), 16):
        idx = order[start:start + 16]
        loss, grads = loss_grad(params, X[idx], y[idx])
        total += loss * len(idx)
        t += 1
        for k in params:
            m[k] = beta1 * m[k] + (1 - beta1) * grads[k]
            v[k] = beta2 * v[k] + (1 - beta2) * grads[k] ** 2
            m_hat = m[k] / (1 - beta1 ** t)
            v_hat = v[k] / (1 - beta2 ** t)
            params[k] -= lr * m_hat / (np.sqrt(v_hat) + eps)
    if epoch % 5 == 0:
        print("epoch", epoch, "loss", total / len(X))
