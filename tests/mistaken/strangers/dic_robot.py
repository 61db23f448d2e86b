import numpy as np

# two joint angles -> hand position (x, y)
rng = np.random.default_rng(71)
angles = rng.uniform(0, 1.5, (30, 2))
hand = np.c_[np.cos(angles[:, 0]) + np.cos(angles.sum(1)), np.sin(angles[:, 0]) + np.sin(angles.sum(1))]
hand += rng.normal(0, 0.01, hand.shape)

weights = {0: rng.normal(0, 0.8, (2, 2)), 1: rng.normal(0, 0.8, (2, 3)), 2: rng.normal(0, 0.8, (3, 2))}
bias = {0: np.zeros(2), 1: np.zeros(3), 2: np.zeros(2)}

def act(z):
    return 1 / (1 + np.exp(-z))

eta = 0.3
for epoch in range(1000):
    a = {0: angles}
    for k in range(3):
        z = a[k] @ weights[k] + bias[k]
        a[k + 1] = act(z) if k < 2 else z
    diff = a[3] - hand
    loss = 0.5 * np.sum(diff ** 2) / len(hand)

    delta = {2: diff / len(hand)}
    for k in (1, 0):
        delta[k] = (delta[k + 1] @ weights[k + 1].T) * a[k + 1] * (1 - a[k + 1])

    grad_w = {}
    grad_w[2] = a[2].T @ delta[2]
    grad_w[1] = a[0].T @ delta[1]
    grad_w[0] = a[0].T @ delta[0]

    for k in range(3):
        weights[k] -= eta * grad_w[k]
        bias[k] -= eta * delta[k].sum(axis=0)
    if epoch % 200 == 0:
        print("epoch", epoch, "loss", loss)
