import numpy as np

# a rewrite of the two-layer tutorial without any framework
# n is batch size, d_in input dimension, h hidden, d_out output
n, d_in, h, d_out = 16, 6, 9, 4

np.random.seed(12)
x = np.random.randn(n, d_in)
y = np.random.randn(n, d_out)
w1 = np.random.randn(d_in, h) * 0.4
w2 = np.random.randn(h, d_out) * 0.4

learning_rate = 1e-2
for t in range(300):
    hh = x.dot(w1)
    h_relu = np.maximum(hh, 0)
    y_pred = h_relu.dot(w2)

    loss = np.square(y_pred - y).mean()
    if t % 50 == 0:
        print(t, loss)

    grad_y_pred = y_pred - y
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h_relu = grad_y_pred.dot(w2.T)
    grad_h = grad_h_relu.copy()
    grad_h[hh < 0] = 0
    grad_w1 = x.T.dot(grad_h)

    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2
