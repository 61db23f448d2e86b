import numpy as np

def sigmoid(z):
    return 1/(1+np.exp(-z))

def make_params(shape, rng):
    out = {}
    for i, (a, b) in enumerate(zip(shape, shape[1:]), start=1):
        out[f'w{i}'] = rng.standard_normal((a, b))
        out[f'b{i}'] = rng.standard_normal((1, b))*0.1
    return out

def feed(x, params, n):
    cache = {0: x}
    for i in range(1, n+1):
        cache[i] = sigmoid(cache[i-1] @ params[f'w{i}'] + params[f'b{i}'])
    return cache

def backprop(y, cache, params, n):
    grads = {}
    delta = (cache[n] - y)/y.shape[0]
    for i in range(n, 0, -1):
        grads[f'w{i}'] = cache[i-1].T @ delta
        grads[f'b{i}'] = delta.sum(axis=0, keepdims=True)
        delta = delta @ params[f'w{i}'].T
    return grads

rng = np.random.default_rng(123)
x = rng.uniform(0, 1, (40, 3))          # height, slope, moisture
y = (x[:, [0]] + x[:, [2]] > 1).astype(float)
shape = [3, 5, 4, 1]
params = make_params(shape, rng)
lr = 0.5

for epoch in range(1000):
    cache = feed(x, params, 3)
    loss = -np.mean(y*np.log(cache[3]) + (1-y)*np.log(1-cache[3]))
    grads = backprop(y, cache, params, 3)
    for k in params:
        params[k] = params[k] - lr*grads[k]
    if epoch % 200 == 0:
        print(epoch, loss)
