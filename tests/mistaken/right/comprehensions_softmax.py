from math import exp, log
from random import gauss, seed

seed(6)
inputs = [[gauss(0, 1) for _ in range(2)] for _ in range(14)]
classes = [0 if a > b else 1 if a > 0 else 2 for a, b in inputs]
onehots = [[1.0 if c == k else 0.0 for k in range(3)] for c in classes]
weights = [[gauss(0, 0.3) for _ in range(2)] for _ in range(3)]
biases = [0.0, 0.0, 0.0]
n = len(inputs)

for epoch in range(150):
    logits = [
        [sum(w * x for w, x in zip(weights[k], xs)) + biases[k] for k in range(3)] for xs in inputs
    ]
    exps = [[exp(z) for z in row] for row in logits]
    probs = [[e / sum(row) for e in row] for row in exps]
    loss = -sum(t * log(p) for ts, ps in zip(onehots, probs) for t, p in zip(ts, ps)) / n
    deltas = [[(p - t) / n for p, t in zip(ps, ts)] for ps, ts in zip(probs, onehots)]
    grad_w = [[sum(d[k] * x[i] for d, x in zip(deltas, inputs)) for i in range(2)] for k in range(3)]
    grad_b = [sum(d[k] for d in deltas) for k in range(3)]
    weights = [[weights[k][i] - 0.5 * grad_w[k][i] for i in range(2)] for k in range(3)]
    biases = [bias - 0.5 * g for bias, g in zip(biases, grad_b)]
print("loss", loss)
