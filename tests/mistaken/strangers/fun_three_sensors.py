import numpy as np

def logistic(s): return 1.0/(1.0+np.exp(-s))

def fprop(x, w1, b1, w2, b2):
    h = logistic(np.dot(x, w1) + b1)
    o = logistic(np.dot(h, w2) + b2)
    return h, o

def bprop(x, t, h, o, w2):
    do = (o - t) * o * (1 - o)
    dh = np.dot(do, w2.T) * h * (1 - h)
    gw2 = np.dot(h.T, do)
    gb2 = do.sum(axis=0)
    gw1 = np.dot(h.T, dh)
    gb1 = dh.sum(axis=0)
    return gw1, gb1, gw2, gb2

# three sensors, alarm yes / no
np.random.seed(31)
x = np.random.rand(20, 3)
t = ((x[:, 0] > 0.5) & (x[:, 2] < 0.7)).astype(float).reshape(20, 1)

w1 = np.random.randn(3, 3)
b1 = np.zeros(3)
w2 = np.random.randn(3, 1)
b2 = np.zeros(1)
rate = 0.2

for epoch in range(2000):
    h, o = fprop(x, w1, b1, w2, b2)
    e = 0.5*np.sum((o - t)**2)
    if epoch % 250 == 0:
        print('epoch', epoch, 'E =', e)
    gw1, gb1, gw2, gb2 = bprop(x, t, h, o, w2)
    w1 -= rate*gw1
    b1 -= rate*gb1
    w2 -= rate*gw2
    b2 -= rate*gb2
