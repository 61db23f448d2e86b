import numpy as np

# name the colour: (r, g, b) -> red / green / blue
def softmax(u):
    u = np.exp(u - u.max(1)[:, None])
    return u / u.sum(1)[:, None]

def predict(theta, X):
    return softmax(X @ theta["W"] + theta["b"])

def nll(theta, X, k):
    P = predict(theta, X)
    return -np.log(P[range(len(k)), k]).sum()

def gradient(theta, X, k):
    P = predict(theta, X)
    P[range(len(k)), k] -= 1.0
    P = P / len(k)
    return {"W": X.T @ P, "b": P.sum(0)}

rng = np.random.default_rng(18)
k = rng.integers(0, 3, 20)
X = np.clip(0.3 + 0.5 * np.eye(3)[k] + rng.normal(0, 0.15, (20, 3)), 0, 1)

theta = {"W": np.zeros((3, 3)), "b": np.zeros(3)}
eta = 1.0
for epoch in range(200):
    if epoch % 40 == 0:
        print("epoch", epoch, "negative log-likelihood", nll(theta, X, k))
    g = gradient(theta, X, k)
    theta = {key: theta[key] - eta * g[key] for key in theta}
