# Online learning (one sample after the other) with a 3-4-1 network, pure Python
import random
import math

rand = random.Random(8)
HIDDEN = 4
rate = 0.1

samples = []
for _ in range(30):
    x = [rand.uniform(-1, 1) for _ in range(3)]
    samples.append((x, 0.6 * x[0] - x[1] * x[2]))

w_in = [[rand.gauss(0, 0.8) for _ in range(3)] for _ in range(HIDDEN)]
b_in = [rand.gauss(0, 0.3) for _ in range(HIDDEN)]
w_out = [rand.gauss(0, 0.8) for _ in range(HIDDEN)]
b_out = rand.gauss(0, 0.3)


def forward(x):
    h = []
    for weights, b in zip(w_in, b_in):
        h.append(math.tanh(sum(w * xi for w, xi in zip(weights, x)) + b))
    out = sum(w * hj for w, hj in zip(w_out, h)) + b_out
    return h, out


def loss(pairs):
    return sum(0.5 * (forward(x)[1] - y) ** 2 for x, y in pairs)


print("before:", loss(samples))

for epoch in range(150):
    rand.shuffle(samples)
    for x, y in samples:
        h, out = forward(x)
        error = out - y
        b_out -= rate * error
        for j in range(HIDDEN):
            w_out[j] -= rate * error * h[j]
            hidden_error = error * w_out[j] * (1 - h[j] ** 2)
            b_in[j] -= rate * hidden_error
            for i in range(len(x)):
                w_in[j][i] -= rate * hidden_error * x[i]
    if epoch % 30 == 0:
        print("epoch %3d  loss %.5f" % (epoch, loss(samples)))

print("after:", loss(samples))
print("test:", forward([0.5, 0.5, -0.5])[1], "should be near", 0.3 + 0.25)
