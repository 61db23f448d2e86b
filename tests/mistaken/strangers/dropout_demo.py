import numpy as np

# Dropout from scratch (inverted dropout, keep probability 0.8)
np.random.seed(10)
keep_prob = 0.8
x_train = np.random.randn(50, 6)
y_train = (x_train.sum(axis=1, keepdims=True) > 0).astype(float)

weights_1 = np.random.randn(6, 12) * np.sqrt(2 / 6)
bias_1 = np.zeros((1, 12))
weights_2 = np.random.randn(12, 1) * np.sqrt(2 / 12)
bias_2 = np.zeros((1, 1))

for epoch in range(300):
    pre_activation_1 = x_train @ weights_1 + bias_1
    activation_1 = np.where(pre_activation_1 > 0, pre_activation_1, 0.0)
    mask = np.random.rand(*activation_1.shape) < keep_prob
    dropped_1 = activation_1 * mask / keep_prob
    pre_activation_2 = dropped_1 @ weights_2 + bias_2
    output = 1 / (1 + np.exp(-pre_activation_2))
    loss = -np.sum(y_train * np.log(output) + (1 - y_train) * np.log(1 - output)) / 50

    delta_2 = (output - y_train) / 50
    grad_weights_2 = dropped_1.T @ delta_2
    grad_bias_2 = np.sum(delta_2, axis=0, keepdims=True)
    delta_1 = delta_2 @ weights_2.T
    delta_1 = np.where(pre_activation_1 > 0, delta_1, 0.0)
    grad_weights_1 = x_train.T @ delta_1
    grad_bias_1 = np.sum(delta_1, axis=0, keepdims=True)

    weights_2 -= 0.1 * grad_weights_2
    bias_2 -= 0.1 * grad_bias_2
    weights_1 -= 0.1 * grad_weights_1
    bias_1 -= 0.1 * grad_bias_1

    if not epoch % 60:
        print(epoch, loss)
