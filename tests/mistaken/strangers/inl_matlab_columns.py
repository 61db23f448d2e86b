# translated from my old nnet_demo.m  (samples are columns!)
import numpy as np

rng = np.random.RandomState(11);
m   = 25;
X   = rng.rand(3, m) * 2 - 1;
T   = np.zeros((2, m));
T[0, :] = (X[0, :] * X[1, :] > 0).astype(float);
T[1, :] = np.sin(2 * X[2, :]) * 0.5 + 0.02 * rng.randn(m);

nHid = 5;
W1 = 0.6 * rng.randn(nHid, 3);   b1 = np.zeros((nHid, 1));
W2 = 0.6 * rng.randn(2, nHid);   b2 = np.zeros((2, 1));
eta = 0.3;
J = np.zeros((400, 1));

for k in range(0, 400):
    # ---- forward
    Z1 = np.dot(W1, X) + b1;
    A1 = np.tanh(Z1);
    Z2 = np.dot(W2, A1) + b2;
    E  = Z2 - T;
    J[k, 0] = np.sum(E ** 2) / m;

    # ---- backward
    dZ2 = 2 * E / m;
    dW2 = np.dot(dZ2, A1.T);
    db2 = np.sum(dZ2, axis=1, keepdims=True);
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1 * A1);
    dW1 = np.dot(dZ1, X.T);
    db1 = np.mean(dZ1, axis=1, keepdims=True);

    # ---- step
    W1 = W1 - eta * dW1;  b1 = b1 - eta * db1;
    W2 = W2 - eta * dW2;  b2 = b2 - eta * db2;

    if (k + 1) % 100 == 0:
        print('%4d   J = %8.5f' % (k + 1, J[k, 0]));
