import numpy as np

np.random.seed(83)
# 3 inputs, two hidden layers of 6, one output
X = np.random.randn(36, 3)
Y = np.tanh(X[:, [0]]) - 0.5 * X[:, [1]] * X[:, [2]]

def glorot(i, o):
    return np.random.uniform(-1, 1, (i, o)) * np.sqrt(6 / (i + o))

Win, bin_ = glorot(3, 6), np.zeros(6)
Wmid, bmid = glorot(6, 6), np.zeros(6)
Wout, bout = glorot(6, 1), np.zeros(1)
lam = 1e-3
eta0 = 0.1

for epoch in range(80):
    eta = eta0 / (1 + 0.02 * epoch)
    perm = np.random.permutation(36)
    for k in range(0, 36, 9):
        xb, yb = X[perm[k:k + 9]], Y[perm[k:k + 9]]
        h = np.tanh(xb @ Win + bin_)
        g = np.tanh(h @ Wmid + bmid)
        out = g @ Wout + bout
        loss = np.mean((out - yb) ** 2) + lam * (np.sum(Win ** 2) + np.sum(Wmid ** 2) + np.sum(Wout ** 2))

        e_out = 2 * (out - yb) / 9
        e_g = e_out @ Wout.T * (1 - g ** 2)
        e_h = e_g.dot(Wmid) * (1 - h ** 2)

        Wout -= eta * (g.T @ e_out + 2 * lam * Wout)
        bout -= eta * e_out.sum(0)
        Wmid -= eta * (h.T @ e_g + 2 * lam * Wmid)
        bmid -= eta * e_g.sum(0)
        Win -= eta * (xb.T @ e_h + 2 * lam * Win)
        bin_ -= eta * e_h.sum(0)
    if epoch % 20 == 0:
        print("epoch", epoch, "last batch", loss)
