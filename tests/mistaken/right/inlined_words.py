# skip-gram with a full softmax
import re
from collections import Counter
import numpy as np

corpus = """the king rules the land . the queen rules the land .
a man works the land . a woman works the land ."""
words = re.findall(r"\w+", corpus.lower())
counts = Counter(words)
vocab = {w: k for k, (w, _) in enumerate(counts.most_common())}
ids = [vocab[w] for w in words]
pairs = [(ids[k], ids[j]) for k in range(len(ids))
         for j in range(max(0, k - 2), min(len(ids), k + 3)) if j != k]
rng = np.random.default_rng(0)
vectors = rng.normal(0, 0.3, (len(vocab), 4))
outputs = rng.normal(0, 0.3, (4, len(vocab)))
lr = 0.1
for epoch in range(3):
    rng.shuffle(pairs)
    running = 0.0
    for center, context in pairs:
        v = vectors[center]
        u = v @ outputs
        p = np.exp(u - u.max())
        p /= p.sum()
        loss = -np.log(p[context])
        running += loss
        du = p.copy()
        du[context] -= 1.0
        d_out = np.outer(v, du)
        dv = outputs @ du
        outputs -= lr * d_out
        vectors[center] -= lr * dv
    print(epoch, "loss", running / len(pairs))
