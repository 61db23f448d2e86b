import numpy as np

np.random.seed(10)
X = np.random.uniform(-2, 2, (15, 3))
y = np.sin(X[:, :1]) + X[:, 1:2]
W1, b1 = np.random.randn(3, 8) / np.sqrt(3), np.zeros((1, 8))
W2, b2 = np.random.randn(8, 1) / np.sqrt(8), np.zeros((1, 1))
beta, lr = 0.9, 0.05
V = [0, 0, 0, 0]

softplus = lambda z: np.log1p(np.exp(z))
for k in range(200):
    z = X @ W1 + b1
    a = softplus(z)
    yh = a @ W2 + b2
    e = yh - y
    L = np.mean(np.log(np.cosh(e)))
    de = np.tanh(e) / len(X)
    gW2 = a.T @ de
    gb2 = np.sum(de, 0, keepdims=True)
    dz = de @ W2.T / (1 + np.exp(-z))
    gW1 = X.T @ dz
    gb1 = np.sum(dz, 0, keepdims=True)
    # Nesterov momentum
    for i, (par, gr) in enumerate([(W1, gW1), (b1, gb1), (W2, gW2), (b2, gb2)]):
        v_prev = V[i]
        V[i] = beta * V[i] - lr * gr
        par += -beta * v_prev + (1 + beta) * V[i]
    if k % 40 == 0:
        print(k, L)
