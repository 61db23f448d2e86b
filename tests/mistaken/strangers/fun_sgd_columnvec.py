import numpy as np
import random

# follows the famous online book, one training pair (column vectors) at a time
random.seed(0)
np.random.seed(0)

sizes = [2, 4, 2]
biases = [np.random.randn(k, 1) for k in sizes[1:]]
weights = [np.random.randn(k, j) for j, k in zip(sizes[:-1], sizes[1:])]
eta = 0.5

def sigmoid(z):
    return 1.0/(1.0+np.exp(-z))

def sigmoid_prime(z):
    return sigmoid(z)*(1-sigmoid(z))

def feedforward(a):
    for b, w in zip(biases, weights):
        a = sigmoid(np.dot(w, a)+b)
    return a

def backprop(x, y):
    z1 = np.dot(weights[0], x)+biases[0]
    a1 = sigmoid(z1)
    z2 = np.dot(weights[1], a1)+biases[1]
    a2 = sigmoid(z2)
    delta2 = (a2-y)*sigmoid_prime(z2)
    delta1 = np.dot(weights[1].T, delta2)*sigmoid_prime(a1)
    return [delta1, delta2], [np.dot(delta1, x.T), np.dot(delta2, a1.T)]

training = []
for i in range(40):
    p = np.random.rand(2, 1)
    cls = 1 if p[0, 0] > p[1, 0] else 0
    target = np.zeros((2, 1)); target[cls] = 1.0
    training.append((p, target))

for epoch in range(30):
    random.shuffle(training)
    for x, y in training:
        nb, nw = backprop(x, y)
        for l in range(2):
            weights[l] = weights[l]-eta*nw[l]
            biases[l] = biases[l]-eta*nb[l]
    cost = sum(0.5*np.sum((feedforward(x)-y)**2) for x, y in training)
    print("Epoch {0}: cost {1}".format(epoch, cost))
