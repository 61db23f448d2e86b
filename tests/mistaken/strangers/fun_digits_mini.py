"""Three 3x3 'digits' with noise, softmax output, cross entropy."""
import numpy as np

PICTURES = ["010010010", "111101111", "101010101"]

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1)[:, None])
    return E / E.sum(axis=1)[:, None]

def make_noisy_set(copies, rng):
    base = np.array([[int(ch) for ch in pic] for pic in PICTURES], dtype=float)
    X = np.repeat(base, copies, axis=0)
    labels = np.repeat(np.arange(3), copies)
    return X + rng.normal(0, 0.3, X.shape), np.eye(3)[labels]

def forward(X, model):
    W, b, U, a = model
    H = np.tanh(X @ W + b)
    return H, softmax(H @ U + a)

def loss_fn(P, Y):
    return -np.mean(np.log((P * Y).sum(axis=1)))

def backward(X, Y, H, P, model):
    U = model[2]
    N = X.shape[0]
    delta_o = (P - Y) / N * P * (1 - P)
    dU = H.T @ delta_o
    da = delta_o.sum(axis=0)
    delta_h = (delta_o @ U.T) * (1 - H ** 2)
    dW = X.T @ delta_h
    db = delta_h.sum(axis=0)
    return [dW, db, dU, da]

rng = np.random.default_rng(1)
X, Y = make_noisy_set(7, rng)
model = [rng.normal(0, 0.3, (9, 5)), np.zeros(5), rng.normal(0, 0.3, (5, 3)), np.zeros(3)]

for epoch in range(151):
    H, P = forward(X, model)
    value = loss_fn(P, Y)
    model = [m - 1.0 * g for m, g in zip(model, backward(X, Y, H, P, model))]
    if epoch % 30 == 0:
        print('epoch', epoch, 'loss', value, 'right', int((P.argmax(1) == Y.argmax(1)).sum()))
