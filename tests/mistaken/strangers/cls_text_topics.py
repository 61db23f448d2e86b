import numpy as np


class TopicClassifier:
    """bag of words -> hidden relu -> softmax over topics"""

    def __init__(self, vocab, hidden, topics, seed=0):
        g = np.random.default_rng(seed)
        self.W1 = g.normal(0, 0.3, (vocab, hidden))
        self.b1 = g.normal(0, 0.1, (hidden,))
        self.W2 = g.normal(0, 0.3, (hidden, topics))
        self.b2 = np.zeros(topics)
        self.history = []

    def forward(self, x):
        self.x = x
        self.h = np.maximum(0.0, x @ self.W1 + self.b1)
        logits = self.h @ self.W2 + self.b2
        logits -= logits.max(axis=-1, keepdims=True)
        e = np.exp(logits)
        self.p = e / e.sum(axis=-1, keepdims=True)
        return self.p

    def fit_step(self, x, t, lr):
        p = self.forward(x)
        self.history.append(-np.sum(t * np.log(p)) / len(x))
        # ascent direction: target minus output, so we ADD below
        d2 = (t - p) / len(x)
        d1 = (d2 @ self.W2.T) * (self.h > 0)
        self.W2 += lr * self.h.T @ d2
        self.b2 += lr * d2.sum(axis=0)
        self.W1 += lr * x.T @ d1
        self.b1 += lr * d1.sum(axis=0)

    def accuracy(self, x, t):
        return np.mean(self.forward(x).argmax(1) == t.argmax(1))


gen = np.random.default_rng(1)
rates = np.array([[3, 1, 0.2, 0.5, 1, 0.1], [0.3, 2, 2, 0.1, 1, 0.4], [0.2, 0.1, 0.6, 3, 1, 2]])
which = gen.integers(0, 3, 45)
bags = gen.poisson(rates[which]).astype(float)
topics = np.eye(3)[which]

clf = TopicClassifier(6, 8, 3)
for e in range(150):
    clf.fit_step(bags, topics, 0.5)
    if e % 30 == 0:
        print("epoch", e, "loss", clf.history[-1], "acc", clf.accuracy(bags, topics))
