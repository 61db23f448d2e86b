# Dropout + Adam in a single script. No functions on purpose: read from top to bottom.
import numpy as np

rng = np.random.default_rng(1)

X = rng.normal(size=(72, 4))
labels = ((X[:, 0] + X[:, 1] ** 2) > 0.8).astype(int)
y = labels[:, None].astype(float)

W1 = rng.normal(0, 0.5, (4, 10)); b1 = np.zeros(10)
W2 = rng.normal(0, 0.5, (10, 1)); b2 = np.zeros(1)

theta = [W1, b1, W2, b2]
first_moment = [np.zeros_like(q) for q in theta]
second_moment = [np.zeros_like(q) for q in theta]

p_keep = 0.75
lr, beta1, beta2, tiny = 0.01, 0.9, 0.999, 1e-8

for t in range(1, 601):
    # --- forward with inverted dropout
    pre = X @ W1 + b1
    act = np.maximum(pre, 0.0)
    mask = (rng.random(act.shape) < p_keep) / p_keep
    dropped = act * mask
    logit = dropped @ W2 + b2
    prob = 1 / (1 + np.exp(-logit))
    loss = -np.mean(y * np.log(prob + 1e-12) + (1 - y) * np.log(1 - prob + 1e-12))

    # --- backward
    d_logit = (prob - y) / y.size
    d_W2 = dropped.T @ d_logit
    d_b2 = d_logit.sum(axis=0)
    d_dropped = d_logit @ W2.T
    d_act = d_dropped * mask
    d_pre = d_act * (act > 0)
    d_W1 = X.T @ d_pre
    d_b1 = d_pre.sum(axis=0)

    # --- Adam (in place, so that theta and W1, b1, ... stay the same arrays)
    for i, g in enumerate([d_W1, d_b1, d_W2, d_b2]):
        first_moment[i] = beta1 * first_moment[i] + (1 - beta1) * g
        second_moment[i] = beta2 * second_moment[i] + (1 - beta2) * g * g
        m_hat = first_moment[i] / (1 - beta1 ** t)
        v_hat = second_moment[i] / (1 - beta2 ** t)
        theta[i] -= lr * m_hat / (np.sqrt(v_hat) + tiny)

    if t % 100 == 0:
        print(f"{t:4d}  loss {loss:.4f}")

# evaluation without dropout
prob = 1 / (1 + np.exp(-(np.maximum(X @ W1 + b1, 0) @ W2 + b2)))
print("accuracy:", ((prob > 0.5) == (y > 0.5)).mean())
