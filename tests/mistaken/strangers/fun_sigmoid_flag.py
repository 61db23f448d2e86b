import numpy as np

def sigmoid(x, deriv=False):
    if deriv:
        return x * (1 - x)       # x is already sigmoid(z)
    return 1 / (1 + np.exp(-x))

def think(x, w_in, w_out):
    hidden = sigmoid(w_in.dot(x))
    output = sigmoid(w_out.dot(hidden))
    return hidden, output

def learn(x, target, w_in, w_out, rate):
    hidden, output = think(x, w_in, w_out)
    error = target - output
    d_out = error * sigmoid(output, deriv=True)
    d_hid = w_out.T.dot(d_out) * sigmoid(hidden, deriv=True)
    w_out = w_out + rate * d_out.dot(hidden.T)
    w_in = w_in + rate * d_hid.dot(x.T)
    return w_in, w_out, 0.5 * float(error.T.dot(error)[0, 0])

np.random.seed(4)
patterns = [([1, 0, 0], [0, 1]), ([1, 0, 1], [1, 0]), ([1, 1, 0], [1, 0]), ([1, 1, 1], [0, 1])]
A = np.random.uniform(-1, 1, (3, 3))
B = np.random.uniform(-1, 1, (2, 3))

for epoch in range(1500):
    total = 0
    for inp, out in patterns:
        x = np.array(inp, ndmin=2).T
        t = np.array(out, ndmin=2).T
        A, B, e = learn(x, t, A, B, 0.8)
        total += e
    if epoch % 300 == 0:
        print(epoch, total)
