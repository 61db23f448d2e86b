import numpy as np

# two half moons
rng = np.random.default_rng(99)
n = 100
ang = rng.uniform(0, np.pi, n)
lab = np.repeat([0, 1], n // 2)
pts = np.stack([np.cos(ang) + lab, np.sin(ang) * (1 - 2 * lab) + 0.3 * lab], 1)
pts += rng.normal(scale=0.1, size=pts.shape)
Y = lab.reshape(-1, 1)

HID = 12
KEEP = 0.75
W_in = rng.normal(size=(2, HID))
b_in = rng.normal(size=(1, HID)) * 0.1
W_out = rng.normal(size=(HID, 1)) * 0.5
b_out = np.zeros((1, 1))
lr = 0.5

for epoch in range(250):
    z_in = pts @ W_in + b_in
    h = np.maximum(0, z_in)
    mask = (rng.random(h.shape) < KEEP) / KEEP      # inverted dropout
    hd = h * mask
    z_out = hd @ W_out + b_out
    p = 1 / (1 + np.exp(-z_out))
    bce = -np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p))

    delta_out = (p - Y) / n
    dW_out = hd.T @ delta_out
    db_out = delta_out.sum(axis=0, keepdims=True)
    delta_h = delta_out @ W_out.T
    delta_in = delta_h * (z_in > 0)
    dW_in = pts.T @ delta_in
    db_in = delta_in.sum(axis=0, keepdims=True)

    W_out -= lr * dW_out
    b_out -= lr * db_out
    W_in -= lr * dW_in
    b_in -= lr * db_in

    if epoch % 50 == 0:
        print(epoch, "bce", bce)
