# Half adder: inputs a, b; outputs sum and carry
import numpy as np

np.random.seed(5)
X = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
T = np.array([[0., 0.], [1., 0.], [1., 0.], [0., 1.]])

p = dict(W1=np.random.randn(2, 4), b1=np.zeros(4), W2=np.random.randn(4, 2), b2=np.zeros(2))

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def loss_and_grads(p):
    h = sigmoid(X @ p["W1"] + p["b1"])
    o = sigmoid(h @ p["W2"] + p["b2"])
    loss = np.sum((o - T) ** 2) / 2
    g = {}
    d2 = (o - T) * o * (1 - o)
    g["W2"] = h.T @ d2
    g["b2"] = d2.sum(axis=0)
    d1 = (d2 @ p["W2"].T) * h * (1 - h)
    g["W1"] = X.T @ d1
    g["b1"] = d1.sum(axis=0)
    return loss, g, o

for epoch in range(4000):
    loss, g, o = loss_and_grads(p)
    for name in ("W2", "b2", "W1"):
        p[name] -= 0.8 * g[name]
    if epoch % 800 == 0:
        print("epoch", epoch, "loss", loss)

print(o.round(2))
