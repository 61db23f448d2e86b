# calibrate a 3-axis sensor: raw (3) -> true (3), hidden layer of 3 too
import numpy as np

r = np.random.default_rng(66)
true = r.uniform(-1, 1, size=(40, 3))
M = np.array([[1.1, 0.2, 0.0], [-0.1, 0.9, 0.15], [0.05, 0.1, 1.2]])
raw = true @ M + 0.1 * true ** 3 + 0.01 * r.normal(size=(40, 3))

net = {
    "w1": r.normal(scale=0.7, size=(3, 3)),
    "b1": np.zeros(3),
    "w2": r.normal(scale=0.7, size=(3, 3)),
    "b2": np.zeros(3),
}
grad = {}

for epoch in range(800):
    hid = np.tanh(raw @ net["w1"] + net["b1"])
    est = hid @ net["w2"] + net["b2"]
    res = est - true
    loss = (res ** 2).mean()

    d_est = 2 * res / res.size
    grad["w2"] = d_est.T @ hid
    grad["b2"] = d_est.sum(axis=0)
    d_hid = d_est @ net["w2"].T
    d_pre = d_hid * (1 - hid ** 2)
    grad["w1"] = raw.T @ d_pre
    grad["b1"] = d_pre.sum(axis=0)

    for k in net.keys():
        net[k] -= 0.1 * grad[k]

    if epoch % 100 == 0:
        print("epoch", epoch, "loss", loss)

print("rms error:", np.sqrt((res ** 2).mean()))
