# RMSprop; all tensors in dictionaries; examples in columns
import numpy as np
np.random.seed(47)

m = 64
X = np.random.randn(3, m)
Y = ((X[0] + X[1] * X[2]) > 0).astype(int).reshape(1, m)

params = dict(
    W1=np.random.randn(6, 3) * 0.5, b1=np.zeros((6, 1)),
    W2=np.random.randn(4, 6) * 0.5, b2=np.zeros((4, 1)),
    W3=np.random.randn(1, 4) * 0.5, b3=np.zeros((1, 1)),
)
square_avg = {name: np.zeros(value.shape) for name, value in params.items()}
decay, lr, tiny = 0.9, 0.01, 1e-8

for epoch in range(200):
    A1 = np.tanh(params['W1'] @ X + params['b1'])
    A2 = np.tanh(params['W2'] @ A1 + params['b2'])
    A3 = 1 / (1 + np.exp(-(params['W3'] @ A2 + params['b3'])))
    cost = float(-np.mean(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)))

    grads = {}
    dZ3 = (A3 - Y) / m
    grads['W3'] = dZ3 @ A2.T
    grads['b3'] = np.sum(dZ3, axis=1, keepdims=True)
    dZ2 = (params['W3'].T @ dZ3) * (1 - A2 ** 2)
    grads['W2'] = dZ2 @ A1.T
    grads['b2'] = np.sum(dZ2, keepdims=True)
    dZ1 = (params['W2'].T @ dZ2) * (1 - A1 ** 2)
    grads['W1'] = dZ1 @ X.T
    grads['b1'] = np.sum(dZ1, axis=1, keepdims=True)

    for name, g in grads.items():
        square_avg[name] = decay * square_avg[name] + (1 - decay) * g ** 2
        params[name] = params[name] - lr * g / (np.sqrt(square_avg[name]) + tiny)

    if epoch % 50 == 0:
        print('epoch', epoch, 'cost', cost, 'accuracy', np.mean((A3 > 0.5) == Y))
