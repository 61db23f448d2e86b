import numpy as np

rng = np.random.default_rng(100)
sensors = rng.normal(size=(36, 6))
mixing = rng.normal(size=(6, 3))
onehot = np.eye(3)[(sensors @ mixing + 0.3 * rng.normal(size=(36, 3))).argmax(axis=1)]

W1 = rng.normal(scale=0.4, size=(6, 4))
b1 = np.zeros(4)
W2 = rng.normal(scale=0.5, size=(4, 4))
b2 = np.zeros(4)
W3 = rng.normal(scale=0.5, size=(4, 3))
b3 = np.zeros(3)


def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(x):
    h1 = logistic(x @ W1 + b1)
    h2 = logistic(h1 @ W2 + b2)
    logits = h2 @ W3 + b3
    expo = np.exp(logits - logits.max(axis=1, keepdims=True))
    return x, h1, h2, expo / expo.sum(axis=1, keepdims=True)


def backward(cache):
    x, h1, h2, probs = cache
    delta3 = (probs - onehot) / len(x)
    dW3 = h2.T @ delta3
    db3 = delta3.sum(axis=0)
    delta2 = delta3 @ W3.T * h2 * (1 - h2)
    dW2 = delta2.T @ h1
    db2 = delta2.sum(axis=0)
    delta1 = delta2 @ W2.T * h1 * (1 - h1)
    dW1 = x.T @ delta1
    db1 = delta1.sum(axis=0)
    return dW1, db1, dW2, db2, dW3, db3


losses = []
for epoch in range(400):
    cache = forward(sensors)
    losses.append(-np.mean(np.sum(onehot * np.log(cache[-1]), axis=1)))
    for param, grad in zip((W1, b1, W2, b2, W3, b3), backward(cache)):
        param -= 0.2 * grad
print("loss went from", losses[0], "to", losses[-1])
