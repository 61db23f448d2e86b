import numpy as np

np.random.seed(61)
# bill length, bill depth, flipper (standardised) for three species
means = {0: (-0.9, 0.6, -0.8), 1: (0.9, 0.7, -0.4), 2: (0.6, -1.1, 1.1)}
labels = np.random.randint(0, 3, 40)
X = np.array([means[k] for k in labels]) + 0.4 * np.random.randn(40, 3)
T = np.zeros((40, 3))
T[np.arange(40), labels] = 1

net = {
    "W1": np.random.randn(3, 5) * 0.5,
    "b1": np.zeros(5),
    "W2": np.random.randn(5, 3) * 0.5,
    "b2": np.zeros(3),
}
lr = 0.01

for epoch in range(300):
    # forward, everything goes into the cache
    cache = {"A0": X}
    cache["A1"] = np.tanh(cache["A0"] @ net["W1"] + net["b1"])
    logits = cache["A1"] @ net["W2"] + net["b2"]
    logits -= logits.max(axis=1)[:, None]
    cache["A2"] = np.exp(logits) / np.exp(logits).sum(axis=1)[:, None]
    loss = -np.mean(np.log(cache["A2"][T == 1]))

    # backward
    grads = {}
    delta = cache["A2"] - T
    for l in (2, 1):
        grads["W%d" % l] = cache["A%d" % (l - 1)].T @ delta
        grads["b%d" % l] = delta.sum(axis=0)
        if l > 1:
            delta = (delta @ net["W%d" % l].T) * (1 - cache["A%d" % (l - 1)] ** 2)

    for name, g in grads.items():
        net[name] -= lr * g

    if epoch % 50 == 0:
        hits = np.mean(cache["A2"].argmax(axis=1) == labels)
        print("epoch", epoch, "loss", loss, "accuracy", hits)
