import math
import random

random.seed(2)


class Neuron:
    """err is target - out; delta is MINUS the gradient by the net input, so learn() adds"""

    def __init__(self, n):
        self.w = [random.uniform(-1, 1) for _ in range(n)]
        self.b = random.uniform(-1, 1)

    def fire(self, xs):
        self.xs = xs
        self.out = math.tanh(self.b + sum(w * x for w, x in zip(self.w, xs)))
        return self.out

    def receive(self, err):
        self.delta = err * (1 - self.out) * (1 + self.out)
        return [self.delta * w for w in self.w]

    def learn(self, eta):
        self.w = [w + eta * self.delta * x for w, x in zip(self.w, self.xs)]
        self.b += eta * self.delta


hidden = [Neuron(2) for _ in range(3)]
top = Neuron(3)
samples = [((1, 1), -1), ((1, -1), 1), ((-1, 1), 1), ((-1, -1), -1)]
for epoch in range(300):
    total = 0.0
    for xs, t in samples:
        o = top.fire([h.fire(xs) for h in hidden])
        e = 0.5 * (t - o) ** 2
        total += e
        for h, back in zip(hidden, top.receive(t - o)):
            h.receive(back)
        for neuron in [top] + hidden:
            neuron.learn(0.1)
    if epoch % 60 == 0:
        print(epoch, round(total, 5))
