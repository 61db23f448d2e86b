import numpy as np

""" ultrasonic sensor -> distance correction. book chapter 6, adapted to my robot """

def act(x):
    return np.tanh(x)

def act_prime(x):
    return 1 - np.tanh(x) ** 2

def forward(params, echo):
    (w1, b1), (w2, b2) = params
    pre = np.dot(echo, w1) + b1
    post = act(pre)
    return pre, post, np.dot(post, w2) + b2

def cost(pred, dist):
    return 0.5 * np.sum((pred - dist) ** 2) / len(dist)

def backward(params, echo, dist):
    (w1, b1), (w2, b2) = params
    pre, post, pred = forward(params, echo)
    dpred = (pred - dist) / len(dist)
    dpost = np.dot(dpred, w2.T)
    dpre = dpost * act_prime(post)
    return [(np.dot(echo.T, dpre), np.sum(dpre, axis=0)), (np.dot(post.T, dpred), np.sum(dpred, axis=0))]

def apply_step(params, grads, lr):
    return [(w - lr * gw, b - lr * gb) for (w, b), (gw, gb) in zip(params, grads)]

np.random.seed(77)
echo = np.random.uniform(0.1, 2.0, (21, 2))
dist = (echo[:, :1] * 0.7 + 0.2 * np.sin(3 * echo[:, 1:])) + 0.01 * np.random.randn(21, 1)
params = [(np.random.randn(2, 6), np.random.randn(6) * 0.1), (np.random.randn(6, 1) * 0.5, np.zeros(1))]

for turn in range(601):
    grads = backward(params, echo, dist)
    params = apply_step(params, grads, 0.08)
    if turn % 100 == 0:
        print("turn", turn, "cost", cost(forward(params, echo)[2], dist))
