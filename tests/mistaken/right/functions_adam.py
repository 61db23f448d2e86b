import numpy as np

rng = np.random.default_rng(21)


def forward(params, x):
    w1, b1, w2, b2 = params
    h = np.tanh(x @ w1 + b1)
    return h, h @ w2 + b2


def loss_fn(params, x, y):
    _, out = forward(params, x)
    return 0.5 * np.mean(np.sum(np.square(out - y), axis=1))


def grad_fn(params, x, y):
    w1, b1, w2, b2 = params
    h, out = forward(params, x)
    n = x.shape[0]
    dout = (out - y) / n
    dw2 = np.einsum("nh,no->ho", h, dout)
    db2 = np.einsum("no->o", dout)
    dh = np.einsum("no,ho->nh", dout, w2)
    dpre = dh * (1 - np.square(h))
    dw1 = np.einsum("ni,nh->ih", x, dpre)
    db1 = np.einsum("nh->h", dpre)
    return [dw1, db1, dw2, db2]


x = rng.uniform(-1, 1, (27, 3))
y = np.hstack([np.sin(2 * x[:, :1]), x[:, 1:2] * x[:, 2:3]])
params = [
    rng.normal(0, 0.5, (3, 5)),
    np.zeros(5),
    rng.normal(0, 0.5, (5, 2)),
    np.zeros(2),
]
m = [np.zeros_like(p) for p in params]
v = [np.zeros_like(p) for p in params]
lr, beta1, beta2, eps = 0.01, 0.9, 0.999, 1e-8

for t in range(1, 301):
    grads = grad_fn(params, x, y)
    loss = loss_fn(params, x, y)
    for i, g in enumerate(grads):
        m[i] = beta1 * m[i] + (1 - beta1) * g
        v[i] = beta2 * v[i] + (1 - beta2) * g**2
        m_hat = m[i] / (1 - beta1**t)
        v_hat = v[i] / (1 - beta2**t)
        params[i] -= lr * m_hat / (np.sqrt(v_hat) + eps)

print("loss", loss)
