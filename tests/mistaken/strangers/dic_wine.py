import numpy as np

# three wine makers, four measurements, examples are columns
rng = np.random.default_rng(55)
maker = np.arange(27) % 3
X = rng.normal(size=(4, 27)) * 0.7 + np.array([[1, -1, 0], [0, 1, -1], [0.5, 0, 1], [0, 0, 0]])[:, maker]
Y = np.eye(3)[maker].T
m = 27

net = {
    "W1": rng.normal(size=(6, 4)) * 0.5,
    "b1": np.zeros((6, 1)),
    "W2": rng.normal(size=(3, 6)) * 0.5,
    "b2": np.zeros((3, 1)),
}

for i in range(401):
    fwd = {}
    fwd["A1"] = np.tanh(net["W1"] @ X + net["b1"])
    S = net["W2"] @ fwd["A1"] + net["b2"]
    E = np.exp(S - S.max(axis=0))
    fwd["A2"] = E / E.sum(axis=0)
    loss = -np.sum(Y * np.log(fwd["A2"])) / m

    d = {}
    dS = (fwd["A2"] - Y) / m
    d["W2"] = dS @ fwd["A1"].T
    d["b2"] = np.sum(dS, axis=1, keepdims=True)
    dA = net["W2"].T @ dS * (1 - fwd["A1"] ** 2)
    d["W1"] = dA @ X.T
    d["b1"] = np.sum(dA, keepdims=True)

    for name in net:
        net[name] -= 0.4 * d[name]
    if i % 100 == 0:
        right = np.mean(fwd["A2"].argmax(axis=0) == maker)
        print(f"{i}: loss {loss:.4f}, correct {right:.2f}")
