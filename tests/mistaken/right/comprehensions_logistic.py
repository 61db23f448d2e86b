import math
import random

random.seed(23)
data = [([random.gauss(0, 1), random.gauss(0, 1)], random.choice([0, 1])) for _ in range(19)]
model = {"w": [0.1, -0.2], "b": 0.0}


def prob(x):
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(model["w"], x)) - model["b"]))


def loss():
    return -sum(math.log(prob(x)) if y else math.log(1 - prob(x)) for x, y in data) / len(data)


def gradient():
    errors = [prob(x) - y for x, y in data]
    return {
        "w": [sum(e * x[k] for e, (x, _) in zip(errors, data)) / len(data) for k in range(2)],
        "b": sum(errors) / len(data),
    }


for _ in range(200):
    current = loss()
    grad = gradient()
    model["w"] = [w - 0.5 * g for w, g in zip(model["w"], grad["w"])]
    model["b"] -= 0.5 * grad["b"]
print("loss", current)
