import numpy as np

def softmax(a):
    e = np.exp(a - np.max(a, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)

rng = np.random.RandomState(5)
digits = rng.rand(4, 12) > 0.5                      # four "digits" of 12 pixels
labels = rng.randint(0, 4, 80)
images = digits[labels] + rng.normal(0, 0.5, (80, 12))

net = {"W1": rng.normal(0, 0.3, (12, 9)), "b1": np.zeros(9),
       "W2": rng.normal(0, 0.3, (9, 4)), "b2": np.zeros(4)}
base_rate, B = 0.02, 16

for epoch in range(30):
    rate = base_rate * 0.5 ** (epoch // 10)
    perm = rng.permutation(80)
    for k in range(0, 80, B):
        x, y = images[perm[k:k+B]], labels[perm[k:k+B]]
        h = 1 / (1 + np.exp(-(x.dot(net["W1"]) + net["b1"])))
        p = softmax(h.dot(net["W2"]) + net["b2"])
        data_loss = np.mean(-np.log(p[range(B), y]))

        delta = p
        delta[range(B), y] -= 1
        g = {"W2": h.T.dot(delta), "b2": delta.sum(axis=0)}
        delta = delta.dot(net["W2"].T) * h * (1 - h)
        g.update(W1=x.T.dot(delta), b1=delta.sum(axis=0))
        for name in g:
            net[name] -= rate * g[name]
    if epoch % 5 == 0:
        print("epoch %2d rate %.4f loss %.4f" % (epoch, rate, data_loss))
