import numpy as np
np.random.seed(3)

# three blobs standing in for the iris data: 4 features, 3 species
centers = np.array([[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0]])
X = np.vstack([c + 0.25 * np.random.randn(15, 4) for c in centers])
X = X - X.mean(0)
T = np.repeat(np.eye(3), 15, axis=0)
m = X.shape[0]

W1 = 0.3 * np.random.randn(4, 6)
b1 = np.zeros(6)
W2 = 0.3 * np.random.randn(6, 3)
b2 = np.zeros(3)

for step in range(400):
    z1 = X @ W1 + b1
    h = 1 / (1 + np.exp(-z1))
    scores = h @ W2 + b2
    scores = scores - scores.max(axis=1, keepdims=True)   # stability
    e = np.exp(scores)
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.sum(T * np.log(probs)) / m

    # gradients
    dscores = (probs - T) / m
    dW2 = h.T @ dscores
    db2 = dscores.sum(axis=0)
    dh = dscores @ W2.T
    dz1 = dh * h * (1 - h)
    dW1 = X.T @ dz1
    db1 = dz1.mean(axis=0)

    W1 = W1 - 0.3 * dW1
    b1 = b1 - 0.3 * db1
    W2 = W2 - 0.3 * dW2
    b2 = b2 - 0.3 * db2
    if step % 50 == 0:
        print('step', step, 'cross entropy', round(loss, 5))

pred = probs.argmax(1)
print('training accuracy', (pred == T.argmax(1)).mean())
