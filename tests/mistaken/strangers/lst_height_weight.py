import math
import random

# Predict gender from weight and height (shifted), every weight by its own name
data = [(-2, -1), (25, 6), (17, 4), (-15, -6), (5, 2), (-9, -3)]
data = [(a / 10, b / 5) for a, b in data]
all_y_trues = [1, 0, 0, 1, 0, 1]

def sigmoid(x):
    return 1 / (1 + math.exp(-x))

def deriv_sigmoid(x):
    fx = sigmoid(x)
    return fx * (1 - fx)

random.seed(18)
w1, w2, w3, w4, w5, w6 = [random.gauss(0, 1) for _ in range(6)]
b1, b2, b3 = [random.gauss(0, 1) for _ in range(3)]
learn_rate = 0.1

for epoch in range(500):
    loss = 0
    for x, y_true in zip(data, all_y_trues):
        sum_h1 = w1 * x[0] + w2 * x[1] + b1
        h1 = sigmoid(sum_h1)
        sum_h2 = w3 * x[0] + w4 * x[1] + b2
        h2 = sigmoid(sum_h2)
        sum_o1 = w5 * h1 + w6 * h2 + b3
        y_pred = sigmoid(sum_o1)
        loss += (y_true - y_pred) ** 2

        d_L_d_ypred = -2 * (y_true - y_pred)
        d_o1 = d_L_d_ypred * deriv_sigmoid(sum_o1)
        d_h1 = w5 * d_o1 * deriv_sigmoid(sum_h1)
        d_h2 = -w6 * d_o1 * deriv_sigmoid(sum_h2)

        w1 -= learn_rate * d_h1 * x[0]
        w2 -= learn_rate * d_h1 * x[1]
        b1 -= learn_rate * d_h1
        w3 -= learn_rate * d_h2 * x[0]
        w4 -= learn_rate * d_h2 * x[1]
        b2 -= learn_rate * d_h2
        w5 -= learn_rate * d_o1 * h1
        w6 -= learn_rate * d_o1 * h2
        b3 -= learn_rate * d_o1

    if epoch % 100 == 0:
        print("Epoch %d loss: %.4f" % (epoch, loss))
