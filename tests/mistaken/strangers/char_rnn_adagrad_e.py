"""Minimal character-level RNN, parameters and gradients in dicts, Adagrad."""
import numpy as np

text = "the cat sat on the mat and the rat sat on the cat "
chars = sorted(set(text))
V = len(chars)
to_ix = {ch: i for i, ch in enumerate(chars)}
H, SEQ = 6, 8

np.random.seed(0)
model = {"Wxh": np.random.randn(H, V) * 0.1, "Whh": np.random.randn(H, H) * 0.1,
         "Why": np.random.randn(V, H) * 0.1, "bh": np.zeros((H, 1)), "by": np.zeros((V, 1))}
memory = {k: np.zeros_like(v) for k, v in model.items()}

def lossFun(inputs, targets, hprev):
    xs, hs, ps = {}, {-1: np.copy(hprev)}, {}
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((V, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(model["Wxh"] @ xs[t] + model["Whh"] @ hs[t-1] + model["bh"])
        ys = model["Why"] @ hs[t] + model["by"]
        ps[t] = np.exp(ys) / np.sum(np.exp(ys))
        loss += -np.log(ps[t][targets[t], 0])
    grads = {k: np.zeros_like(v) for k, v in model.items()}
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        grads["Why"] += dy @ hs[t].T
        grads["by"] += dy
        draw = model["Why"].T @ dy + dhnext
        grads["bh"] += draw
        grads["Wxh"] += draw @ xs[t].T
        grads["Whh"] += draw @ hs[t-1].T
        dhnext = model["Whh"].T @ draw
    for g in grads.values():
        np.clip(g, -50, 50, out=g)
    return loss, grads, hs[len(inputs) - 1]

h = np.full((H, 1), 0.05)
pos, smooth = 0, SEQ * np.log(V)
for n in range(400):
    if pos + SEQ + 1 >= len(text):
        h, pos = np.full((H, 1), 0.05), 0
    inputs = [to_ix[c] for c in text[pos:pos + SEQ]]
    targets = [to_ix[c] for c in text[pos + 1:pos + SEQ + 1]]
    loss, grads, h = lossFun(inputs, targets, h)
    smooth = 0.99 * smooth + 0.01 * loss
    for k in model:
        memory[k] += grads[k] ** 2
        model[k] -= 0.1 * grads[k] / np.sqrt(memory[k] + 1e-8)
    pos += SEQ
    if n % 100 == 0:
        print(n, smooth)
