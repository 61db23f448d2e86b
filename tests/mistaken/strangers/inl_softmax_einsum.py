import numpy as np

rng = np.random.default_rng(11)
N, D, C = 45, 2, 3
centers = np.array([[1., 0.], [-1., 1.], [0., -1.5]])
lab = np.arange(N) % C
X = centers[lab] + 0.5 * rng.standard_normal((N, D))
T = np.eye(C)[lab]

W = rng.standard_normal((D, C)) * 0.1
bias = np.zeros(C)
eta = 0.5

for it in range(200):
    scores = np.einsum('nd,dc->nc', X, W) + bias
    scores = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    P = e / np.einsum('nc->n', e)[:, None]
    loss = -np.einsum('nc,nc->', T, np.log(P)) / N

    delta = (P - T) / N
    gW = np.einsum('nd,nc->dc', X, delta)
    gb = np.einsum('nc->c', delta)

    W = W - eta * gW
    bias = bias - eta * gb

    if it % 20 == 0:
        acc = (P.argmax(1) == lab).mean()
        print(f"{it:4d}  loss {loss:.4f}  acc {acc:.2f}")
