# learning AND, OR, NAND at the same time (3 outputs), plain numpy
import numpy as np

np.random.seed(5)
def_in = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
target = np.array([[0., 0., 1.],
                   [0., 1., 1.],
                   [0., 1., 1.],
                   [1., 1., 0.]])

w1 = np.random.uniform(-1, 1, (2, 4)); b1 = np.random.uniform(-1, 1, 4)
w2 = np.random.uniform(-1, 1, (4, 3)); b2 = np.random.uniform(-1, 1, 3)
lr = 0.3

for step in range(3001):
    h = np.tanh(def_in @ w1 + b1)
    o = 1/(1+np.exp(-(h @ w2 + b2)))

    err = ((o - target)**2).sum()/2

    delta_o = o - target
    delta_h = (delta_o @ w2.T) * (1 - h*h)

    w2 = w2 - lr * (h.T @ delta_o)
    b2 = b2 - lr * delta_o.sum(axis=0)
    w1 = w1 - lr * (def_in.T @ delta_h)
    b1 = b1 - lr * delta_h.sum(axis=0)

    if step % 500 == 0:
        print("step", step, "error", err)

print(np.round(o, 2))
