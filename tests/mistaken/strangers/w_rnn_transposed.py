import numpy as np

text = "to be or not to be that is the question " * 2
ix = {c: i for i, c in enumerate(sorted(set(text)))}
V, H, L = len(ix), 10, 6
rs = np.random.RandomState(0)
Wxh, Whh, Why = rs.randn(H, V) * .2, rs.randn(H, H) * .2, rs.randn(V, H) * .2
bh, by = np.zeros((H, 1)), np.zeros((V, 1))


def step(inputs, targets, hprev):
    hs, ps, loss = {-1: hprev}, {}, 0.0
    for t, c in enumerate(inputs):
        hs[t] = np.tanh(Wxh[:, [c]] + Whh @ hs[t - 1] + bh)
        s = Why @ hs[t] + by
        ps[t] = np.exp(s) / np.exp(s).sum()
        loss -= np.log(ps[t][targets[t], 0])
    gWxh, gWhh, gWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    gbh, gby = np.zeros_like(bh), np.zeros_like(by)
    back = np.zeros((H, 1))
    for t in reversed(range(len(inputs))):
        d = ps[t].copy()
        d[targets[t]] -= 1
        gWhy += d @ hs[t].T
        gby += d
        dh = (Why.T @ d + back) * (1 - hs[t] ** 2)
        gbh += dh
        gWxh[:, [inputs[t]]] += dh
        gWhh += dh @ hs[t - 1].T
        back = Whh @ dh
    return loss, (gWxh, gWhh, gWhy, gbh, gby), hs[len(inputs) - 1]


h = np.zeros((H, 1))
mem = [np.zeros_like(w) for w in (Wxh, Whh, Why, bh, by)]
for n in range(150):
    p = (n * L) % (len(text) - L - 1)
    inp = [ix[c] for c in text[p:p + L]]
    tgt = [ix[c] for c in text[p + 1:p + L + 1]]
    loss, grads, h = step(inp, tgt, h)
    for w, g, m in zip((Wxh, Whh, Why, bh, by), grads, mem):
        m += g * g
        w -= 0.1 * g / np.sqrt(m + 1e-8)
    if n % 50 == 0:
        print(n, loss)
