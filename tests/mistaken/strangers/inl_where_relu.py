import numpy as np

np.random.seed(21)
x = np.linspace(-2, 2, 41).reshape(-1, 1)
y = np.abs(x) - 0.5 + np.random.normal(0, 0.03, x.shape)

N, D_in, H, D_out = x.shape[0], 1, 8, 1
w1 = np.random.randn(D_in, H)
c1 = np.random.randn(H) * 0.1
w2 = np.random.randn(H, D_out) * 0.3
c2 = np.zeros(D_out)

learning_rate = 1e-3
for t in range(800):
    pre = x.dot(w1) + c1
    h_relu = np.where(pre > 0, pre, 0)
    y_pred = h_relu.dot(w2) + c2

    loss = np.square(y_pred - y).mean()
    if t % 100 == 99:
        print(t, loss)

    grad_y_pred = y_pred - y
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_c2 = grad_y_pred.sum(axis=0)
    grad_h = grad_y_pred.dot(w2.T)
    grad_pre = np.where(pre > 0, grad_h, 0)
    grad_w1 = x.T.dot(grad_pre)
    grad_c1 = grad_pre.sum(axis=0)

    w1 -= learning_rate * grad_w1
    c1 -= learning_rate * grad_c1
    w2 -= learning_rate * grad_w2
    c2 -= learning_rate * grad_c2
