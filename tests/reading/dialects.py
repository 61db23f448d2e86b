"""Ways of writing Python that scripts use around their arithmetic."""

import argparse
import operator
import re
import statistics
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial, reduce, wraps
from io import StringIO
from itertools import accumulate, chain, cycle, islice, starmap

import numpy as np

rng = np.random.default_rng(0)
table = np.loadtxt(StringIO("1 2 3\n4 5 6\n7 8 10"))
weight = 0.5
for step in range(5):
    weight = weight - 0.1 * (weight * table[0, 1] - 1.0)


def pieces(rows, size):
    while True:
        for start in range(0, len(rows), size):
            yield rows[start : start + size]


stream = pieces(table, 2)
first, second, third = next(stream), next(stream), next(stream)


def kind(value):
    match value:
        case 0 | 1:
            return "small"
        case [a, *rest]:
            return f"{a} and {len(rest)} more"
        case {"name": name}:
            return name
        case float() if value > 2:
            return "large"
        case _:
            return "other"


kinds = [kind(1), kind([4, 5, 6]), kind({"name": "net"}), kind(2.5), kind(1.5)]


def doubled(function):
    @wraps(function)
    def inner(*values, **named):
        inner.calls = getattr(inner, "calls", 0) + 1
        return 2 * function(*values, **named)

    return inner


@doubled
def area(a, b=3.0):
    return a * b


@lru_cache(maxsize=8)
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


areas = [area(1.0), area(2.0, b=4.0)]
called = area.calls
product = factorial(5)


class Tensor:
    def __init__(self, data):
        self._data = np.asarray(data, float)

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, value):
        self._data = np.clip(value, -5, 5)

    def __add__(self, other):
        return Tensor(self.data + getattr(other, "data", other))

    __radd__ = __add__

    def __matmul__(self, other):
        return Tensor(self.data @ other.data)

    def __neg__(self):
        return Tensor(-self.data)

    def __getitem__(self, place):
        return self.data[place]

    def __setitem__(self, place, value):
        self._data[place] = value

    def __len__(self):
        return len(self.data)

    def __enter__(self):
        self.kept = self.data.copy()
        return self

    def __exit__(self, *error):
        self.data = self.kept


one, two = Tensor([[1, 2], [3, 4]]), Tensor(np.eye(2))
three = -((one @ two) + one + 1)
three[0, 0] = 7.0
length, corner = len(three), three[1, 1]
one.data = [[9.0, 1.0], [0.0, -9.0]]
with two as held:
    held.data = held.data * 3
    tripled = held.data.sum()
after = two.data.sum()


@dataclass
class Setup:
    rate: float = 0.1
    sizes: list = field(default_factory=lambda: [2, 3])


setup = replace(Setup(), rate=0.3)
Sample = namedtuple("Sample", "x y")
sample = Sample(1.0, 2.0)._replace(y=5.0)
recent = deque(maxlen=2)
for value in (1.0, 2.0, 3.0):
    recent.append(value)
oldest = recent[0]

counts = Counter("hello").most_common(1)
words = re.findall(r"\w+", "a net, a loss")
groups = defaultdict(list)
for word in words:
    groups[len(word)].append(word)
ordered = OrderedDict(sorted(groups.items()))
seen = set()
for word in words:
    seen.add(word)
unseen = len(seen)
sums = list(accumulate([1, 2, 3])), list(starmap(operator.mul, [(1, 2), (3, 4)]))
turns = list(islice(cycle([1, 2]), 5)), list(chain.from_iterable([[1], [2, 3]]))
largest = max([{"a": 3}, {"a": 5}], key=operator.itemgetter("a"))["a"]
powers = list(map(partial(pow, 2), range(4))), reduce(operator.add, [1.0, 2.0, 4.0])
middle = (
    statistics.mean([1.0, 2.0, 6.0]),
    statistics.median([3, 1, 2]),
    statistics.stdev([1, 3]),
)

found = []
for key in ("a", "b"):
    try:
        found.append({"a": 1}[key])
    except KeyError:
        found.append(-1)
try:
    with open("no_such_file.csv") as file:
        lines = file.readlines()
except FileNotFoundError:
    lines = ["made up"]
else:
    lines = []
try:
    iterator = iter([1])
    next(iterator)
    next(iterator)
except StopIteration:
    ended = True

parser = argparse.ArgumentParser()
parser.add_argument("--hidden-units", type=int, default=4)
parser.add_argument("--quiet", action="store_true")
options = vars(parser.parse_args([]))
del parser

slopes = np.zeros((2, 2))
walk = np.nditer(slopes, flags=["multi_index"], op_flags=["readwrite"])
while not walk.finished:
    slopes[walk.multi_index] = sum(walk.multi_index)
    walk.iternext()
del walk
for place in np.ndindex(2, 2):
    slopes[place] += 10 * place[0]
for place, entry in np.ndenumerate(slopes):
    slopes[place] = entry * 2

labels, codes = np.unique(np.array(["b", "a", "b"]), return_inverse=True)
share = float((np.array(["b", "a", "b"]) == "b").mean())
labels = len(labels)
count = 0
while (count := count + 1) < 5:
    if count > 7:
        break
else:
    count += 100
*start, last = range(4)
