import numpy as np

def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

X = np.array([[0, 0, 1],
              [0, 1, 1],
              [1, 0, 1],
              [1, 1, 1]])
y = np.array([[0, 1, 1, 0]]).T

np.random.seed(1)
syn0 = 2 * np.random.random((3, 4)) - 1
syn1 = 2 * np.random.random((4, 1)) - 1

for j in range(3000):
    z1 = np.dot(X, syn0)
    l1 = nonlin(z1)
    z2 = np.dot(l1, syn1)
    l2 = nonlin(z2)

    # how much did we miss? (half of the squares is what we make smaller)
    l2_error = y - l2
    loss = 0.5 * (l2_error ** 2).sum()
    if j % 1000 == 0:
        print("Loss:", loss, " mean abs error:", np.mean(np.abs(l2_error)))

    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(z1, deriv=True)

    syn1 += l1.T.dot(l2_delta)
    syn0 += X.T.dot(l1_delta)

print("Output after training")
print(l2.round(3))
