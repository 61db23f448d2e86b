import numpy as np

rng = np.random.default_rng(44)
X = rng.normal(size=(18, 5))
W = rng.normal(size=(5, 3)) * .4
c = np.zeros(5)
lr = 0.05
tol = 1e-6
last, step = 1e9, 0
while step < 400:
    code = np.tanh(X @ W)
    rec = code @ W.T + c
    loss = 0.5 * np.mean(np.sum((rec - X) ** 2, axis=1))
    d = (rec - X) / len(X)
    gW = d.T @ code
    gc = d.sum(axis=0)
    dcode = (d @ W) * (1 - code ** 2)
    gW = X.T @ dcode
    W -= lr * gW
    c -= lr * gc
    if abs(last - loss) < tol:
        break
    last = loss
    step += 1
print("steps", step, "loss", loss)
