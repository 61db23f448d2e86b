import numpy as np

# toy "digits": 6 inputs, 3 classes
np.random.seed(0)
inputs = np.random.rand(60, 6)
labels = (inputs[:, 0] + inputs[:, 3] > inputs[:, 1] + 0.3).astype(int) + (inputs[:, 5] > 0.7)
targets = np.eye(3)[labels]

batch_size = 6
learning_rate = 0.3
V1 = np.random.randn(6, 10) * np.sqrt(2 / 6)
c1 = np.zeros(10)
V2 = np.random.randn(10, 3) * np.sqrt(2 / 10)
c2 = np.zeros(3)

for ep in range(20):
    perm = np.random.permutation(len(inputs))
    total = 0.0
    for start in range(0, len(inputs), batch_size):
        idx = perm[start:start + batch_size]
        xb, tb = inputs[idx], targets[idx]

        pre = xb @ V1 + c1
        act = np.maximum(pre, 0)
        logits = act @ V2 + c2
        logits -= logits.max(axis=1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=1, keepdims=True)
        batch_loss = -np.sum(tb * np.log(p)) / batch_size
        total += batch_loss

        delta2 = (p - tb) / batch_size
        delta1 = (delta2 @ V2.T) * (pre > 0)
        V2 -= learning_rate * act.T @ delta2
        c2 -= learning_rate * delta2.sum(0)
        V1 -= learning_rate * xb.T @ delta1
        c1 -= learning_rate * delta1.mean(0)
    if ep % 5 == 0:
        print(ep, total / (len(inputs) / batch_size))
