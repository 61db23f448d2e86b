"""What arrays share and what they copy; parts, masks, joins, products; odd spellings."""

import copy
import math
from functools import partial, reduce

import numpy as np

a = np.sin(np.arange(12.0)).reshape(3, 4)
view = a[1]
column = a[:, 2]
turned = a.T
flat = a.reshape(-1)
kept = a.copy()
view += 10
column[0] = 5.0
turned[0, 0] = 7.0
flat[3] = -1.0
a[a < -0.5] = 0
a[:, 1] *= 2
rows = a[[0, 2]]
rows += 100
picked = a[np.arange(3), [0, 1, 2]]
b = a
b -= 1
c = a
c = c - 1
np.add(a, 1, out=a)
d = np.zeros((2, 3), dtype=int)
d[0] = [1, 2, 3]
d[1, :] += 4
e = np.zeros(3)
e[1:] = 2
e[::2] -= 1
m = np.array([[1.0, 2.0], [3.0, 4.0]])
joined = np.concatenate([m, m * 2], axis=1)
stacked = np.stack([m, -m])
ones = np.hstack((np.ones((2, 1)), m))
with_c = np.c_[np.ones(2), m]
rowed = np.vstack([m, [9.0, 9.0]])
repeated = np.repeat(m, 2, axis=0)
tiled = np.tile(m[0], (3, 1))
wide = m[:, np.newaxis, :] - m[None]
squeezed = np.squeeze(m[:1])
outer = np.outer(m[0], m[1])
einsum = np.einsum("ij,kj->ik", m, m + 1)
tensor = np.tensordot(m, m, axes=([0], [1]))
inner = np.inner(m[0], m[1])
batched = np.einsum("nij,njk->nik", stacked, stacked)
mat = stacked @ stacked
norm = np.linalg.norm(m)
clipped = np.clip(m, 1.5, 3.5)
where = np.where(m > 2, m, 0.01 * m)
heavy = np.heaviside(m - 2, 0)
mean, std, var = m.mean(0), m.std(axis=1), np.var(m)
top, low = m.max(axis=1, keepdims=True), np.min(m)
place = m.argmax(axis=1)
order = np.argsort(-m[0])
total = np.cumsum(m, axis=1)
eye = np.eye(3)[[2, 0, 1]]
lin = np.linspace(0, 1, 5)
grid = np.arange(2, 10, 3)
logs = np.log(m) + np.log1p(m) - np.expm1(-m) + np.logaddexp(0, m)
split1, split2 = np.split(m, 2, axis=1)
rolled = np.roll(m, 1, axis=1)
flipped = m[::-1]
truth = (m > 1.5) & (m < 4)
count = int(np.sum(truth))
same = np.allclose(m, m + 1e-12)
moved = np.swapaxes(stacked, 0, 2)
sums = np.sum(stacked, axis=(0, 2))
prod = np.prod(m, axis=0)
labels = np.array([2, 0, 1])
onehot = np.zeros((3, 3))
onehot[np.arange(3), labels] = 1
probs = np.full((3, 3), 1 / 3)
probs[range(3), labels] -= 1
picked_log = -np.log(np.abs(probs[np.arange(3), labels])).mean()
counts = np.zeros(3)
np.add.at(counts, [0, 0, 2], 1.5)
nested = [m, [m, 3.0]]
shallow = copy.copy(nested)
deep = copy.deepcopy(nested)
m *= 2
text = f"{math.pi:.3f} {len(m)} {m.shape}"
scale = partial(np.multiply, 3)
scaled = scale(m)
folded = reduce(lambda x, y: x * y, [1.0, 2.0, 3.0])
mapped = list(map(lambda v: v**2, [1, 2, 3]))
ordered = sorted([3, 1, 2], reverse=True)
chained = 0 < 1 < 2
best = max([1.0, 5.0, 2.0])
largest = max(3, 4)
zipped = [x + y for x, y in zip([1, 2], (3, 4))]
table = {k: v * 2 for k, v in {"x": 1, "y": 2.5}.items()}
first, *rest = [1, 2, 3]
swap1, swap2 = 1.5, 2.5
swap1, swap2 = swap2, swap1
whole, part = divmod(7, 3)
power = 2**-1 + 2**0.5
mean_of = sum(lin) / len(lin)
start = sum([[1, 2], [3]], [])
