import numpy as np

BATCH_SIZE = 6
WEIGHT_DECAY = 0.04
START_RATE = 0.1

rnd = np.random.RandomState(88)
flex = rnd.uniform(-1, 1, (30, 5))          # five flex sensors of a data glove
fingers = np.tanh(flex @ rnd.randn(5, 3)) * 0.8 + 0.02 * rnd.randn(30, 3)

w_h, b_h = rnd.randn(5, 8) * 0.5, np.zeros(8)
w_o, b_o = rnd.randn(8, 3) * 0.5, np.zeros(3)


def next_batch(step):
    s = (step * BATCH_SIZE) % len(flex)
    return flex[s:s + BATCH_SIZE], fingers[s:s + BATCH_SIZE]


for step in range(400):
    rate = START_RATE * 0.99 ** (step // 5)
    xb, yb = next_batch(step)
    hid = 1 / (1 + np.exp(-(xb @ w_h + b_h)))
    out = hid @ w_o + b_o
    loss = 0.5 * np.sum((out - yb) ** 2) / BATCH_SIZE
    loss += 0.5 * WEIGHT_DECAY * (np.sum(w_h * w_h) + np.sum(w_o * w_o))

    d_out = (out - yb) / BATCH_SIZE
    d_hid = d_out @ w_o.T * hid * (1 - hid)
    w_o -= rate * (hid.T @ d_out + WEIGHT_DECAY * w_o)
    b_o -= rate * d_out.sum(axis=0)
    w_h -= rate * (xb.T @ d_hid)
    b_h -= rate * d_hid.sum(axis=0)
    if step % 80 == 0:
        print(f"step {step:4d} rate {rate:.4f} loss {loss:.5f}")
