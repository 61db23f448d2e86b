import math
import random as rnd

rnd.seed(100)
LEARNING_RATE = 0.1
FEATURES, HIDDEN, CLASSES = 2, 4, 3

samples = []
for label, (cx, cy) in enumerate([(1.0, 0.0), (-0.5, 0.9), (-0.5, -0.9)]):
    for _ in range(8):
        samples.append(([cx + rnd.gauss(0, 0.25), cy + rnd.gauss(0, 0.25)], label))

hidden_weights = [[rnd.gauss(0, 0.5) for _ in range(FEATURES)] for _ in range(HIDDEN)]
hidden_bias = [0.1] * HIDDEN
output_weights = [[rnd.gauss(0, 0.5) for _ in range(HIDDEN)] for _ in range(CLASSES)]
output_bias = [0.0] * CLASSES


def predict(x):
    hidden = []
    for weights, bias in zip(hidden_weights, hidden_bias):
        hidden.append(max(0.0, bias + sum(w * v for w, v in zip(weights, x))))
    logits = [bias + sum(w * h for w, h in zip(weights, hidden))
              for weights, bias in zip(output_weights, output_bias)]
    biggest = max(logits)
    exps = [math.exp(z - biggest) for z in logits]
    return hidden, [v / sum(exps) for v in exps]


def cross_entropy(probs, label):
    return -math.log(probs[label])


def backpropagate(x, hidden, probs, label):
    d_logits = [p - (1 if k == label else 0) for k, p in enumerate(probs)]
    d_hidden = []
    for j in range(HIDDEN):
        g = d_logits[label] * output_weights[label][j]
        d_hidden.append(g if hidden[j] > 0 else 0.0)
    for k in range(CLASSES):
        for j in range(HIDDEN):
            output_weights[k][j] -= LEARNING_RATE * d_logits[k] * hidden[j]
        output_bias[k] -= LEARNING_RATE * d_logits[k]
    for j in range(HIDDEN):
        for i in range(FEATURES):
            hidden_weights[j][i] -= LEARNING_RATE * d_hidden[j] * x[i]
        hidden_bias[j] -= LEARNING_RATE * d_hidden[j]


for epoch in range(40):
    rnd.shuffle(samples)
    loss = 0.0
    for x, label in samples:
        hidden, probs = predict(x)
        loss += cross_entropy(probs, label)
        backpropagate(x, hidden, probs, label)
    if epoch % 8 == 0:
        print("epoch", epoch, "average loss", round(loss / len(samples), 4))
