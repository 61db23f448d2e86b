import numpy as np

def nonlin(x, deriv=False):
    if deriv == True:
        return nonlin(x) * (1 - nonlin(x))
    return 1 / (1 + np.exp(-x))

# 3 inputs, the last one is always 1 (bias)
X = np.array([[0, 0, 1],
              [0, 1, 1],
              [1, 0, 1],
              [1, 1, 1],
              [.5, .2, 1]])
y = np.array([[0, 1, 1, 0, 1]]).T

np.random.seed(1)
syn0 = 2 * np.random.random((3, 4)) - 1
syn1 = 2 * np.random.random((4, 1)) - 1

for j in range(3000):
    l0 = X
    z1 = np.dot(l0, syn0)
    l1 = nonlin(z1)
    z2 = np.dot(l1, syn1)
    l2 = nonlin(z2)

    l2_error = l2 - y
    cost = 0.5 * np.sum(l2_error ** 2)
    if j % 1000 == 0:
        print("cost after", j, ":", cost)

    l2_delta = l2_error * nonlin(z2, deriv=True)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    syn1 -= l1.T.dot(l2_delta)
    syn0 -= l0.T.dot(l1_delta)

print("Output after training:")
print(l2)
