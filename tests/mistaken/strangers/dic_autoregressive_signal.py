import numpy as np, math

# next value of a noisy signal from the last four ones
sig = np.array([0.6 * math.sin(0.35 * k) + 0.3 * math.cos(0.8 * k) for k in range(40)])
sig += np.random.default_rng(2).normal(0, 0.03, 40)
X = np.stack([sig[k:k + 4] for k in range(36)]).T          # 4 x 36, one window per column
T = sig[4:].reshape(1, 36)

r = np.random.default_rng(3)
P = {1: {"W": r.normal(0, .5, (6, 4)), "b": np.zeros((6, 1))},
     2: {"W": r.normal(0, .5, (1, 6)), "b": np.zeros((1, 1))}}
N = T.shape[1]

def forward(P, X):
    C = {0: X}
    for l in (1, 2):
        C[l] = np.tanh(P[l]["W"] @ C[l - 1] + P[l]["b"])
    return C

def backward(P, C, T):
    G = {1: {}, 2: {}}
    err = (C[2] - T) * 2 / N
    delta = err * (1 - C[2] ** 2)
    G[2]["W"] = delta @ C[1].T
    G[2]["b"] = delta.sum(axis=1, keepdims=True)
    back = P[2]["W"].T @ err
    delta = back * (1 - C[1] ** 2)
    G[1]["W"] = delta @ C[0].T
    G[1]["b"] = delta.sum(axis=1, keepdims=True)
    return G

for epoch in range(300):
    C = forward(P, X)
    loss = np.sum((C[2] - T) ** 2) / N
    G = backward(P, C, T)
    for l in P:
        for what in P[l]:
            P[l][what] -= 0.1 * G[l][what]
    if epoch % 50 == 0:
        print('epoch {:3d}   loss {:.6f}'.format(epoch, loss))
