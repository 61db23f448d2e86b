import numpy as np

def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

def run_network(l0, syn0, syn1, syn2):
    l1 = nonlin(np.dot(l0, syn0))
    l2 = nonlin(np.dot(l1, syn1))
    l3 = nonlin(np.dot(l2, syn2))
    return l1, l2, l3

def get_deltas(l1, l2, l3, y, syn1, syn2):
    l3_error = y - l3
    l3_delta = l3_error * nonlin(l3, deriv=True)
    l2_error = l3_error.dot(syn2.T)
    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, deriv=True)
    return l1_delta, l2_delta, l3_delta

X = np.array([[0, 0, 1],
              [0, 1, 1],
              [1, 0, 1],
              [1, 1, 1]])
y = np.array([[0], [1], [1], [0]])

np.random.seed(1)
syn0 = 2 * np.random.random((3, 4)) - 1
syn1 = 2 * np.random.random((4, 5)) - 1
syn2 = 2 * np.random.random((5, 1)) - 1

for j in range(5000):
    l1, l2, l3 = run_network(X, syn0, syn1, syn2)
    error = np.sum((y - l3) ** 2) / 2
    if j % 1000 == 0:
        print("Error:", error)
    d1, d2, d3 = get_deltas(l1, l2, l3, y, syn1, syn2)
    syn2 += l2.T.dot(d3)
    syn1 += l1.T.dot(d2)
    syn0 += X.T.dot(d1)

print("Output after training:\n", l3)
