# Q: is my Adam implementation correct? Loss does go down. Code below, please be kind.
import numpy as np

np.random.seed(8)
X = np.random.randn(16, 3)
Y = np.column_stack([np.sin(X[:, 0]), X[:, 1] * X[:, 2]]) + 0.05 * np.random.randn(16, 2)

params = {'W1': np.random.randn(3, 5) * 0.5, 'b1': np.zeros(5),
          'W2': np.random.randn(5, 2) * 0.5, 'b2': np.zeros(2)}
m = {k: 0.0 for k in params}
v = {k: 0.0 for k in params}
beta1, beta2, lr, eps = 0.9, 0.999, 0.02, 1e-8

def forward(x):
    h = np.tanh(x @ params['W1'] + params['b1'])
    return h, h @ params['W2'] + params['b2']

def backward(x, y, h, out):
    grads = {}
    d_out = 2 * (out - y) / len(x)
    grads['W2'] = h.T @ d_out
    grads['b2'] = d_out.sum(axis=0)
    d_h = (d_out @ params['W2'].T) * (1 - h ** 2)
    grads['W1'] = x.T @ d_h
    grads['b1'] = d_h
    return grads

for t in range(1, 201):
    h, out = forward(X)
    loss = np.sum((out - Y) ** 2) / len(X)
    grads = backward(X, Y, h, out)
    for k in params:
        m[k] = beta1 * m[k] + (1 - beta1) * grads[k]
        v[k] = beta2 * v[k] + (1 - beta2) * grads[k] ** 2
        m_hat = m[k] / (1 - beta1 ** t)
        v_hat = v[k] / (1 - beta2 ** t)
        params[k] = params[k] - lr * m_hat / (np.sqrt(v_hat) + eps)
    if t % 40 == 0:
        print('step', t, 'loss', loss)

print('final loss', loss)
