"""8-3-8 encoder problem: squeeze eight one-hot patterns through three units."""
import numpy as np

patterns = np.eye(8)
rng = np.random.default_rng(2)
W_enc = rng.uniform(-0.5, 0.5, (8, 3))
b_enc = np.zeros(3)
W_dec = rng.uniform(-0.5, 0.5, (3, 8))
b_dec = np.zeros(8)
lr = 1.0

for epoch in range(2500):
    code = 1 / (1 + np.exp(-(patterns @ W_enc + b_enc)))
    recon = 1 / (1 + np.exp(-(code @ W_dec + b_dec)))
    err = recon - patterns
    loss = 0.5 * (err ** 2).sum()

    delta_dec = err * recon * (1 - recon)
    delta_enc = err @ W_dec.T * code * (1 - code)

    W_dec -= lr * (code.T @ delta_dec)
    b_dec -= lr * delta_dec.sum(axis=0)
    W_enc -= lr * (patterns.T @ delta_enc)
    b_enc -= lr * delta_enc.sum(axis=0)

    if epoch % 250 == 0:
        print("%5d %.5f" % (epoch, loss))

print("codes:")
print(np.round(code, 2))
