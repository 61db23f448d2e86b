import numpy as np

# small dataset + many hidden units = overfitting, so I added an L2 penalty
np.random.seed(9)
X = np.random.randn(14, 3)
Y = 1 / (1 + np.exp(-(X[:, [0]] - 2 * X[:, [1]] * X[:, [2]])))
BETA = 0.005

P = {"W1": np.random.randn(3, 15) * 0.5, "b1": np.zeros(15),
     "W2": np.random.randn(15, 1) * 0.5, "b2": np.zeros(1)}

def penalty(P):
    return sum(np.sum(P[k] ** 2) for k in P if k.startswith("W"))

def loss_and_grad(P, X, Y, beta):
    H = 1 / (1 + np.exp(-(X @ P["W1"] + P["b1"])))
    O = H @ P["W2"] + P["b2"]
    E = O - Y
    loss = 0.5 * np.mean(E ** 2) + 0.5 * beta * penalty(P)

    G = {}
    D2 = E / len(X)
    D1 = D2 @ P["W2"].T * H * (1 - H)
    G["W2"] = H.T @ D2
    G["b2"] = D2.sum(axis=0)
    G["W1"] = X.T @ D1 + beta * P["W1"]
    G["b1"] = D1.sum(axis=0)
    return loss, G

for epoch in range(600):
    loss, G = loss_and_grad(P, X, Y, BETA)
    for k in P:
        P[k] -= 0.2 * G[k]
    if epoch % 100 == 0:
        print(f"epoch {epoch}: loss = {loss:.5f}, penalty = {penalty(P):.3f}")
