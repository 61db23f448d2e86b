import numpy as np
from numpy import exp, dot

class MultilayerPerceptron:
    """CS101 homework 5"""

    def __init__(self, n_inputs, n_hidden, n_outputs, eta=0.1):
        np.random.seed(501)
        self.w_hidden = np.random.randn(n_inputs, n_hidden)
        self.b_hidden = np.random.randn(1, n_hidden)
        self.w_output = np.random.randn(n_hidden, n_outputs)
        self.b_output = np.random.randn(1, n_outputs)
        self.eta = eta

    @staticmethod
    def act(v):
        return 1 / (1 + exp(-v))

    def run(self, X):
        self.hidden = self.act(dot(X, self.w_hidden) + self.b_hidden)
        self.out = self.act(dot(self.hidden, self.w_output) + self.b_output)
        return self.out

    def error(self, X, T):
        return 0.5 * ((T - self.run(X)) ** 2).sum()

    def epoch(self, X, T):
        self.run(X)
        err = T - self.out
        delta_out = err * self.out * (1 - self.out)
        delta_hid = dot(delta_out, self.w_output.T) * self.hidden * (1 - self.hidden)
        self.w_output += self.eta * dot(self.hidden.T, delta_out)
        self.b_output += self.eta * delta_out.sum(axis=0)
        self.w_hidden += self.eta * dot(X.T, delta_hid)
        self.b_hidden -= self.eta * delta_hid.sum(axis=0)


# full adder: a, b, carry -> sum, carry
X = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
T = np.array([[(a + b + c) % 2, int(a + b + c > 1)] for a, b, c in X])

student = MultilayerPerceptron(3, 5, 2)
for e in range(3000):
    student.epoch(X, T)
    if e % 600 == 0:
        print(e, student.error(X, T))
