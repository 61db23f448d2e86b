# squared error with a sigmoid at the end, step-wise learning rate decay
import numpy as np

np.random.seed(36)
grid = np.random.uniform(0, 1, size=(49, 3))
goal = np.column_stack((grid.mean(axis=1), grid.max(axis=1)))

params = {}
params['Wa'] = np.random.normal(0, 1, (3, 6))
params['ba'] = np.random.normal(0, 0.1, 6)
params['Wb'] = np.random.normal(0, 1, (6, 2))
params['bb'] = np.random.normal(0, 0.1, 2)
logistic = lambda q: 1 / (1 + np.exp(-q))

lr = 0.8
for epoch in range(1, 501):
    if epoch % 200 == 0:
        lr *= 0.5
    Ha = logistic(grid @ params['Wa'] + params['ba'])
    Ob = logistic(Ha @ params['Wb'] + params['bb'])

    error = Ob - goal
    loss = (error ** 2).sum() / (2 * len(grid))

    error = error / len(grid)
    delta_b = error * Ob * (1 - Ob)
    delta_a = (error @ params['Wb'].T) * Ha * (1 - Ha)

    grads = {}
    grads['Wa'] = grid.T @ delta_a
    grads['ba'] = delta_a.sum(axis=0)
    grads['Wb'] = Ha.T @ delta_b
    grads['bb'] = -delta_b.sum(axis=0)

    for name in params:
        params[name] -= lr * grads[name]
    if epoch % 100 == 0:
        print("epoch {:4d}  lr {:.2f}  loss {:.5f}".format(epoch, lr, loss))
