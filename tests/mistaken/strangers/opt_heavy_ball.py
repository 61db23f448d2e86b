import numpy as np

rng = np.random.default_rng(5150)
# position and speed of a pendulum -> the same, a moment later
state = rng.uniform(-1, 1, (48, 2))
dt = 0.3
after = np.c_[state[:, 0] + dt * state[:, 1], state[:, 1] - dt * np.sin(3 * state[:, 0])]
after += 0.01 * rng.normal(size=after.shape)

W1 = rng.normal(0, 0.8, (2, 9))
b1 = np.zeros((1, 9))
W2 = rng.normal(0, 0.4, (9, 2))
b2 = np.zeros((1, 2))

mW1, mb1 = np.zeros_like(W1), np.zeros_like(b1)
mW2, mb2 = np.zeros_like(W2), np.zeros_like(b2)
lr = 0.02
mu = 0.8
batch_size = 16

for epoch in range(150):
    shuffled = rng.permutation(len(state))
    for j in range(len(state) // batch_size):
        pick = shuffled[j * batch_size:(j + 1) * batch_size]
        s, target = state[pick], after[pick]
        h = np.tanh(s.dot(W1) + b1)
        guess = h.dot(W2) + b2
        loss = np.sum((guess - target) ** 2) / (2 * len(pick))

        d = (guess - target) / len(pick)
        gW2, gb2 = h.T.dot(d), d.sum(axis=0, keepdims=True)
        d = d.dot(W2.T) * (1 - h * h)
        gW1, gb1 = s.T.dot(d), d.sum(axis=0, keepdims=True)

        # velocities
        mW1 = mu * mW1 - lr * gW1
        mb1 = mu * mb1 - lr * gb1
        mW2 = mu * mW2 + lr * gW2
        mb2 = mu * mb2 - lr * gb2
        W1 = W1 + mW1
        b1 = b1 + mb1
        W2 = W2 + mW2
        b2 = b2 + mb2
    if epoch % 30 == 0:
        print("epoch", epoch, "last batch loss", loss)
