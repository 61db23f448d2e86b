"""Character level RNN, parameters in a dictionary, Adagrad.

Learns to say hello.
"""
import numpy as np

text = "hello hello world hello there world "
chars = sorted(set(text))
char_to_ix = {ch: i for i, ch in enumerate(chars)}
V = len(chars)
H = 12
seq_length = 9
learning_rate = 0.1

np.random.seed(0)
params = {
    "Wxh": np.random.randn(H, V) * 0.1,
    "Whh": np.random.randn(H, H) * 0.1,
    "Why": np.random.randn(V, H) * 0.1,
    "bh": np.zeros((H, 1)),
    "by": np.zeros((V, 1)),
}
memory = {name: np.zeros_like(value) for name, value in params.items()}


def loss_function(inputs, targets, hprev, p):
    """inputs, targets are lists of integers; returns loss, gradients and last hidden state"""
    xs, hs, probs = {}, {-1: np.copy(hprev)}, {}
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((V, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(p["Wxh"], xs[t]) + np.dot(p["Whh"], hs[t - 1]) + p["bh"])
        scores = np.dot(p["Why"], hs[t]) + p["by"]
        e = np.exp(scores - np.max(scores))
        probs[t] = e / np.sum(e)
        loss += -np.log(probs[t][targets[t], 0])

    grads = {name: np.zeros_like(value) for name, value in p.items()}
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(probs[t])
        dy[targets[t]] -= 1
        grads["Why"] += np.dot(dy, hs[t].T)
        grads["by"] += dy
        dh = np.dot(p["Why"].T, dy) + dhnext
        dhraw = (1 - hs[t] * hs[t]) * dh
        grads["bh"] += dhraw
        grads["Wxh"] += np.dot(dhraw, xs[t].T)
        grads["Whh"] += np.dot(dhraw, hs[t - 1].T)
        dhnext = np.dot(p["Whh"].T, dhraw)
    return loss, grads, hs[len(inputs) - 1]


n, position = 0, 0
hprev = np.zeros((H, 1))
smooth_loss = -np.log(1.0 / V) * seq_length
while n < 600:
    if position + seq_length + 1 >= len(text) or n == 0:
        hprev = np.zeros((H, 1))
        position = 0
    inputs = [char_to_ix[ch] for ch in text[position:position + seq_length]]
    targets = [char_to_ix[ch] for ch in text[position + 1:position + seq_length + 1]]
    loss, grads, hprev = loss_function(inputs, targets, hprev, params)
    smooth_loss = smooth_loss * 0.99 + loss * 0.01
    if n % 100 == 0:
        print("iter %d, loss: %f" % (n, smooth_loss))
    for name in params:
        memory[name] += grads[name] ** 2
        params[name] += -learning_rate * grads[name] / np.sqrt(memory[name] + 1e-8)
    position += seq_length
    n += 1
