import random
from math import tanh

random.seed(100)
I, H = 4, 3          # 3 voters + constant
X = [[random.choice([-1, 1]) for _ in range(I - 1)] + [1] for _ in range(11)]
Y = [0.9 if sum(x[:-1]) > 0 else -0.9 for x in X]

V = [[random.uniform(-.5, .5) for i in range(I)] for j in range(H)]
W = [random.uniform(-.5, .5) for j in range(H)]
eta = 0.002

dV = [[0.0] * I for j in range(H)]
dW = [0.0] * H

for epoch in range(200):
    loss = 0.0
    for x, y in zip(X, Y):
        h = [tanh(sum(V[j][i] * x[i] for i in range(I))) for j in range(H)]
        o = sum(W[j] * h[j] for j in range(H))
        loss += (o - y) ** 2
        for j in range(H):
            dW[j] += 2 * (o - y) * h[j]
            common = 2 * (o - y) * W[j] * (1 - h[j] * h[j])
            for i in range(I):
                dV[j][i] += common * x[i]
    for j in range(H):
        W[j] -= eta * dW[j]
        for i in range(I):
            V[j][i] -= eta * dV[j][i]
    if epoch % 25 == 0:
        print("epoch {} loss {}".format(epoch, loss))
