import numpy as np

sentences = [[0, 3, 4], [1, 2, 2], [5, 3, 0], [2, 1, 4], [0, 5, 5], [1, 4, 2]]
labels = np.array([0, 1, 0, 1, 0, 1])
ids = np.array(sentences)

np.random.seed(7)
vocab, dim, classes = 6, 4, 2
E = np.random.normal(0, 0.5, (vocab, dim))
W = np.random.normal(0, 0.5, (dim, classes))
b = np.zeros(classes)


def softmax(s):
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


lr = 0.5
for epoch in range(60):
    emb = E[ids]                     # (n, words, dim)
    bag = emb.mean(axis=1)
    p = softmax(bag @ W + b)
    loss = -np.log(p[np.arange(len(labels)), labels]).mean()

    d = p.copy()
    d[np.arange(len(labels)), labels] -= 1
    d /= len(labels)
    dW = bag.T @ d
    db = d.sum(axis=0)
    dbag = d @ W.T
    dE = np.zeros_like(E)
    for i in range(ids.shape[0]):
        for j in range(ids.shape[1]):
            dE[ids[i, j]] += dbag[i] / ids.shape[1]
    E -= lr * dE
    W -= lr * dW
    b -= lr * db
    if epoch % 20 == 0:
        print("epoch", epoch, "loss", loss, "accuracy", (p.argmax(1) == labels).mean())
