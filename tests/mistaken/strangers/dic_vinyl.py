import numpy as np

# how worn is the record? crackle rate, wow, flutter, treble loss, age
def make_layers(sizes, rng):
    return [{"W": rng.normal(0, 0.6, (i, o)), "b": np.zeros((1, o)), "act": "tanh"} for i, o in zip(sizes, sizes[1:])]

def forward(layers, x):
    for layer in layers:
        layer["in"] = x
        layer["z"] = x @ layer["W"] + layer["b"]
        x = np.tanh(layer["z"]) if layer["act"] == "tanh" else layer["z"]
        layer["out"] = x
    return x

def backward(layers, grad):
    n = len(grad)
    for layer in layers[::-1]:
        if layer["act"] == "tanh":
            grad = grad * (1 - layer["out"] ** 2)
        layer["dW"] = layer["in"].T @ grad
        layer["db"] = grad.sum(axis=0, keepdims=True) / n
        grad = grad @ layer["W"].T

def sgd(layers, lr):
    for layer in layers:
        layer["W"] -= lr * layer["dW"]
        layer["b"] -= lr * layer["db"]

rng = np.random.default_rng(78)
records = rng.uniform(-1, 1, (18, 5))
worn = 0.3 * np.sum(records[:, :3], axis=1, keepdims=True) + 0.4 * records[:, 4:] ** 2
layers = make_layers([5, 6, 1], rng)
layers[-1]["act"] = "none"
for play in range(500):
    guess = forward(layers, records)
    loss = np.sum((guess - worn) ** 2) / (2 * len(worn))
    backward(layers, (guess - worn) / len(worn))
    sgd(layers, 0.2)
    if play % 100 == 0:
        print("play", play, "loss", loss)
