import numpy as np

text = "hello hello help"
chars = sorted(set(text))
c2i = {ch: i for i, ch in enumerate(chars)}
V, H = len(chars), 5
np.random.seed(57)
P = {"Wxh": np.random.randn(H, V) * 0.3, "Whh": np.random.randn(H, H) * 0.3, "bh": np.zeros(H),
     "Why": np.random.randn(V, H) * 0.3, "by": np.zeros(V)}
inputs = [c2i[c] for c in text[:-1]]
targets = [c2i[c] for c in text[1:]]

def loss_and_grads(P):
    hs = {-1: np.zeros(H)}
    ps, loss = {}, 0.0
    for t, i in enumerate(inputs):
        hs[t] = np.tanh(P["Wxh"][:, i] + P["Whh"] @ hs[t - 1] + P["bh"])
        y = P["Why"] @ hs[t] + P["by"]
        e = np.exp(y - np.max(y))
        ps[t] = e / e.sum()
        loss -= np.log(ps[t][targets[t]])

    G = {k: np.zeros_like(v) for k, v in P.items()}
    dnext = np.zeros(H)
    for t in reversed(range(len(inputs))):
        dy = ps[t].copy()
        dy[targets[t]] -= 1
        G["Why"] += np.outer(dy, hs[t])
        G["by"] += dy
        dh = P["Why"].T @ dy + dnext
        draw = (1 - hs[t] ** 2) * dh
        G["bh"] += draw
        G["Wxh"][:, inputs[t]] += draw
        G["Whh"] += np.outer(draw, hs[t])
        dnext = P["Whh"].T @ draw
    return loss, G

lr = 0.02
for it in range(301):
    loss, G = loss_and_grads(P)
    for k in P:
        P[k] -= lr * G[k]
    if it % 50 == 0:
        print("iter", it, "loss", loss / len(inputs))
