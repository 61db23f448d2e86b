# a miniature tape: every op returns (value, function that pushes the gradient back)
import numpy as np

def affine(x, W, b):
    def back(g):
        return g @ W.T, x.T @ g, g.sum(0)
    return x @ W + b, back

def softplus(x):
    def back(g):
        # d/dx log(1 + e^x) is the sigmoid
        return g / (1 + np.exp(-x))
    return np.logaddexp(0, x), back

def half_mse(x, t):
    d = t - x
    def back():
        return -d / d.shape[0]
    return 0.5 * (d * d).sum() / d.shape[0], back

def loss_and_grads(theta, x, t):
    W1, b1, W2, b2 = theta
    z, back1 = affine(x, W1, b1)
    h, back2 = softplus(z)
    o, back3 = affine(h, W2, b2)
    L, back4 = half_mse(o, t)
    gh, gW2, gb2 = back3(back4())
    _, gW1, gb1 = back1(back2(gh))
    return L, (gW1, gb1, gW2, gb2)

def main(steps=200, lr=0.1):
    rng = np.random.default_rng(11)
    x = rng.normal(size=(27, 2))
    t = np.hypot(x[:, :1], x[:, 1:])
    theta = [rng.normal(size=s) * .5 for s in ((2, 5), (5,), (5, 1), (1,))]
    vel = [np.zeros_like(p) for p in theta]
    for k in range(steps):
        L, grads = loss_and_grads(theta, x, t)
        for p, v, g in zip(theta, vel, grads):
            v *= 0.9
            v -= lr * g            # the learning rate is inside the velocity
            p += v
        if k % 50 == 0:
            print(k, L)

main()
