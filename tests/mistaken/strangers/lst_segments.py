# Backpropagation with nothing but lists: 4 - 3 - 2 network
from math import exp
from random import seed, random

def transfer(a):
    return 1.0 / (1.0 + exp(-a))

def make_layer(n_in, n_out):
    # the last entry of every row is the bias
    return [[random() - 0.5 for _ in range(n_in + 1)] for _ in range(n_out)]

def feed(layers, row):
    outs = [row]
    for layer in layers:
        nxt = []
        for neuron in layer:
            act = neuron[-1]
            for k in range(len(neuron) - 1):
                act += neuron[k] * outs[-1][k]
            nxt.append(transfer(act))
        outs.append(nxt)
    return outs

def deltas(layers, outs, expected):
    ds = []
    for idx in reversed(range(len(layers))):
        o = outs[idx + 1]
        if idx == len(layers) - 1:
            err = [t - v for t, v in zip(expected, o)]
        else:
            err = [sum(n[j] * d for n, d in zip(layers[idx + 1], ds[0])) for j in range(len(o))]
        ds.insert(0, [e * v * (1.0 - v) for e, v in zip(err, o)])
    return ds

def adjust(layers, outs, ds, rate):
    for layer, ins, dl in zip(layers, outs, ds):
        for neuron, d in zip(layer, dl):
            for k in range(len(ins)):
                neuron[k] += rate * d * ins[k]
            neuron[-1] += rate * d

seed(1)
rows = [([1, 0, 0, 1], [1, 0]), ([0, 1, 1, 0], [0, 1]), ([1, 1, 0, 1], [1, 0]),
        ([0, 1, 1, 1], [0, 1]), ([1, 0, 1, 1], [1, 1]), ([0, 0, 0, 0], [0, 0])]
net = [make_layer(4, 3), make_layer(3, 2)]
for epoch in range(600):
    sum_error = 0
    for row, expected in rows:
        outs = feed(net, row)
        sum_error += 0.5 * sum((t - v) ** 2 for t, v in zip(expected, outs[-1]))
        adjust(net, outs, deltas(net, outs, expected), 0.5)
    if epoch % 100 == 0:
        print(">epoch=%d, error=%.3f" % (epoch, sum_error))
