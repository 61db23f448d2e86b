# One-bit comparator: outputs a<b, a==b, a>b
import numpy as np

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
T = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0]], dtype=float)

def sigmoid(v):
    return 1.0 / (1.0 + np.exp(-v))

def create(seed):
    np.random.seed(seed)
    return {"W1": np.random.normal(size=(2, 5)), "b1": np.zeros((1, 5)),
            "W2": np.random.normal(size=(5, 3)), "b2": np.zeros((1, 3))}

def forward(P):
    C = {}
    C["H"] = sigmoid(X.dot(P["W1"]) + P["b1"])
    C["O"] = sigmoid(C["H"].dot(P["W2"]) + P["b2"])
    return C

def loss(C):
    return 0.5 * np.sum((T - C["O"]) ** 2)

def backward(P, C):
    G = {}
    err = C["O"] - T
    dO = err * C["O"] * (1 - C["O"])
    G["W2"] = C["H"].T.dot(dO)
    G["b2"] = 2 * np.sum(dO, axis=0, keepdims=True)
    dH = dO.dot(P["W2"].T)
    G["W1"] = X.T.dot(dH)
    G["b1"] = np.sum(dH, axis=0, keepdims=True)
    return G

P = create(9)
for n in range(2001):
    C = forward(P)
    if n % 400 == 0:
        print("n =", n, " loss =", loss(C))
    G = backward(P, C)
    for key in sorted(P):
        P[key] -= 0.3 * G[key]
print(np.round(forward(P)["O"], 2))
