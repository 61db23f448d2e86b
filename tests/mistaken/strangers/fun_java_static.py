# Ported from BackProp.java (public static void main ...)
import random

import numpy as np


def randomMatrix(rows, cols, rnd):
    m = np.zeros((rows, cols))
    for i in range(rows):
        for j in range(cols):
            m[i][j] = rnd.uniform(-0.8, 0.8)
    return m


def activate(matrix, vector):
    result = np.zeros(matrix.shape[0])
    for i in range(matrix.shape[0]):
        result[i] = np.tanh(np.dot(matrix[i], vector))
    return result


def trainOne(inputVec, expected, first, second, rate):
    hidden = activate(first, inputVec)
    output = activate(second, hidden)
    error = 0.0
    deltaOut = np.zeros(len(output))
    for k in range(len(output)):
        diff = output[k] - expected[k]
        error = error + 0.5 * diff * diff
        deltaOut[k] = diff * (1 - output[k] * output[k])

    deltaHid = np.zeros(len(hidden))
    for j in range(len(hidden)):
        total = 0.0
        for k in range(len(output)):
            second[k][j] -= rate * deltaOut[k] * hidden[j]
            total += deltaOut[k] * second[k][j]
        deltaHid[j] = total * (1 - hidden[j] * hidden[j])

    for j in range(len(hidden)):
        for i in range(len(inputVec)):
            first[j][i] -= rate * deltaHid[j] * inputVec[i]
    return error


rnd = random.Random(12)
samples = [[rnd.random(), rnd.random(), 1.0] for _ in range(9)]
wanted = [[s[0] - s[1], 0.5 * s[0] * s[1]] for s in samples]
first = randomMatrix(4, 3, rnd)
second = randomMatrix(2, 4, rnd)

for epoch in range(200):
    sumError = 0.0
    for inputVec, expected in zip(samples, wanted):
        sumError += trainOne(inputVec, expected, first, second, 0.2)
    if epoch % 40 == 0:
        print("epoch " + str(epoch) + " error " + str(sumError))
