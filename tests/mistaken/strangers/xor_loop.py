# XOR the hard way: everything in one loop
import numpy as np

np.random.seed(100)

X = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
T = np.array([[0.], [1.], [1.], [0.]])

W1 = np.random.randn(2, 4)
B1 = np.random.randn(1, 4)
W2 = np.random.randn(4, 1)
B2 = np.random.randn(1, 1)

eta = 0.8
max_epochs = 8000
target_error = 0.01

epoch = 0
E = 1e9
while epoch < max_epochs and E > target_error:
    # ----------------------------------
    # FORWARD
    # ----------------------------------
    net_h = np.dot(X, W1) + B1
    out_h = 1.0 / (1.0 + np.exp(-net_h))
    net_o = np.dot(out_h, W2) + B2
    out_o = 1.0 / (1.0 + np.exp(-net_o))

    # error function E = 1/2 sum (o - t)^2
    E = 0.5 * np.sum((out_o - T) ** 2)

    # ----------------------------------
    # BACKWARD
    # ----------------------------------
    error = out_o - T
    delta_o = error * out_o * (1 - out_o)
    delta_h = np.dot(error, W2.T) * out_h * (1 - out_h)

    gW2 = np.dot(out_h.T, delta_o)
    gB2 = np.sum(delta_o, axis=0, keepdims=True)
    gW1 = np.dot(X.T, delta_h)
    gB1 = np.sum(delta_h, axis=0, keepdims=True)

    # ----------------------------------
    # UPDATE
    # ----------------------------------
    W2 -= eta * gW2
    B2 -= eta * gB2
    W1 -= eta * gW1
    B1 -= eta * gB1

    if epoch % 1000 == 0:
        print("epoch: %d  E: %.6f" % (epoch, E))
    epoch += 1

print("stopped after", epoch, "epochs")
print(np.hstack([X, T, out_o.round(3)]))
