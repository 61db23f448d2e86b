import random
import numpy as np

random.seed(21)
np.random.seed(21)

inputs = np.random.uniform(-1, 1, (3, 60))      # one column per example
classes = np.where(inputs[0] > 0.3, 2, np.where(inputs[1] * inputs[2] > 0, 1, 0))

w1 = np.random.randn(8, 3) * 0.6
bias1 = np.zeros((8, 1))
w2 = np.random.randn(3, 8) * 0.6
bias2 = np.zeros((3, 1))
lr0 = 0.03

for epoch in range(50):
    lr_now = lr0 / (1 + 0.05 * epoch)
    order = list(range(60))
    random.shuffle(order)
    running = 0.0
    for b in range(6):
        pick = order[10*b:10*b + 10]
        x, y = inputs[:, pick], classes[pick]
        z1 = w1 @ x + bias1
        a1 = np.tanh(z1)
        z2 = w2 @ a1 + bias2
        e = np.exp(z2 - z2.max(axis=0))
        p = e / e.sum(axis=0)
        batch_loss = -np.log(p[y, np.arange(10)]).sum() / 10
        running += batch_loss / 6

        d2 = p.copy()
        d2[y, np.arange(10)] -= 1
        d2 = d2 / 10
        d1 = (w2.T @ d2) * (1 - z1**2)
        w2 -= lr_now * d2 @ a1.T
        bias2 -= lr_now * d2.sum(axis=1, keepdims=True)
        w1 -= lr_now * d1 @ x.T
        bias1 -= lr_now * d1.sum(axis=1, keepdims=True)
    if epoch % 10 == 0:
        print("epoch", epoch, "lr", lr_now, "loss", running)
