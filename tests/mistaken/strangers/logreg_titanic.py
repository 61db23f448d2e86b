# logistic regression "titanic" with invented rows, bias as a column of ones
import numpy as np

rows = [(3, 0, 22), (1, 1, 38), (3, 1, 26), (1, 1, 35), (3, 0, 35), (2, 0, 54), (1, 0, 2), (3, 1, 27), (2, 1, 14)]
survived = [0, 1, 1, 1, 0, 0, 0, 1, 1]

X = np.array(rows, float)
X = (X - X.mean(axis=0)) / X.std(axis=0)
X = np.hstack([np.ones((X.shape[0], 1)), X])      # <- bias column
y = np.array(survived, float)

theta = np.zeros(X.shape[1])
best, patience = np.inf, 0
for t in range(2000):
    z = X @ theta
    # numerically safe sigmoid
    s = np.empty_like(z)
    pos = z >= 0
    s[pos] = 1 / (1 + np.exp(-z[pos]))
    e = np.exp(z[~pos])
    s[~pos] = e / (1 + e)

    J = np.mean(np.logaddexp(0, z) - y * z)

    delta = (s - y) * s * (1 - s)
    grad = np.tensordot(delta, X, axes=(0, 0)) / y.size
    theta = theta - 0.3 * grad

    if J < best - 1e-6:
        best, patience = J, 0
    else:
        patience += 1
        if patience > 10:
            break

print("steps:", t, "J:", J)
print("theta:", theta)
