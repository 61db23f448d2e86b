# Functional style: everything is passed in and handed back.
import numpy as np

def model(x, w1, b1, w2, b2):
    hidden = np.tanh(x @ w1 + b1)
    logits = hidden @ w2 + b2
    probs = 1 / (1 + np.exp(-logits))
    return hidden, probs

def cross_entropy(probs, t):
    return -(t * np.log(probs) + (1 - t) * np.log(1 - probs)).mean()

def gradients(x, t, w2, hidden, probs):
    err = probs - t                        # sigmoid + cross-entropy
    gw2 = hidden.T @ err
    gb2 = err.sum(0)
    back = err @ w2.T * (1 - hidden * hidden)
    gw1 = x.T @ back
    gb1 = back.sum(0)
    return gw1, gb1, gw2, gb2

def step(params, grads, lr):
    return [p - lr * g for p, g in zip(params, grads)]

rng = np.random.default_rng(1000)
x = rng.uniform(-1, 1, (48, 2))
t = np.column_stack([(x[:, 0] * x[:, 1] > 0), (x.sum(axis=1) > 0)]).astype(float)
params = [rng.normal(size=(2, 7)), np.zeros(7), rng.normal(size=(7, 2)) * 0.5, np.zeros(2)]

for epoch in range(500):
    hidden, probs = model(x, *params)
    loss = cross_entropy(probs, t)
    grads = gradients(x, t, params[2], hidden, probs)
    params = step(params, grads, lr=0.01)
    if epoch % 100 == 0:
        print(f"epoch {epoch:4d}   loss {loss:.4f}   acc {((probs > 0.5) == t).mean():.3f}")
