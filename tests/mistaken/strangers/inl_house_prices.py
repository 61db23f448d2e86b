# Linear regression on (area, rooms, age) -> price
import numpy as np

data = np.array([
    [50.0, 2, 30, 120],
    [65.0, 3, 12, 180],
    [80.0, 3, 20, 205],
    [95.0, 4, 5, 290],
    [110.0, 4, 40, 240],
    [135.0, 5, 2, 400],
    [42.0, 1, 55, 80],
])
features = data[:, :3]
price = data[:, 3]
features = (features - features.mean(axis=0)) / features.std(axis=0)
price = (price - price.mean()) / price.std()

weights = np.zeros(3)
bias = 0.0
lr = 0.1

for epoch in range(200):
    prediction = features.dot(weights) + bias
    residual = prediction - price
    mse = np.mean(residual ** 2)
    grad_w = 2 * features.T.dot(residual) / len(price)
    grad_b = 2 * np.sum(residual)
    weights = weights - lr * grad_w
    bias = bias - lr * grad_b
    if epoch % 20 == 0:
        print(f'{epoch:4d}  mse={mse:.5f}')

print('weights', weights, 'bias', bias)
