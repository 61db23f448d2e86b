import numpy as np

corpus = "the quick brown fox jumps over the lazy dog and the quick cat runs over the lazy fox".split()
vocab = sorted(set(corpus))
w2i = {w: i for i, w in enumerate(vocab)}
V, D, K, window = len(vocab), 6, 3, 2
rng = np.random.default_rng(0)
W_in = rng.normal(0, .3, (V, D))
W_out = rng.normal(0, .3, (V, D))
lr = 0.05


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


for epoch in range(5):
    total = 0.0
    for pos, word in enumerate(corpus):
        center = w2i[word]
        for q in range(max(0, pos - window), min(len(corpus), pos + window + 1)):
            if q == pos:
                continue
            context = w2i[corpus[q]]
            negs = [i for i in rng.choice(V, 8, replace=False) if i != context][:K]
            v = W_in[center].copy()
            u = W_out[context].copy()
            s_pos = sigmoid(u @ v)
            U = W_out[negs]
            s_neg = sigmoid(U @ v)
            loss = -np.log(s_pos) - np.sum(np.log(1 - s_neg))
            grad_v = (s_pos - 1) * u + s_neg @ U
            grad_u = (s_pos - 1) * v
            grad_U = np.outer(s_neg, v)
            W_in[center] -= lr * grad_v
            W_out[context] -= lr * grad_u
            W_out[negs] -= lr * grad_U
            total += loss
    print(f"epoch {epoch}: {total:.3f}")
