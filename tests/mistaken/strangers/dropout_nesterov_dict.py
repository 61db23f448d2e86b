# dropout + Nesterov momentum
import numpy as np

rng = np.random.default_rng(58)
X = rng.normal(size=(50, 5))
T = np.tanh(X @ rng.normal(size=(5, 2))) + 0.1 * rng.normal(size=(50, 2))

P_DROP = 0.2
MU = 0.9
LR = 0.01
theta = {
    "w_in": rng.normal(scale=0.5, size=(5, 16)),
    "b_in": np.zeros(16),
    "w_out": rng.normal(scale=0.3, size=(16, 2)),
    "b_out": np.zeros(2),
}
vel = {k: np.zeros_like(p) for k, p in theta.items()}


def loss_and_grads(th):
    z = X @ th["w_in"] + th["b_in"]
    keep = rng.uniform(size=z.shape) >= P_DROP
    # switch units off BEFORE the relu: the relu of 0 is 0, so the order does not matter
    z = z * keep
    h = z * (z > 0) / (1 - P_DROP)
    out = h @ th["w_out"] + th["b_out"]
    diff = out - T
    loss = np.sum(diff * diff) / (2 * len(X))
    d_out = diff / len(X)
    d_h = d_out @ th["w_out"].T
    d_z = d_h * (h > 0) / (1 - P_DROP)       # h > 0 only where kept and active
    return loss, {"w_out": h.T @ d_out, "b_out": d_out.sum(0), "w_in": X.T @ d_z, "b_in": d_z.sum(0)}


for step in range(300):
    # look ahead along the velocity, take the gradient there
    ahead = {k: theta[k] + MU * vel[k] for k in theta}
    loss, grads = loss_and_grads(ahead)
    for k in theta:
        vel[k] = MU * vel[k] - LR * grads[k]
        theta[k] = theta[k] + vel[k]
    if step % 60 == 0:
        print("step", step, "loss", round(float(loss), 4))
