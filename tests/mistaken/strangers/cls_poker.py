import numpy as np

# fold or call? labels from my own 30 hands
class Linear:
    def __init__(self, i, o, g):
        self.W = g.standard_normal((i, o)) / np.sqrt(i)
        self.b = np.zeros(o)
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, g):
        self.dW = self.x.T @ g
        self.db = g.sum(0)
        return g @ self.W.T

class Logistic:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y
    def backward(self, g):
        return g * self.y * (1 - self.y)

class CrossEntropy:
    def forward(self, p, t):
        self.p, self.t = p, t
        return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
    def backward(self):
        return (self.p - self.t) / len(self.t)

def main():
    g = np.random.default_rng(66)
    hands = g.uniform(-1, 1, (30, 5))        # strength, pot odds, position, stack, aggression
    call = (hands[:, :1] + 0.6 * hands[:, 1:2] * hands[:, 2:3] + 0.3 * g.standard_normal((30, 1)) > 0).astype(float)
    chain = [Linear(5, 8, g), Logistic(), Linear(8, 1, g), Logistic()]
    criterion = CrossEntropy()
    for epoch in range(300):
        out = hands
        for part in chain:
            out = part.forward(out)
        loss = criterion.forward(out, call)
        grad = criterion.backward()
        for part in reversed(chain):
            grad = part.backward(grad)
        for part in chain[::2]:
            part.W -= 1.0 * part.dW
            part.b -= 1.0 * part.db
        if epoch % 60 == 0:
            print("epoch", epoch, "cross entropy", loss)

main()
