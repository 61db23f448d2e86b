import math

rows = [
    ([5.1, 3.5, 1.4], 0), ([4.9, 3.0, 1.4], 0), ([7.0, 3.2, 4.7], 1), ([6.4, 3.2, 4.5], 1),
    ([6.3, 3.3, 6.0], 2), ([5.8, 2.7, 5.1], 2), ([7.1, 3.0, 5.9], 2),
]
mean = [sum(r[0][j] for r in rows) / len(rows) for j in range(3)]
rows = [([r[0][j] - mean[j] for j in range(3)], r[1]) for r in rows]

W = [[0.0] * 3 for _ in range(3)]   # W[class][feature]
B = [0.0, 0.0, 0.0]

for ep in range(300):
    gW = [[0.0] * 3 for _ in range(3)]
    gB = [0.0] * 3
    total_loss = 0.0
    for feats, label in rows:
        logits = []
        for c in range(3):
            logits.append(B[c] + sum(W[c][j] * feats[j] for j in range(3)))
        top = max(logits)
        exps = [math.exp(v - top) for v in logits]
        probs = [e / sum(exps) for e in exps]
        total_loss += -math.log(probs[label])
        for c in range(3):
            indicator = 1.0 if c == label else 0.0
            d = (probs[c] - indicator) * probs[c] * (1 - probs[c])
            gB[c] += d
            for j in range(3):
                gW[c][j] += d * feats[j]
    for c in range(3):
        B[c] -= 0.2 * gB[c] / len(rows)
        for j in range(3):
            W[c][j] -= 0.2 * gW[c][j] / len(rows)
    if ep % 60 == 0:
        print('epoch', ep, 'loss', total_loss / len(rows))
