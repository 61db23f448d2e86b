import numpy as np

# snake bot: 6 sensors (wall / food left, ahead, right) -> left, ahead, right; imitates my own moves
def adam(theta, grads, state, lr=0.02):
    state["t"] += 1
    for i, g in enumerate(grads):
        state["m"][i] = 0.9 * state["m"][i] + 0.1 * g
        state["v"][i] = 0.99 * state["v"][i] + 0.01 * g * g
        mhat = state["m"][i] / (1 - 0.9 ** state["t"])
        vhat = state["v"][i] / (1 - 0.99 ** state["t"])
        theta[i] -= lr * mhat / (np.sqrt(vhat) + 1e-8)

rng = np.random.RandomState(30)
sensors = rng.uniform(0, 1, (45, 6))
moves = np.argmax(sensors[:, 3:] - sensors[:, :3] + 0.1 * rng.randn(45, 3), axis=1)

theta = [rng.randn(6, 6) * 0.5, np.zeros(6), rng.randn(6, 6) * 0.5, np.zeros(6), rng.randn(6, 3) * 0.5, np.zeros(3)]
state = {"t": 0, "m": [0.0] * 6, "v": [0.0] * 6}

for game in range(120):
    pick = rng.choice(45, 15, replace=False)
    x, y = sensors[pick], moves[pick]
    W1, b1, W2, b2, W3, b3 = theta
    h1 = np.tanh(x @ W1 + b1)
    h2 = np.tanh(h1 @ W2 + b2)
    s = h2 @ W3 + b3
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(15), y]).sum()

    p[np.arange(15), y] -= 1
    e2 = (p @ W3.T) * (1 - h2 ** 2)
    e1 = (e2 @ W2.T) * (1 - h1 ** 2)
    gW2 = e2.T @ h1
    grads = [x.T @ e1, e1.sum(0), gW2, e2.sum(0), h2.T @ p, p.sum(0)]
    adam(theta, grads, state)
    if game % 20 == 0:
        print("game", game, "loss", loss)
