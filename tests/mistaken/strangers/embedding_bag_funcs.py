# sentiment of short sentences: word embeddings are averaged, then logistic regression
import numpy as np

sentences = ["good good film", "bad film bad", "not bad good actors", "boring boring plot",
             "good plot", "bad actors", "great film great actors", "not good plot"]
labels = np.array([1, 0, 1, 0, 1, 0, 1, 0])
vocab = sorted({w for s in sentences for w in s.split()})
index = {w: i for i, w in enumerate(vocab)}
tokens = [np.array([index[w] for w in s.split()]) for s in sentences]

def forward(E, w, b):
    avg = np.stack([E[t].mean(axis=0) for t in tokens])
    p = 1 / (1 + np.exp(-(avg @ w + b)))
    loss = -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
    return loss, (avg, p)

def backward(E, w, b, cache):
    avg, p = cache
    dlogit = (p - labels) / len(labels)
    dw = avg.T @ dlogit
    db = dlogit.sum()
    davg = np.outer(dlogit, w)
    dE = np.zeros_like(E)
    for n, t in enumerate(tokens):
        dE[t] += davg[n] / len(t)
    return dE, dw, db

def fit(dim=4, lr=1.0, epochs=120):
    rng = np.random.RandomState(40)
    E = rng.randn(len(vocab), dim) * 0.3
    w = rng.randn(dim)
    b = 0.0
    for ep in range(epochs):
        loss, cache = forward(E, w, b)
        dE, dw, db = backward(E, w, b, cache)
        E -= lr * dE
        w -= lr * dw
        b -= lr * db
        if ep % 30 == 0:
            print("epoch {} loss {:.4f}".format(ep, loss))
    return E, w, b

E, w, b = fit()
for word in ("good", "bad", "boring", "great"):
    print(word, round(float(E[index[word]] @ w), 2))
