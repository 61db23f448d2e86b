import numpy as np

np.random.seed(40)
# temperature and pulse (standardised), ill or not
X = np.random.randn(24, 2)
Y = (X[:, :1] + 0.7 * X[:, 1:] + 0.3 * np.random.randn(24, 1) > 0.2).astype(float)

weights = {"hidden": np.random.randn(2, 3), "out": np.random.randn(3, 1)}
biases = {"hidden": np.zeros(3), "out": np.zeros(1)}

def sigmoid(t):
    return 1 / (1 + np.exp(-t))

def cost(P):
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(P))

for step in range(500):
    acts = {}
    acts["hidden"] = sigmoid(X @ weights["hidden"] + biases["hidden"])
    acts["out"] = sigmoid(acts["hidden"] @ weights["out"] + biases["out"])

    delta = {}
    delta["out"] = (acts["out"] - Y) / len(Y)
    delta["hidden"] = delta["out"] @ weights["out"].T * acts["hidden"] * (1 - acts["hidden"])

    if step % 100 == 0:
        print("step", step, "cost", cost(acts["out"]))

    before = {"hidden": X, "out": acts["hidden"]}
    for layer in ("out", "hidden"):
        weights[layer] -= 1.0 * before[layer].T @ delta[layer]
        biases[layer] -= 1.0 * delta[layer].sum(axis=0)
