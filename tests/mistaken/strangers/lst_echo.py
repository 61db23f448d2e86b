import math, random

# one-unit recurrent net: follows an echo signal through time (4 numbers to learn)
random.seed(77)
signal = [math.sin(0.5 * k) + random.gauss(0, 0.1) for k in range(12)]
goal = [0.0] + [0.6 * s for s in signal[:-1]]

p = {'u': 0.4, 'r': 0.3, 'b': 0.0, 'v': 0.8}
RATE = 0.05

def run_forward(p):
    hs = [0.0]
    outs = []
    for s in signal:
        hs.append(math.tanh(p['u'] * s + p['r'] * hs[-1] + p['b']))
        outs.append(p['v'] * hs[-1])
    return hs, outs

def total_loss(outs):
    return sum((o - g) ** 2 for o, g in zip(outs, goal)) / 2

for it in range(200):
    hs, outs = run_forward(p)
    loss = total_loss(outs)
    grad = dict.fromkeys(p, 0.0)
    carry = 0.0
    for k in reversed(range(len(signal))):
        e = outs[k] - goal[k]
        h, h_before = hs[k + 1], hs[k]
        grad['v'] += e * h
        dz = (e * p['v'] + carry) * (1 - h * h)
        grad['u'] += dz * signal[k]
        grad['r'] += dz * h_before
        grad['b'] += dz
        carry = dz * p['r']
    for name in p:
        p[name] -= RATE * grad[name]
    if it % 25 == 0:
        print(it, loss, p)
