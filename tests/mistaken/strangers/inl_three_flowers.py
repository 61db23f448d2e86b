# coding: utf-8
# In[1]:
import numpy as np
np.random.seed(0)

# In[2]:
# three clouds in the plane, 12 points each
centres = [(0, 0), (2, 1), (0, 2)]
X = np.vstack([np.array(c) + 0.5 * np.random.randn(12, 2) for c in centres])
Y = np.zeros((36, 3))
for k in range(3):
    Y[12 * k:12 * k + 12, k] = 1

# In[3]:
W = np.random.randn(2, 7) * 0.5
b = np.zeros(7)
V = np.random.randn(7, 3) * 0.5
c = np.zeros(3)
history = []

# In[4]:
for it in range(301):
    hidden = np.maximum(X @ W + b, 0)
    scores = hidden @ V + c
    scores -= scores.max(axis=1, keepdims=True)
    p = np.exp(scores)
    p /= p.sum(axis=1, keepdims=True)
    loss = -(Y * np.log(p)).sum() / len(X)
    history.append(loss)

    g = (p - Y) / len(X)
    gV, gc = hidden.T @ g, g.sum(0)
    gh = g @ V.T
    gh[hidden <= 0] = 0
    gW, gb = X.T @ gh, gh.sum(0)
    for par, grd in ((W, gW), (b, gb), (V, gV), (c, gc)):
        par -= 0.4 * grd
    if it % 60 == 0:
        acc = (p.argmax(1) == Y.argmax(1)).mean()
        print(it, loss, acc)

# In[5]:
print(history[0], '->', history[-1])
