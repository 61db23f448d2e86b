import numpy as np

def init_params(n_x, n_h, n_y, seed=3):
    rng = np.random.default_rng(seed)
    return {"W1": rng.normal(size=(n_x, n_h)) * 0.4, "b1": np.zeros((1, n_h)),
            "W2": rng.normal(size=(n_h, n_y)) * 0.4, "b2": np.zeros((1, n_y))}

def forward(X, params):
    Z1 = X @ params["W1"] + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = A1 @ params["W2"] + params["b2"]
    return Z2, {"A1": A1}

def backward(X, Y, out, cache, params):
    m = X.shape[0]
    grads = {}
    dZ2 = (out - Y) / m
    grads["dW2"] = 2 * cache["A1"].T @ dZ2
    grads["db2"] = np.sum(dZ2, axis=0, keepdims=True)
    dZ1 = dZ2 @ params["W2"].T * (1 - np.square(cache["A1"]))
    grads["dW1"] = X.T @ dZ1
    grads["db1"] = np.sum(dZ1, axis=0, keepdims=True)
    return grads

rng = np.random.default_rng(33)
X = rng.uniform(-2, 2, (72, 2))
Y = np.hstack([np.sin(X[:, :1]), X[:, 1:] ** 2 / 4])

params = init_params(2, 9, 2)
m_t = {k: np.zeros_like(v) for k, v in params.items()}
v_t = {k: np.zeros_like(v) for k, v in params.items()}
beta1, beta2, eps, alpha = 0.9, 0.999, 1e-8, 0.02

for t in range(1, 301):
    out, cache = forward(X, params)
    loss = np.sum((out - Y) ** 2) / (2 * X.shape[0])
    grads = backward(X, Y, out, cache, params)
    for k in params:
        g = grads["d" + k]
        m_t[k] = beta1 * m_t[k] + (1 - beta1) * g
        v_t[k] = beta2 * v_t[k] + (1 - beta2) * g * g
        m_hat = m_t[k] / (1 - beta1 ** t)
        v_hat = v_t[k] / (1 - beta2 ** t)
        params[k] = params[k] - alpha * m_hat / (np.sqrt(v_hat) + eps)
    if t % 60 == 0:
        print(f"t={t} loss={loss:.5f}")
