import numpy as np

ACT = {
    "tanh": lambda z: np.tanh(z),
    "sigmoid": lambda z: 1.0 / (1.0 + np.exp(-z)),
    "linear": lambda z: z,
}
# derivatives, written with the output a of the activation
DERIV = {
    "tanh": lambda a: 1.0 - a,
    "sigmoid": lambda a: a * (1.0 - a),
    "linear": lambda a: np.ones_like(a),
}

layers = [(2, 6, "tanh"), (6, 4, "sigmoid"), (4, 1, "linear")]
np.random.seed(66)
w = {}
for k, (n_in, n_out, _) in enumerate(layers, 1):
    w["W%i" % k] = np.random.randn(n_in, n_out)
    w["b%i" % k] = np.random.randn(n_out) * 0.1

x = np.random.randn(30, 2)
y = (x[:, 0] * np.cos(x[:, 1])).reshape(-1, 1)

for epoch in range(400):
    a = {0: x}
    for k, (_, _, name) in enumerate(layers, 1):
        a[k] = ACT[name](a[k - 1].dot(w["W%i" % k]) + w["b%i" % k])
    loss = np.square(a[3] - y).mean()

    grads = {}
    da = 2 * (a[3] - y) / y.size
    for k in (3, 2, 1):
        dz = da * DERIV[layers[k - 1][2]](a[k])
        grads["W%i" % k] = a[k - 1].T.dot(dz)
        grads["b%i" % k] = dz.sum(axis=0)
        da = dz.dot(w["W%i" % k].T)

    for name in w:
        w[name] -= 0.1 * grads[name]
    if epoch % 80 == 0:
        print("epoch %d, loss %.6f" % (epoch, loss))
