"""A row of ones stacked on the inputs; nested functions and a closure over the data."""

import numpy as np


def make_trainer(inputs, goals, rate=0.3):
    stacked = np.vstack((np.ones((1, inputs.shape[1])), inputs))
    count = inputs.shape[1]
    history = []

    def soft(a):
        a = np.exp(a - a.max(axis=0))
        return a / a.sum(axis=0)

    def one_step(A, B):
        hidden = np.tanh(A.dot(stacked))
        full = np.concatenate([np.ones((1, count)), hidden])
        chances = soft(B.dot(full))
        history.append(-np.log(chances[goals, np.arange(count)]).mean())
        wrongness = chances.copy()
        wrongness[goals, np.arange(count)] -= 1
        wrongness /= count
        grad_B = wrongness.dot(full.T)
        back = B[:, 1:].T.dot(wrongness)
        back *= 1 - hidden**2
        grad_A = back.dot(stacked.T)
        return A - rate * grad_A, B - rate * grad_B

    return one_step, history


rng = np.random.RandomState(33)
inputs = rng.normal(size=(2, 28))
goals = (inputs[0] > 0) * 1 + (inputs[1] > 0) * 1
A, B = rng.normal(size=(4, 3)), rng.normal(size=(3, 5))
one_step, history = make_trainer(inputs, goals)
for _ in range(200):
    A, B = one_step(A, B)
print("loss", history[-1])
