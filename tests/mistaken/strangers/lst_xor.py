import math, random

random.seed(4)
XOR = [([0, 1], 1), ([1, 0], 1), ([1, 1], 0), ([0, 0], 0)]

def f(s):
    return 1 / (1 + math.exp(-s))

# each hidden neuron: two weights and a bias
hidden = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(3)]
output = [random.uniform(-1, 1) for _ in range(4)]
eta = 0.5

def forward(x):
    h = [f(n[0] * x[0] + n[1] * x[1] + n[2]) for n in hidden]
    o = f(sum(output[j] * h[j] for j in range(3)) + output[3])
    return h, o

for epoch in range(5000):
    E = 0
    for x, t in XOR:
        h, o = forward(x)
        E += 0.5 * (t - o) ** 2
        d_out = (o - t) * o * (1 - o)
        for j in range(3):
            output[j] -= eta * d_out * h[j]
            d_hid = d_out * output[j] * h[j] * (1 - h[j])
            hidden[j][0] -= eta * d_hid * x[0]
            hidden[j][1] -= eta * d_hid * x[1]
            hidden[j][2] -= eta * d_hid
        output[3] -= eta * d_out
    if epoch % 1000 == 0:
        print("epoch", epoch, "error", E)

for x, t in XOR:
    print(x, t, round(forward(x)[1], 3))
