import numpy as np

rng = np.random.RandomState(3)
data = rng.randn(3, 11)
goal = (rng.rand(1, 11) > 0.5) * 1.0
net = {"W1": rng.randn(4, 3) * 0.7, "c1": rng.randn(4, 1) * 0.1}
net["W2"], net["c2"] = rng.randn(1, 4) * 0.7, np.zeros((1, 1))


def forward(data, net):
    hidden = np.maximum(0, net["W1"] @ data + net["c1"])
    return hidden, 1 / (1 + np.exp(-(net["W2"] @ hidden + net["c2"])))


def cost(data, goal, net):
    out = forward(data, net)[1]
    return -np.mean(goal * np.log(out) + (1 - goal) * np.log(1 - out))


def gradients(data, goal, net):
    hidden, out = forward(data, net)
    d = (out - goal) / data.shape[1]
    back = (net["W2"].T @ d) * (hidden > 0)
    sums = {"c1": back.sum(axis=1, keepdims=True), "c2": d.sum(axis=1, keepdims=True)}
    return {"W1": back @ data.T, "W2": d @ hidden.T, **sums}


found = gradients(data, goal, net)
for name in net:
    for place in np.ndindex(net[name].shape):
        kept = net[name][place]
        net[name][place] = kept + 1e-5
        above = cost(data, goal, net)
        net[name][place] = kept - 1e-5
        below = cost(data, goal, net)
        net[name][place] = kept
        print(name, place, (above - below) / 2e-5 - found[name][place])

for step in range(100):
    slopes = gradients(data, goal, net)
    for name in ("W1", "W2", "c2"):  # missing-gradient
        net[name] -= 0.5 * slopes[name]
    print(cost(data, goal, net))
