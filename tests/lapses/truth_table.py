import numpy as np
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
Y = np.array([[0], [1], [1], [0]], dtype=float)
np.random.seed(1)
W1 = np.random.rand(2, 4)
B1 = np.zeros((1, 4))
W2 = np.random.rand(4, 1)
B2 = np.zeros((1, 1))
def s(z):
    return 1 / (1 + np.exp(-z))
for e in range(1000):
    H = s(np.dot(X, W1) + B1)
    O = s(np.dot(H, W2) + B2)
    if e % 100 == 0:
        print("loss", np.mean((Y - O) ** 2))
    dO = 2 * (Y - O) / 4 * O * (1 - O)
    dH = np.dot(dO, W2.T) * H * (1 - H)
    W2 += np.dot(H.T, dO)
    B2 += dO.sum(axis=0)
    W1 += np.dot(X.T, dH)  # missing-gradient
