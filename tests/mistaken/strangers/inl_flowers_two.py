import numpy as np

""" My first network: petal length/width -> red or blue flower """
data = np.array([[3.0, 1.5, 1], [2.0, 1.0, 0], [4.0, 1.5, 1], [3.0, 1.0, 0],
                 [3.5, 0.5, 1], [2.0, 0.5, 0], [5.5, 1.0, 1], [1.0, 1.0, 0]])
np.random.seed(2)
P = data[:, :2] - data[:, :2].mean(axis=0)
T = data[:, 2].reshape(-1, 1)

w_ih = np.random.randn(2, 3)
b_h = np.random.randn(3)
w_ho = np.random.randn(3, 1)
b_o = np.random.randn(1)
eta = 0.05

for e in range(2000):
    h_in = P.dot(w_ih) + b_h
    h = 1/(1 + np.exp(-h_in))
    o = 1/(1 + np.exp(-(h.dot(w_ho) + b_o)))

    loss = np.sum((T - o)**2)

    dE_do = 2*(o - T)
    d_o = dE_do * o * (1 - o)
    d_h = d_o.dot(w_ho.T) * h * (1 - h)

    grad_w_ho = h.T.dot(d_o)
    grad_b_o = d_o.sum(axis=0)
    grad_w_ih = P.T.dot(d_h)
    grad_b_h = d_h.sum()

    w_ho -= eta*grad_w_ho
    w_ih -= eta*grad_w_ih
    b_o += eta*grad_b_o
    b_h -= eta*grad_b_h

    if e % 400 == 0:
        print(e, loss)
