import numpy as np

np.random.seed(55)

# bag of words counts (free, money, meeting, hi) / spam yes-no
mails = np.array([[2, 1, 0, 0], [1, 3, 0, 1], [0, 0, 2, 1], [0, 1, 1, 1],
                  [3, 0, 0, 0], [0, 0, 1, 2], [1, 1, 1, 0]], dtype=float)
spam = np.array([1, 1, 0, 0, 1, 0, 1], dtype=float).reshape(-1, 1)

Wxh = np.random.randn(4, 3)*0.5
bh = np.zeros((1, 3))
Who = np.random.randn(3, 1)*0.5
bo = np.zeros((1, 1))

sig = lambda a: 1/(1+np.exp(-a))

def fwd(x):
    h = sig(x @ Wxh + bh)
    return x, h, sig(h @ Who + bo)

def avg_loss(p, t):
    return float(np.mean(-t*np.log(p) - (1-t)*np.log(1-p)))

def bwd(x, t, cache):
    _, h, p = cache
    d2 = (p - t)*p*(1-p)/len(t)
    d1 = (d2 @ Who.T)*h*(1-h)
    return x.T @ d1, d1.sum(0, keepdims=True), h.T @ d2, d2.sum(0, keepdims=True)

def apply(gs, lr):
    global Wxh, bh, Who, bo
    Wxh, bh, Who, bo = [w - lr*g for w, g in zip((Wxh, bh, Who, bo), gs)]

for epoch in range(500):
    cache = fwd(mails)
    apply(bwd(mails, spam, cache), 0.3)
    if epoch % 50 == 0:
        print(epoch, avg_loss(cache[-1], spam))
