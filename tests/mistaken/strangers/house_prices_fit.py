"""House prices (made up): size, rooms, age -> price. One hidden layer with ReLU."""
import numpy as np

np.random.seed(0)
N = 40
features = np.random.rand(N, 3)
price = (3 * features[:, [0]] + features[:, [1]] - 2 * features[:, [2]] + 0.1 * np.random.randn(N, 1))

w_hidden = np.random.randn(3, 4)
b_hidden = np.zeros(4)
w_out = np.random.randn(4, 1)
b_out = np.zeros(1)
learning_rate = 0.002

history = []
for epoch in range(500):
    pre = features @ w_hidden + b_hidden
    hidden = np.maximum(pre, 0)
    pred = hidden @ w_out + b_out
    residual = pred - price
    mse = np.mean(residual ** 2)
    history.append(mse)

    # backward
    grad_w_out = hidden.T @ residual
    grad_b_out = residual.sum(axis=0)
    grad_hidden = residual @ w_out.T
    grad_hidden[pre <= 0] = 0
    grad_w_hidden = features.T @ grad_hidden
    grad_b_hidden = grad_hidden.sum(axis=0)

    w_out = w_out - learning_rate * grad_w_out
    b_out = b_out - learning_rate * grad_b_out
    w_hidden = w_hidden - learning_rate * grad_w_hidden
    b_hidden = b_hidden - learning_rate * grad_b_hidden
    if epoch % 100 == 0:
        print(f"epoch {epoch:4d}  mse {mse:.5f}")
print("best:", min(history))
