import numpy as np

# XOR, 2-3-1. sometimes it gets stuck at 0.5, is my backprop right?
np.random.seed(7)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])

w0 = 2*np.random.random((2, 3)) - 1
w1 = 2*np.random.random((3, 1)) - 1
bias0 = np.zeros((1, 3))
bias1 = np.zeros((1, 1))
lr = 0.8

for i in range(4000):
    hid = 1/(1 + np.exp(-(X.dot(w0) + bias0)))
    out = 1/(1 + np.exp(-(hid.dot(w1) + bias1)))
    diff = y - out
    cost = 0.5*np.sum(diff**2)
    if i % 1000 == 0:
        print("iter", i, "cost", cost)
    dout = diff * out*(1 - out)
    dhid = dout.dot(w1.T) * hid*(1 - hid)
    w1 += lr * hid.T.dot(dout)
    w0 += lr * X.T.dot(dhid)
    bias1 += lr * dout.sum(axis=0, keepdims=True)
    bias0 += lr * dhid.sum(axis=0, keepdims=True)

print("final outputs:")
print(out)
