"""A single logistic neuron for spam, with a learning rate that decays like 1/t."""
import math

# exclamation marks, links, words in capitals (per 10 words), spam?
mails = [
    (3.0, 2.0, 4.0, True), (0.0, 1.0, 0.5, False), (2.5, 0.0, 3.0, True), (0.5, 0.0, 0.0, False),
    (1.0, 3.0, 2.0, True), (0.2, 0.1, 0.3, False), (4.0, 1.0, 1.0, True), (0.0, 0.0, 1.0, False),
    (1.0, 0.5, 0.2, False),
]

w = [0.0, 0.0, 0.0]
b = 0.0
rate0, decay = 0.5, 0.02


def probability(features):
    s = sum(wi * fi for wi, fi in zip(w, features)) + b
    return 1 / (1 + math.exp(-s))


def mean_log_loss():
    return -sum(math.log(probability(m[:3]) if m[3] else 1 - probability(m[:3])) for m in mails) / len(mails)


for epoch in range(200):
    rate = rate0 / (1 + decay * epoch)
    surprise = [m[3] - probability(m[:3]) for m in mails]      # True counts as 1
    w = [wi + rate * sum(s * m[i] for s, m in zip(surprise, mails)) / len(mails) for i, wi in enumerate(w)]
    b = b + rate * sum(surprise) / len(mails)
    if epoch % 40 == 0:
        print(f"epoch {epoch:3d}  rate {rate:.3f}  loss {mean_log_loss():.4f}")

print([f"{probability(m[:3]):.2f} {'spam' if m[3] else 'ham'}" for m in mails])
