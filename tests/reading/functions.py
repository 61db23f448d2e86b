"""Functions of NumPy on data and on numbers that are learned."""

import math

import numpy as np

rng = np.random.default_rng(3)
data = rng.normal(size=(7, 4))
row = data[:, 1]
weight = 0.5
for step in range(6):
    weight = weight - 0.1 * (weight * row.sum() - 1.0)

# of data only
counts, edges = np.histogram(row, bins=5)
bins = np.digitize(row, edges)
quarters = np.percentile(data, [25, 50, 75], axis=0)
middle = np.median(data, axis=1)
between = np.interp([0.25, 0.5], [0.0, 1.0, 2.0], [1.0, 3.0, 2.0])
slopes = np.gradient(row)
both = np.cov(data.T)
alike = np.corrcoef(data, rowvar=False)
left, values, right = np.linalg.svd(data, full_matrices=False)
volume = np.linalg.det(both)
powers = np.vander([1.0, 2.0, 3.0], 3)
steps = np.geomspace(1.0, 100.0, 5)
places = np.searchsorted(edges, [0.1, 0.2])
line = np.polyfit(row, data[:, 0], 1)
window = np.hanning(5)
low_rows, low_columns = np.tril_indices(3)
lower = np.tri(3)
single, inverse = np.unique([3, 1, 3], return_inverse=True)
spread = np.quantile(row, 0.3)

# entry by entry
far = np.hypot(data[:, 0], row)
turned = np.arctan2(row, data[:, 2])
signed = np.copysign(row, data[:, 3])
peak = np.sinc(np.append(row, 0.0))
angles = np.radians(data), np.rad2deg(row)
soft = np.logaddexp(0, row), np.logaddexp2(row, 1.0)
roots = np.cbrt(row)
whole, rest = np.divmod(np.arange(7), 3)
wide = np.arccosh(np.abs(row) + 1.5)
grown = np.cumprod(data, axis=1), np.cumsum(data), data.cumprod(axis=0)
reach = np.ptp(data, axis=0)
most = np.linalg.norm(row, np.inf), np.linalg.norm(data, axis=1)
masked = np.sum(data, axis=1, where=data > 0)

# moved entries
ones_first = np.pad(data, ((0, 0), (1, 0)), constant_values=1)
framed = np.pad(data, 1, mode="edge")
bias = np.insert(data, 0, 1, axis=1)
inserted = np.insert(row, [1, 3], [8.0, 9.0])
fewer = np.delete(data, 1, axis=1)
quarter = np.rot90(data)
tall = np.resize(row, (3, 4))
views = np.lib.stride_tricks.sliding_window_view(row, 3)
full = np.convolve(row, [1.0, 2.0, 3.0]), np.convolve(row, [1.0, 2.0], "same")
valid = np.convolve(row, [1.0, 2.0, 3.0], "valid"), np.convolve([1.0, 2.0], row)
like = np.correlate(row, [1.0, 2.0, 3.0]), np.correlate(row, [1.0, 2.0], "full")
area = np.trapezoid(row), np.trapezoid(row, data[:, 0])
blocks = np.block([[data, data], [data, data]])
deep = np.dstack([data, data])
above = np.diag([1.0, 2.0], 1), np.diag(data, -1), np.diag([1.0, 2.0], -1)
twice = np.diff(row, 2), np.diff(row, prepend=0.0), np.diff(data, axis=0)
products = np.kron(data, np.eye(2))

# with functions of the script
relu = np.vectorize(lambda z: z if z > 0 else 0.0)
risen = relu(data)
larger = np.vectorize(lambda a, b: max(a, b))(row, 0.25)
shares = np.apply_along_axis(lambda z: np.exp(z) / np.exp(z).sum(), 1, data)
lengths = np.apply_along_axis(np.linalg.norm, 0, data)
table = np.fromfunction(lambda i, j: i + 2 * j, (3, 2))
pieces = np.piecewise(row, [row < 0, row >= 0], [lambda z: -z, lambda z: z * z])
chosen = np.choose([0, 1, 0], [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
corner = data[np.ix_([0, 2], [1, 3])]
ups, downs = np.mgrid[0:3, 0:2]
kept = np.extract(row > 0, row), np.compress([True, False, True], data, axis=0)
target = np.zeros((3, 4))
np.put_along_axis(target, np.array([[1], [3], [0]]), 1.0, axis=1)
np.put(target, [0, 5], 7.0)
np.putmask(target, target > 5, -1.0)
first, second = np.broadcast_arrays(row, 2.0)

# of single numbers
parts = math.hypot(3.0, 4.0), math.atan2(1.0, 2.0), math.degrees(1.0), math.log(8.0, 3)
