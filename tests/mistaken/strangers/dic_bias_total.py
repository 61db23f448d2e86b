import numpy as np

rng = np.random.RandomState(71)
N = 33
t = rng.uniform(0, 1, (N, 2))
cls = (t[:, 0] + t[:, 1] > 1).astype(int) + (t[:, 0] > t[:, 1]).astype(int)
onehot = np.zeros((N, 3))
onehot[np.arange(N), cls] = 1.0

params = {
    'W1': rng.randn(2, 6),
    'b1': rng.randn(6) * 0.01,
    'W2': rng.randn(6, 3) * 0.4,
    'b2': rng.randn(3) * 0.01,
}
lr = 0.5

def softmax(a):
    ex = np.exp(a - a.max(axis=-1, keepdims=True))
    return ex / ex.sum(axis=-1, keepdims=True)

for epoch in range(600):
    cache = {}
    cache['a1'] = t.dot(params['W1']) + params['b1']
    cache['h1'] = np.log1p(np.exp(cache['a1']))     # softplus
    cache['p'] = softmax(cache['h1'].dot(params['W2']) + params['b2'])
    loss = -np.sum(onehot * np.log(cache['p'])) / N

    grads = {}
    d2 = (cache['p'] - onehot) / N
    grads['W2'] = cache['h1'].T.dot(d2)
    grads['b2'] = np.sum(d2, axis=0)
    d1 = d2.dot(params['W2'].T) / (1 + np.exp(-cache['a1']))
    grads['W1'] = t.T.dot(d1)
    grads['b1'] = np.sum(d1)

    for key in sorted(params):
        params[key] = params[key] - lr * grads[key]
    if epoch % 100 == 0:
        print("epoch", epoch, "loss", loss)
print("accuracy", np.mean(cache['p'].argmax(axis=1) == cls))
