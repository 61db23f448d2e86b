import numpy as np

rng = np.random.default_rng(0)

# three blobs, integer labels
centers = np.array([[0., 2., 1.], [2., 0., -1.], [-2., -1., 0.5]])
y = rng.integers(0, 3, size=75)
X = centers[y] + rng.normal(size=(75, 3)) * 0.7
N = X.shape[0]

H, C = 5, 3
lr, lam = 0.3, 0.01
W1 = rng.normal(size=(3, H)) * 0.5
b1 = np.zeros(H)
W2 = rng.normal(size=(H, C)) * 0.5
b2 = np.zeros(C)

for it in range(300):
    hid = np.tanh(X.dot(W1) + b1)
    scores = hid.dot(W2) + b2
    scores -= scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    probs = e / e.sum(axis=1, keepdims=True)

    data_loss = -np.log(probs[np.arange(N), y]).mean()
    reg_loss = lam * np.sum(W1 * W1) + lam * np.sum(W2 * W2)
    loss = data_loss + reg_loss

    dscores = probs.copy()
    dscores[np.arange(N), y] -= 1
    dscores /= N
    dW2 = hid.T.dot(dscores) + 2 * lam * W2
    db2 = dscores.sum(axis=0)
    dhid = dscores.dot(W2.T) * (1 - hid ** 2)
    dW1 = X.T.dot(dhid)
    dW1 += lam * W1
    db1 = dhid.sum(axis=0)

    W1 -= lr * dW1; b1 -= lr * db1
    W2 -= lr * dW2; b2 -= lr * db2
    if it % 60 == 0:
        acc = (probs.argmax(1) == y).mean()
        print(f"{it:4d}  loss {loss:.4f}  acc {acc:.2f}")
