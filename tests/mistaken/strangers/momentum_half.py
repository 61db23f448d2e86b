"""SGD with momentum on dictionaries; reports the RMSE-style mean of squares per output."""
import numpy as np

rnd = np.random.RandomState(16)
inp = rnd.rand(22, 2)
out = np.stack((inp[:, 0] ** 2, inp[:, 1], inp[:, 0] * inp[:, 1]), 1)

weights = {
    'in': rnd.randn(2, 5),
    'in_bias': np.zeros(5),
    'out': rnd.randn(5, 3),
    'out_bias': np.zeros(3),
}
velocity = {name: np.zeros_like(w) for name, w in weights.items()}
mu, lr = 0.9, 0.05


def run(x):
    h = 1 / (1 + np.exp(-(x @ weights['in'] + weights['in_bias'])))
    return h, h @ weights['out'] + weights['out_bias']


def grads_for(x, t):
    h, y = run(x)
    # gradient of 1/(2 n) * sum of squares
    d = (y - t) / x.shape[0]
    back = d @ weights['out'].T * h * (1 - h)
    return {
        'out': h.T @ d,
        'out_bias': d.sum(axis=0),
        'in': x.T @ back,
        'in_bias': back.sum(axis=0),
    }


for epoch in range(300):
    mse = ((run(inp)[1] - out) ** 2).mean()
    g = grads_for(inp, out)
    for name in weights:
        velocity[name] = mu * velocity[name] - lr * g[name]
        weights[name] = weights[name] + velocity[name]
    if epoch % 60 == 59:
        print(epoch + 1, mse)
