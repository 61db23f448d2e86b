import numpy as np

# who is typing? hold times and gaps of 6 keys -> one of 3 family members.  Adam, mini-batches
EPOCHS = 25
BATCH = 8
ALPHA, BETA1, BETA2, EPS = 0.01, 0.9, 0.999, 1e-8

def load(rng):
    who = rng.integers(0, 3, 42)
    habits = rng.normal(0, 1, (3, 6))
    return habits[who] + rng.normal(0, 0.7, (42, 6)), who

def minibatches(x, y, rng):
    perm = rng.permutation(len(x))
    for start in range(0, len(x), BATCH):
        pick = perm[start:start + BATCH]
        yield x[pick], y[pick]

def loss_and_grads(w, x, y):
    n = len(x)
    h = np.tanh(x @ w[0] + w[1])
    z = h @ w[2] + w[3]
    p = np.exp(z - z.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    loss = -np.log(p[np.arange(n), y]).mean()
    p[np.arange(n), y] -= 1
    p /= n
    dh = p @ w[2].T * (1 - h * h)
    return loss, [x.T @ dh, dh.sum(0), h.T @ p, p.sum(0)]

def main():
    rng = np.random.default_rng(16)
    x, y = load(rng)
    w = [rng.normal(0, 0.4, (6, 10)), np.zeros(10), rng.normal(0, 0.4, (10, 3)), np.zeros(3)]
    m1 = [np.zeros_like(a) for a in w]
    m2 = [np.zeros_like(a) for a in w]
    t = 0
    for epoch in range(EPOCHS):
        losses = []
        for xb, yb in minibatches(x, y, rng):
            loss, g = loss_and_grads(w, xb, yb)
            losses.append(loss)
            t += 1
            for k in range(len(w)):
                m1[k] = BETA1 * m1[k] + (1 - BETA1) * g[k]
                m2[k] = BETA2 * m2[k] + (1 - BETA2) * g[k] ** 2
                step = m1[k] / (1 - BETA1 ** t) / (np.sqrt(m2[k] / (1 - BETA2 ** t)) + EPS)
                w[k] -= ALPHA * step
        if epoch % 5 == 0:
            print("epoch", epoch, "batch losses", [round(float(l), 3) for l in losses])

main()
