import numpy as np
rng = np.random.default_rng(2718)

# will the machine fail? 5 sensor values -> 0 / 1
X = rng.normal(size=(50, 5))
fail = ((X[:, 0] > 0.3) & (X[:, 1] < 0.5) | (X[:, 4] > 1.2)).astype(float).reshape(-1, 1)

w1 = rng.normal(size=(5, 8)) * 0.4
b1 = np.zeros((1, 8))
w2 = rng.normal(size=(8, 1)) * 0.4
b2 = np.zeros((1, 1))
base_lr = 0.08
size = 10

for epoch in range(80):
    step_size = base_lr / (1 + 0.05 * epoch)      # 1/t decay
    order = rng.permutation(50)
    epoch_loss = 0.0
    for b in range(5):
        rows = order[b * size:(b + 1) * size]
        x, t = X[rows], fail[rows]

        h = np.tanh(x @ w1 + b1)
        p = 1 / (1 + np.exp(-(h @ w2 + b2)))
        batch_loss = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
        epoch_loss += batch_loss / 5

        dp = p - t
        gw2 = h.T @ dp
        gb2 = dp.sum(axis=0, keepdims=True)
        dh = dp @ w2.T * (1 - h ** 2)
        gw1 = x.T @ dh
        gb1 = dh.sum(axis=0, keepdims=True)

        w1 -= step_size * gw1
        b1 -= step_size * gb1
        w2 -= step_size * gw2
        b2 -= step_size * gb2
    if epoch % 10 == 0:
        print(f"epoch {epoch:3d}  step size {step_size:.4f}  loss {epoch_loss:.4f}")
