# Classifying a three-armed spiral with a small network, only NumPy.
# (Lecture 5, exercise sheet 2)
import numpy as np

np.random.seed(7)

N_PER_CLASS = 31
CLASSES = 3
HIDDEN = 8

# ---------------------------------------------------------------- data
points = []
labels = []
for c in range(CLASSES):
    radius = np.linspace(0.05, 1.0, N_PER_CLASS)
    angle = np.linspace(c * 4, (c + 1) * 4, N_PER_CLASS) + np.random.randn(N_PER_CLASS) * 0.2
    points.append(np.c_[radius * np.sin(angle), radius * np.cos(angle)])
    labels.append(np.full(N_PER_CLASS, c))
X = np.concatenate(points)
y = np.concatenate(labels)
n = X.shape[0]

# one-hot encoding of the labels
Y = np.zeros((n, CLASSES))
Y[np.arange(n), y] = 1.0

# ---------------------------------------------------------------- parameters
W1 = 0.5 * np.random.randn(2, HIDDEN)
b1 = 0.1 * np.random.randn(HIDDEN)
W2 = 0.5 * np.random.randn(HIDDEN, CLASSES)
b2 = 0.1 * np.random.randn(CLASSES)

learning_rate = 0.8
epochs = 2000

for epoch in range(epochs):
    # forward pass
    Z1 = X @ W1 + b1
    H = np.tanh(Z1)
    logits = H @ W2 + b2
    logits = logits - np.max(logits, axis=1, keepdims=True)  # numerical stability
    expo = np.exp(logits)
    P = expo / np.sum(expo, axis=1, keepdims=True)

    loss = -np.sum(Y * np.log(P + 1e-12)) / n

    # backward pass
    dlogits = (P - Y) / n
    dW2 = H.T @ dlogits
    db2 = np.sum(dlogits, axis=0)
    dH = dlogits @ W2.T
    dZ1 = dH * (1 - H ** 2)
    dW1 = X.T @ dZ1
    db1 = np.mean(dZ1, axis=0)

    # gradient descent
    W1 -= learning_rate * dW1
    b1 -= learning_rate * db1
    W2 -= learning_rate * dW2
    b2 -= learning_rate * db2

    if epoch % 400 == 0:
        print(f"epoch {epoch:5d}   loss {loss:.4f}")

prediction = np.argmax(P, axis=1)
print("training accuracy:", np.mean(prediction == y))
