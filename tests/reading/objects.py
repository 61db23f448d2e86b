"""Classes, closures, dicts, generators, properties, private names, inheritance."""

import numpy as np


class Layer:
    count = 0

    def __init__(self, n_in, n_out, *, scale=0.5):
        Layer.count += 1
        self.w = np.cos(np.arange(n_in * n_out)).reshape(n_in, n_out) * scale
        self.b = np.zeros(n_out)
        self.__cache = None

    def forward(self, x):
        self.__cache = x
        return self._act(x @ self.w + self.b)

    def _act(self, z):
        return z

    @property
    def cache(self):
        return self.__cache

    @staticmethod
    def double(x):
        return 2 * x

    @classmethod
    def square(cls, n):
        return cls(n, n)

    def __call__(self, x):
        return self.forward(x)


class Tanh(Layer):
    def __init__(self, n_in, n_out):
        super().__init__(n_in, n_out, scale=0.3)
        self.name = "tanh"

    def _act(self, z):
        return np.tanh(z)


class Chain:
    def __init__(self, *layers):
        self.layers = list(layers)

    def __iter__(self):
        return iter(self.layers)

    def __len__(self):
        return len(self.layers)

    def __getitem__(self, k):
        return self.layers[k]

    def run(self, x):
        for layer in self:
            x = layer(x)
        return x


x = np.sin(np.arange(6.0)).reshape(2, 3)
net = Chain(Tanh(3, 4), Layer(4, 2))
out = net.run(x)
first_cache = net[0].cache
length = len(net)
sq = Layer.square(2)
doubled = Layer.double(out)
made = Layer.count


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    return step


step = counter()
step()
steps = step(by=3)


def many(a, b=2, *rest, c=3, **more):
    return a + b + sum(rest) + c + sum(more.values())


summed = many(1) + many(1, 2, 3, 4, c=5, d=6)
spread = many(*[1, 2], **{"c": 4})


def halves(values):
    for v in values:
        if v % 2:
            continue
        yield v / 2


halved = list(halves(range(6)))
params = {"W" + str(i): np.ones((i, 2)) for i in range(1, 3)}
params["W1"] -= 0.5
params.update({"b": np.zeros(2)})
names = sorted(params)
shapes = [params[k].shape for k in names]
both = {**params, "c": 1.0}
nested = {"layer": {"w": np.arange(3.0)}}
nested["layer"]["w"][1] = 10.0
got = params.get("missing", 4.0)
setattr(sq, "extra", 5.0)
extra = getattr(sq, "extra") + getattr(sq, "none", 1.0)
cache = (x, (out, [1.0, 2.0]))
(p, (q, [r, s])) = cache
functions = {"relu": lambda z: np.maximum(z, 0), "id": lambda z: z}
relued = functions["relu"](x)
for name, function in functions.items():
    x = function(x)
try:
    safe = 1.0 / 2.0
except ZeroDivisionError:
    safe = 0.0
text = "%s: %.2f" % ("loss", 0.5)
assert safe == 0.5
del extra
