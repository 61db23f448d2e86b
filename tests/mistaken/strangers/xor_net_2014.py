# XOR, two layers. Typed in from my notes of the ML evening class, 2014.
import numpy as np

np.random.seed(42)

X = np.array([[0, 0, 1],
              [0, 1, 1],
              [1, 0, 1],
              [1, 1, 1]], dtype=float)
y = np.array([[0, 1, 1, 0]]).T

# weights in [-1, 1)
syn0 = 2 * np.random.random((3, 5)) - 1
syn1 = 2 * np.random.random((5, 1)) - 1
alpha = 0.5

for j in range(3000):
    l0 = X
    l1 = 1.0 / (1.0 + np.exp(-l0.dot(syn0)))
    l2 = 1.0 / (1.0 + np.exp(-l1.dot(syn1)))

    l2_error = y - l2
    loss = 0.5 * np.sum(l2_error ** 2)
    if j % 1000 == 0:
        print("step %d: error %.5f" % (j, loss))

    l2_delta = l2_error * (l2 * (1 - l2))
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * (l1 * (1 - l1))

    # += because the error above is target minus output
    syn1 += alpha * l1.T.dot(l2_delta)
    syn0 += alpha * l0.T.dot(l1_delta)

print("after training:")
print(np.round(l2, 3).ravel())
