from numpy import maximum, mean, ones, zeros, array, hstack
from numpy.random import RandomState

# light gate + stopwatch: estimate slope of the track from three split times
class ReluUnit:
    def run(self, z):
        self.out = maximum(z, 0.0)
        return self.out

    def reverse(self, g):
        return g * (self.out >= 0)

class SplitTimeNet:
    def __init__(self, rnd, hidden=7):
        self.first = rnd.randn(4, hidden) * 0.7      # last row: bias
        self.relu = ReluUnit()
        self.second = rnd.randn(hidden + 1, 1) * 0.5

    def guess(self, times):
        self.inputs = hstack([times, ones((len(times), 1))])
        self.mid = hstack([self.relu.run(self.inputs.dot(self.first)), ones((len(times), 1))])
        return self.mid.dot(self.second)

    def learn(self, times, slope, speed):
        g = 2.0 * (self.guess(times) - slope) / len(slope)
        grad_second = self.mid.T.dot(g)
        g = self.relu.reverse(g.dot(self.second.T)[:, :-1])
        grad_first = self.inputs.T.dot(g)
        self.second -= speed * grad_second
        self.first -= speed * grad_first

    def badness(self, times, slope):
        return mean((self.guess(times) - slope) ** 2)

rnd = RandomState(51)
times = rnd.uniform(-1, 1, (20, 3))
slope = abs(times[:, :1] - times[:, 1:2]) * 0.8 - 0.3 * times[:, 2:]
n = SplitTimeNet(rnd)
for trial in range(301):
    n.learn(times, slope, 0.05)
    if trial % 60 == 0:
        print(trial, n.badness(times, slope))
