# CBOW: guess the middle word from the average of its neighbours' vectors
import numpy as np

corpus = ("the king loves the queen the queen loves the king the dog chases the cat "
          "the cat fears the dog the king has a dog the queen has a cat").split()
words = sorted(set(corpus))
idx = {w: i for i, w in enumerate(words)}
V, DIM, WIN = len(words), 5, 2

contexts, middles = [], []
for pos in range(WIN, len(corpus) - WIN):
    around = corpus[pos - WIN:pos] + corpus[pos + 1:pos + WIN + 1]
    contexts.append([idx[w] for w in around])
    middles.append(idx[corpus[pos]])
contexts, middles = np.array(contexts), np.array(middles)      # (N, 2*WIN) and (N,)
N = len(middles)

rng = np.random.default_rng(15)
params = {"emb": rng.normal(scale=0.3, size=(V, DIM)), "out": rng.normal(scale=0.3, size=(DIM, V))}
lr = 1.0

for epoch in range(150):
    hidden = params["emb"][contexts].mean(axis=1)
    scores = hidden @ params["out"]
    scores = scores - scores.max(axis=1, keepdims=True)
    probs = np.exp(scores)
    probs /= probs.sum(axis=1, keepdims=True)
    loss = -np.log(probs[np.arange(N), middles]).sum() / N

    d_scores = probs.copy()
    d_scores[np.arange(N), middles] -= 1
    d_scores /= N
    grads = {"out": hidden.T @ d_scores, "emb": np.zeros((V, DIM))}
    d_hidden = d_scores @ params["out"].T
    for c in range(2 * WIN):
        np.add.at(grads["emb"], contexts[:, c], d_hidden)
    for k in params:
        params[k] -= lr * grads[k]

    if epoch % 30 == 0:
        print("epoch", epoch, "loss", round(loss, 4))

e = params["emb"] / np.linalg.norm(params["emb"], axis=1, keepdims=True)
print("king ~ queen", round(float(e[idx["king"]] @ e[idx["queen"]]), 3))
