import numpy as np

class_names = ["low", "middle", "high"]
rng = np.random.default_rng(90)
x = rng.normal(size=(33, 3))
score = x @ [1.0, -0.5, 0.8]
labels = np.digitize(score, [-0.6, 0.6])

dims = [3, 8, 5, 3]
P = {}
for i, (a, b) in enumerate(zip(dims[:-1], dims[1:]), start=1):
    P["W" + str(i)] = rng.normal(size=(a, b)) * np.sqrt(2.0 / a)
    P["b" + str(i)] = np.zeros(b)
depth = len(dims) - 1

def loss_fn(P, x, labels, lam=1e-2):
    h = [x]
    for i in range(1, depth):
        h.append(np.maximum(0, h[-1] @ P["W%d" % i] + P["b%d" % i]))
    s = h[-1] @ P["W%d" % depth] + P["b%d" % depth]
    s = s - s.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    n = len(labels)
    loss = -logp[np.arange(n), labels].mean()
    loss += 0.5 * lam * sum(np.sum(P["W%d" % i] ** 2) for i in range(1, depth + 1))

    G = {}
    up = np.exp(logp)
    up[np.arange(n), labels] -= 1
    up /= n
    for i in range(depth, 0, -1):
        G["W%d" % i] = h[i - 1].T @ up + lam * P["W%d" % i]
        G["b%d" % i] = up.sum(axis=0)
        up = (up @ P["W%d" % i].T) * (h[i - 1] > 0)
    return loss, G

for it in range(300):
    loss, G = loss_fn(P, x, labels)
    for k in P:
        P[k] -= 0.2 * G[k]
    if it % 50 == 0:
        print("it", it, "loss", round(float(loss), 4))
