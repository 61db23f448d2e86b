import numpy as np

rng = np.random.default_rng(2024)
MILES = np.linspace(0, 2, 25).reshape(-1, 1)
KM = 1.609 * MILES
LR = 0.02

W_a = rng.normal(size=(1, 3))
b_a = rng.normal(size=(1, 1))
W_b = rng.normal(size=(3, 1))
b_b = rng.normal(size=(1, 1))


def fwd():
    global hid, pred, loss_value
    hid = np.tanh(MILES @ W_a + b_a)
    pred = hid @ W_b + b_b
    loss_value = np.mean(np.square(pred - KM))


def bwd():
    global gW_a, gb_a, gW_b, gb_b
    g_pred = 2 * (pred - KM) / len(KM)
    gW_b = hid.T @ g_pred
    gb_b = g_pred.sum(axis=0, keepdims=True)
    g_hid = g_pred @ W_b.T * (1 - hid ** 2)
    gW_a = MILES.T @ g_hid
    gb_a = g_hid.sum(axis=0, keepdims=True)


def upd():
    global W_a, b_a, W_b, b_b
    W_a = W_a - LR * gW_a
    b_a = b_a - LR * gb_a
    W_b = W_b - LR * gW_b
    b_b = b_b - LR * gb_b


for step in range(300):
    fwd()
    bwd()
    upd()
    if step % 50 == 0:
        print(step, loss_value)
