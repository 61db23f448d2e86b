"""Bigram language model; the loss is printed in bits per character."""
import numpy as np

text = "abracadabra alakazam abracadabra"
letters = sorted(set(text))
k = len(letters)
codes = np.array([letters.index(ch) for ch in text])
a, z = codes[:-1], codes[1:]
rng = np.random.default_rng(1)
W = rng.normal(0, .1, (k, k))
onehot = np.eye(k)[a]
for epoch in range(100):
    logits = onehot @ W
    q = np.exp(logits)
    q = q / q.sum(1, keepdims=True)
    bits = -np.log2(q[np.arange(len(z)), z]).mean()
    d = (q - np.eye(k)[z]) / len(z)
    dW = onehot.T @ d
    W -= 5.0 * dW
    if epoch % 25 == 0:
        print(epoch, bits)
