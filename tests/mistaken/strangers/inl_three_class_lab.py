# Lab sheet 5 - softmax regression with one hidden layer
# (fill in the gaps; this is my filled-in version)
import numpy as np
np.random.seed(21)

N, D, H, C = 20, 4, 5, 3
data = np.random.randn(N, D)
lab = np.argmax(data[:, :3] + 0.3 * np.random.randn(N, 3), axis=1)
onehot = np.eye(C)[lab]

theta1 = np.random.randn(D, H) * 0.4
beta1 = np.zeros((1, H))
theta2 = np.random.randn(H, C) * 0.4
beta2 = np.zeros((1, C))
alpha = 0.5

t = 0
while t < 250:
    # step 1: forward
    hid = 1. / (1. + np.exp(-(data @ theta1 + beta1)))
    logit = hid @ theta2 + beta2
    ex = np.exp(logit - np.max(logit, axis=1, keepdims=True))
    prob = ex / np.sum(ex, axis=1, keepdims=True)
    # step 2: cost
    cost = -np.sum(onehot * np.log(prob + 1e-12)) / N
    # step 3: backward
    e2 = (onehot - prob) / N
    e1 = (e2 @ theta2.T) * hid * (1. - hid)
    # step 4: change the parameters
    theta2 += alpha * (hid.T @ e2)
    beta2 += alpha * np.sum(e2, axis=0, keepdims=True)
    theta1 -= alpha * (data.T @ e1)
    beta1 += alpha * np.sum(e1)
    if t % 50 == 0:
        print("t = %d, cost = %.4f" % (t, cost))
    t = t + 1

print("training accuracy:", np.mean(np.argmax(prob, axis=1) == lab))
