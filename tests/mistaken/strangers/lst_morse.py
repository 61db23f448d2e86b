import random
from math import tanh, exp, log

# dot or dash? lengths of pulse, pause before, pause after (in units, centred)
random.seed(81)
pulses, labels = [], []
for _ in range(22):
    dash = random.random() < .5
    pulses.append([random.gauss(.8 if dash else -.8, .6), random.gauss(0, .5), random.gauss(0, .5)])
    labels.append(int(dash))

hidden_size = 3
w1 = [[random.gauss(0, .8) for _ in range(3)] for _ in range(hidden_size)]
b1 = [.0] * hidden_size
w2 = [random.gauss(0, .8) for _ in range(hidden_size)]
b2 = [.0]
lr = .3
N = len(pulses)

def predict(x):
    hidden = []
    for row, bias in zip(w1, b1):
        hidden.append(tanh(sum(a * b for a, b in zip(row, x)) + bias))
    logit = sum(a * b for a, b in zip(w2, hidden)) + b2[0]
    return hidden, 1 / (1 + exp(-logit))

def cross_entropy():
    result = 0
    for x, y in zip(pulses, labels):
        prob = predict(x)[1]
        result -= log(prob) if y else log(1 - prob)
    return result / N

for epoch in range(151):
    gw1 = [[0] * 3 for _ in w1]
    gb1 = [0] * hidden_size
    gw2 = [0] * hidden_size
    gb2 = 0
    for x, y in zip(pulses, labels):
        hidden, prob = predict(x)
        e = (prob - y) / N
        gb2 += e
        for j, h in enumerate(hidden):
            gw2[j] += e * h
            dj = e * w2[j] * (1 - h * h)
            gb1[j] += dj
            for i in range(3):
                gw1[j][i] += dj * hidden[i]
    b2[0] -= lr * gb2
    for j in range(hidden_size):
        w2[j] -= lr * gw2[j]
        b1[j] -= lr * gb1[j]
        for i in range(3):
            w1[j][i] -= lr * gw1[j][i]
    if epoch % 30 == 0:
        print(epoch, cross_entropy())
