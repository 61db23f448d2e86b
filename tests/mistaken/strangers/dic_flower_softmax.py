import numpy as np

# Flowers: petal length, petal width -> species (made up numbers)
X = np.array([[1.4, 0.2], [1.3, 0.2], [1.7, 0.4], [1.5, 0.1],
              [4.7, 1.4], [4.5, 1.5], [4.0, 1.3], [3.9, 1.1],
              [6.0, 2.5], [5.1, 1.9], [5.9, 2.1], [5.6, 1.8], [6.6, 2.1]])
X = (X - X.mean(axis=0)) / X.std(axis=0)
species = np.array([0] * 4 + [1] * 4 + [2] * 5)
onehot = np.zeros((len(species), 3))
onehot[range(len(species)), species] = 1

def build(n_hidden):
    np.random.seed(0)
    return {"W1": np.random.randn(2, n_hidden) / np.sqrt(2), "b1": np.zeros((1, n_hidden)),
            "W2": np.random.randn(n_hidden, 3) / np.sqrt(n_hidden), "b2": np.zeros((1, 3))}

def train_step(model, X, Y, lr):
    W1, b1, W2, b2 = model["W1"], model["b1"], model["W2"], model["b2"]
    a1 = np.tanh(X.dot(W1) + b1)
    exp_scores = np.exp(a1.dot(W2) + b2)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
    # total cross entropy of the data set
    loss = -np.sum(Y * np.log(probs))

    delta3 = (probs - Y) / len(X)
    dW2 = a1.T.dot(delta3)
    db2 = np.sum(delta3, axis=0, keepdims=True)
    delta2 = delta3.dot(W2.T) * (1 - np.power(a1, 2))
    dW1 = np.dot(X.T, delta2)
    db1 = np.sum(delta2, axis=0, keepdims=True)

    model["W1"] = W1 - lr * dW1
    model["b1"] = b1 - lr * db1
    model["W2"] = W2 - lr * dW2
    model["b2"] = b2 - lr * db2
    return loss

model = build(4)
for i in range(300):
    loss = train_step(model, X, onehot, 0.5)
    if i % 50 == 0:
        print("Loss after iteration %i: %f" % (i, loss))
