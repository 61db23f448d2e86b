# letters T and L on a 3x3 grid, with dropout on the hidden layer
import numpy as np

rng = np.random.default_rng(20)
T_ = [1, 1, 1, 0, 1, 0, 0, 1, 0]
L_ = [1, 0, 0, 1, 0, 0, 1, 1, 1]
X = np.array([T_] * 9 + [L_] * 9, dtype=float) + rng.normal(0, 0.4, (18, 9))
y = np.array([1.0] * 9 + [0.0] * 9).reshape(-1, 1)

keep = 0.75
rate = 0.2

def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))

def train_pass(x, y, W, b, V, c):
    h = np.tanh(x @ W + b)
    mask = (rng.random(h.shape) < keep) / keep
    hd = h * mask
    p = sigmoid(hd @ V + c)
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, h, hd, p, mask

def gradients(x, y, V, h, hd, p, mask):
    dout = (p - y) / y.shape[0]
    dV = hd.T @ dout
    dc = dout.sum(axis=0)
    dh = dout @ V.T
    dpre = dh * (1 - h ** 2)
    return x.T @ dpre, dpre.sum(axis=0), dV, dc

W = rng.normal(0, 0.3, (9, 8))
b = np.zeros(8)
V = rng.normal(0, 0.3, (8, 1))
c = np.zeros(1)

running = None
for epoch in range(200):
    loss, h, hd, p, mask = train_pass(X, y, W, b, V, c)
    gW, gb, gV, gc = gradients(X, y, V, h, hd, p, mask)
    W -= rate * gW
    b -= rate * gb
    V -= rate * gV
    c -= rate * gc
    running = loss if running is None else 0.9 * running + 0.1 * loss
    if epoch % 40 == 0:
        print(epoch, "loss (smoothed)", running)

test = sigmoid(np.tanh(X @ W + b) @ V + c)
print("without dropout:", np.mean((test > 0.5) == y))
