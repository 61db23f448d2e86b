import numpy as np

# grade (0..1) from hours of study, my first network! 1 input, 1 hidden neuron, 1 output
hours = np.array([[0.5], [1.0], [1.5], [2.2], [3.0], [3.7], [4.1], [5.0]])
grade = np.array([0.10, 0.22, 0.31, 0.47, 0.62, 0.70, 0.78, 0.93])

np.random.seed(2)
w1 = np.random.rand(1, 1)
b1 = np.zeros((1, 1))
w2 = np.random.rand(1, 1)
b2 = np.zeros((1, 1))

for epoch in range(500):
    # forward pass
    z1 = hours * w1 + b1
    a1 = 1 / (1 + np.exp(-z1))
    out = a1 * w2 + b2

    error = out - grade
    loss = np.mean(error ** 2)

    # backward pass
    d_out = 2 * error / len(hours)
    d_w2 = np.sum(a1 * d_out, axis=0, keepdims=True)
    d_b2 = np.sum(d_out, axis=0, keepdims=True)
    d_z1 = d_out * w2 * a1 * (1 - a1)
    d_w1 = np.sum(hours * d_z1, axis=0, keepdims=True)
    d_b1 = np.sum(d_z1, axis=0, keepdims=True)

    w2 = w2 - 0.05 * d_w2
    b2 = b2 - 0.05 * d_b2
    w1 = w1 - 0.05 * d_w1
    b1 = b1 - 0.05 * d_b1

    if epoch % 100 == 0:
        print("Epoch:", epoch, "Loss:", loss)
