import math

# four points, logistic regression in plain python
xs = [[1.0, 2.0], [2.0, 1.0], [-1.0, -1.5], [-2.0, 0.5], [0.5, -1.0]]
ys = [1, 1, 0, 0, 1]
n = len(xs)

w = [0.0, 0.0]
b = 0.0
lr = 0.01
grad_w = [0.0, 0.0]

for epoch in range(60):
    loss = 0.0
    grad_b = 0.0
    for i in range(n):
        z = b
        for j in range(2):
            z += w[j] * xs[i][j]
        p = 1.0 / (1.0 + math.exp(-z))
        loss -= ys[i] * math.log(p) + (1 - ys[i]) * math.log(1 - p)
        for j in range(2):
            grad_w[j] += (p - ys[i]) * xs[i][j]
        grad_b += p - ys[i]
    for j in range(2):
        w[j] = w[j] - lr * grad_w[j]
    b = b - lr * grad_b
    if epoch % 10 == 0:
        print('Epoch %d loss %.4f' % (epoch, loss))
