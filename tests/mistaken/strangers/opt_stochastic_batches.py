import random
import numpy as np

# Titanic-like toy: [class, sex, age/80] -> survived. Mini-batches of 5 with a decaying learning rate
random.seed(21)
np.random.seed(21)
passengers = []
for _ in range(40):
    cls, sex, age = random.choice([0, 0.5, 1]), random.choice([0, 1]), random.random()
    chance = 0.9 * sex + 0.3 * (1 - cls) - 0.3 * age
    passengers.append((np.array([[cls, sex, age]]), 1.0 if chance + random.gauss(0, 0.1) > 0.45 else 0.0))

weights = [np.random.randn(3, 4), np.random.randn(4, 1)]
biases = [np.zeros((1, 4)), np.zeros((1, 1))]
nabla_w = [np.zeros(w.shape) for w in weights]
nabla_b = [np.zeros(b.shape) for b in biases]
LR = 0.1


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def process_batch(ids):
    loss = 0.0
    for i in ids:
        x, y = passengers[i]
        a1 = sigmoid(x @ weights[0] + biases[0])
        a2 = sigmoid(a1 @ weights[1] + biases[1])
        p = a2[0, 0]
        loss -= (y * np.log(p) + (1 - y) * np.log(1 - p)) / len(ids)
        d2 = (a2 - y) / len(ids)
        d1 = d2 @ weights[1].T * a1 * (1 - a1)
        nabla_w[1] += a1.T @ d2
        nabla_b[1] += d2
        nabla_w[0] += x.T @ d1
        nabla_b[0] += d1
    for k in range(2):
        weights[k] -= LR * nabla_w[k]
        biases[k] -= LR * nabla_b[k]
    return loss


for epoch in range(50):
    ids = list(range(40))
    random.shuffle(ids)
    losses = [process_batch(ids[s:s + 5]) for s in range(0, 40, 5)]
    LR *= 0.95
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", sum(losses) / len(losses))
