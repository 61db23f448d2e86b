import numpy as np

gen = np.random.default_rng(13)
X = gen.uniform(0, 1, (30, 2))
T = np.column_stack([X[:, 0] > X[:, 1], X.sum(axis=1) > 1, X[:, 0] < 0.3]).astype(float)
params = dict(w1=gen.normal(size=(2, 5)), c1=np.zeros(5), w2=gen.normal(size=(5, 3)), c2=np.zeros(3))


def logistic(v):
    return 1 / (1 + np.exp(-v))


def forward(x):
    h = logistic(x @ params['w1'] + params['c1'])
    o = logistic(h @ params['w2'] + params['c2'])
    return o, (x, h, o)


def backward(cache, t):
    x, h, o = cache
    do = o - t
    dh = do @ params['w2'].T * h * (1 - h)
    return {'w2': h.T @ do, 'c2': do.sum(0), 'w1': x.T @ dh, 'c1': dh.sum(0)}


def clip(grads, limit=1.0):
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads.values()))
    return {k: g * min(1.0, limit / norm) for k, g in grads.items()}


for n in range(400):
    o, cache = forward(X)
    grads = clip(backward(cache, T))
    for k, g in grads.items():
        params[k] = params[k] - 0.3 * g
    if n % 100 == 0:
        # half the squared error, summed over outputs and samples
        print(n, 0.5 * np.sum((o - T) ** 2))
