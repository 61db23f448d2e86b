# Which fruit is it?  (weight, length) -> apple 0, banana 1, cherry 2.  Softmax regression without NumPy.
import math
import random

random.seed(0)
fruits = [
    (1.5, 0.8, 0), (1.7, 0.9, 0), (1.4, 0.7, 0),
    (1.2, 2.0, 1), (1.1, 1.8, 1), (1.3, 2.2, 1),
    (0.1, 0.2, 2), (0.2, 0.2, 2), (0.1, 0.3, 2),
]
W = [[random.gauss(0, 0.3) for _cls in range(3)] for _inp in range(2)]   # W[input][class]
B = [0.0, 0.0, 0.0]
lr = 0.5

def softmax(scores):
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]

for epoch in range(300):
    loss = 0
    dW = [[0.0] * 3 for _ in range(2)]
    dB = [0.0] * 3
    for weight, length, label in fruits:
        feats = [weight, length]
        scores = [sum(feats[i] * W[i][c] for i in range(2)) + B[c] for c in range(3)]
        probs = softmax(scores)
        loss -= math.log(probs[label]) / len(fruits)
        delta = [p / len(fruits) for p in probs]
        delta[label] -= 1 / len(fruits)
        for c in range(3):
            dB[c] += delta[c]
            for i in range(2):
                dW[i][c] += probs[i] * delta[c]
    for c in range(3):
        B[c] -= lr * dB[c]
        for i in range(2):
            W[i][c] -= lr * dW[i][c]
    if epoch % 100 == 0:
        print("Epoch", epoch, "loss", loss)

for weight, length, label in fruits:
    scores = [weight * W[0][c] + length * W[1][c] + B[c] for c in range(3)]
    print(label, "->", scores.index(max(scores)))
