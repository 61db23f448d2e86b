import numpy as np

np.random.seed(30)
T, D, H = 9, 3, 5
x = np.random.randn(T, D, 1)
y = np.random.randn(T, 2, 1)
Wxh = np.random.randn(H, D) * .3
Whh = np.random.randn(H, H) * .3
Why = np.random.randn(2, H) * .3
for it in range(50):
    h = {-1: np.zeros((H, 1))}
    o = {}
    loss = 0
    for t in range(T):
        h[t] = np.tanh(Wxh @ x[t] + Whh @ h[t - 1])
        o[t] = Why @ h[t]
        loss += np.sum((o[t] - y[t]) ** 2) / T
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    carry = np.zeros((H, 1))
    for t in reversed(range(T)):
        do = 2 * (o[t] - y[t])
        dWhy += do @ h[t].T
        dz = (Why.T @ do + carry) * (1 - h[t] ** 2)
        dWxh += dz @ x[t].T
        dWhh += dz @ h[t - 1].T
        carry = Whh.T @ dz
    for w, g in ((Wxh, dWxh), (Whh, dWhh), (Why, dWhy)):
        w -= 0.01 * g
    if it % 10 == 0:
        print(it, loss)
