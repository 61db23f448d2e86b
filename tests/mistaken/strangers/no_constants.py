# Mean squared error and a tanh layer. I drop the constant of the derivative: the
# learning rate takes care of it.
import numpy as np

np.random.seed(19)

x = np.linspace(-2, 2, 41).reshape(-1, 1)
y = x ** 2 / 4 - 0.5

W1 = np.random.normal(0, 1, (1, 6))
b1 = np.random.normal(0, 1, (1, 6))
W2 = np.random.normal(0, 1, (6, 1))
b2 = np.random.normal(0, 1, (1, 1))

learning_rate = 0.005
losses = []

for i in range(1500):
    hidden = np.tanh(x @ W1 + b1)
    out = hidden @ W2 + b2
    losses.append(np.mean(np.square(out - y)))

    grad_out = out - y
    grad_W2 = hidden.T @ grad_out
    grad_b2 = np.sum(grad_out, axis=0, keepdims=True)
    grad_hidden = grad_out @ W2.T
    grad_net = grad_hidden * (1 - hidden ** 2)
    grad_W1 = x.T @ grad_net
    grad_b1 = np.sum(grad_net, axis=0, keepdims=True)

    for parameter, gradient in ((W1, grad_W1), (b1, grad_b1), (W2, grad_W2), (b2, grad_b2)):
        parameter -= learning_rate * gradient

    if i % 300 == 0:
        print("loss in step", i, ":", losses[-1])

print("best loss:", min(losses))

print("   x      y      network")
for k in range(0, len(x), 10):
    print("%5.2f  %6.3f  %6.3f" % (x[k, 0], y[k, 0], out[k, 0]))
