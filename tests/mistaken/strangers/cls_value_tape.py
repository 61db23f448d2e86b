import math

class Value:
    """scalar that remembers how it was made"""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._back = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def _back():
            self.grad += out.grad
            other.grad += out.grad
        out._back = _back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def _back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._back = _back
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,))

        def _back():
            self.grad += (1 - t * t) * out.grad
        out._back = _back
        return out

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v not in seen:
                seen.add(v)
                for p in v._parents:
                    visit(p)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            v._back()

a, b, c = Value(0.5), Value(-0.3), Value(0.9)
points = [(0.1, 0.4), (0.7, -0.2), (-1.2, 0.9), (1.6, 0.3)]

def build():
    total = Value(0.0)
    for x, t in points:
        e = (a * x + b).tanh() * c + (-t)
        total = total + e * e
    return total

def zero():
    for p in (a, b, c):
        p.grad = 0.0

for k in range(100):
    loss = build()
    zero()
    loss.backward()
    for p in (a, b, c):
        p.data -= 0.05 * p.grad
    if k % 20 == 0:
        print(k, loss.data)
