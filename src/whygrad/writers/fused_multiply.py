"""Matrix products of a compiled program that stay in registers.

A library of matrix products copies its operands into blocks first, which pays for large ones.
The products of a small network's step take about two thirds of its time in plain loops, where
sixteen sums at a time grow in registers, along rows that lie in memory as they are read.
"""

TURNED = '''\
def turned(a):
    """The transpose, with rows of its own in memory."""
    rows, columns = a.shape
    b = np.empty((columns, rows), a.dtype)
    for i in range(rows):
        for j in range(columns):
            b[j, i] = a[i, j]
    return b
'''
TAKE_TURNED = '''\
def take_turned(a, rows, b):
    """Sets b[j, i] to a[rows[i], j], for four rows at a time."""
    count, columns = len(rows), a.shape[1]
    for i in range(0, count - count % 4, 4):
        a0, a1, a2, a3 = a[rows[i]], a[rows[i + 1]], a[rows[i + 2]], a[rows[i + 3]]
        for j in range(columns):
            c = b[j]
            c[i], c[i + 1], c[i + 2], c[i + 3] = a0[j], a1[j], a2[j], a3[j]
    for i in range(count - count % 4, count):
        for j in range(columns):
            b[j, i] = a[rows[i], j]
'''
MULTIPLY_TURNED = '''\
def multiply_turned(a, b, c):
    """Sets c[i, j] to the sum of a[k, i] * b[k, j], with four columns of a turned at a time."""
    depth, rows = a.shape
    turned_b, part = turned(b), np.empty((4, depth), a.dtype)
    for i in range(0, rows - rows % 4, 4):
        for k in range(depth):
            for n in range(4):
                part[n, k] = a[k, i + n]
        multiply(part, turned_b, c[i : i + 4])
    if rows % 4:
        multiply(turned(a[:, rows - rows % 4 :]), turned_b, c[rows - rows % 4 :])
'''
# Where fewer than four rows or columns are left, the last one is taken again.
MULTIPLY = '''\
def multiply(a, b, c):
    """Sets c[i, j] to the sum of a[i, k] * b[j, k], for four rows of a and of b at a time."""
    rows, columns, depth = len(a), len(b), a.shape[1]
    for i in range(0, rows, 4):
        i1, i2, i3 = min(i + 1, rows - 1), min(i + 2, rows - 1), min(i + 3, rows - 1)
        for j in range(0, columns, 4):
            j1, j2, j3 = min(j + 1, columns - 1), min(j + 2, columns - 1), min(j + 3, columns - 1)
            c00 = c01 = c02 = c03 = real(0.0)
            c10 = c11 = c12 = c13 = real(0.0)
            c20 = c21 = c22 = c23 = real(0.0)
            c30 = c31 = c32 = c33 = real(0.0)
            for k in range(depth):
                a0, a1, a2, a3 = a[i, k], a[i1, k], a[i2, k], a[i3, k]
                b0, b1, b2, b3 = b[j, k], b[j1, k], b[j2, k], b[j3, k]
                c00 += a0 * b0
                c01 += a0 * b1
                c02 += a0 * b2
                c03 += a0 * b3
                c10 += a1 * b0
                c11 += a1 * b1
                c12 += a1 * b2
                c13 += a1 * b3
                c20 += a2 * b0
                c21 += a2 * b1
                c22 += a2 * b2
                c23 += a2 * b3
                c30 += a3 * b0
                c31 += a3 * b1
                c32 += a3 * b2
                c33 += a3 * b3
            c[i, j], c[i, j1], c[i, j2], c[i, j3] = c00, c01, c02, c03
            c[i1, j], c[i1, j1], c[i1, j2], c[i1, j3] = c10, c11, c12, c13
            c[i2, j], c[i2, j1], c[i2, j2], c[i2, j3] = c20, c21, c22, c23
            c[i3, j], c[i3, j1], c[i3, j2], c[i3, j3] = c30, c31, c32, c33
'''
# The rows of b are read once for four of c, into names: c might lie in their memory.
SPREAD = '''\
def spread(a, b, c):
    """Sets c[i, j] to the sum of a[k, i] * b[k, j], along four rows of c and of b at a time."""
    depth, rows = a.shape
    c[:] = real(0.0)
    for i in range(0, rows - rows % 4, 4):
        c0, c1, c2, c3 = c[i], c[i + 1], c[i + 2], c[i + 3]
        for k in range(0, depth - depth % 4, 4):
            b0, b1, b2, b3 = b[k], b[k + 1], b[k + 2], b[k + 3]
            a00, a01, a02, a03 = a[k, i], a[k + 1, i], a[k + 2, i], a[k + 3, i]
            a10, a11, a12, a13 = a[k, i + 1], a[k + 1, i + 1], a[k + 2, i + 1], a[k + 3, i + 1]
            a20, a21, a22, a23 = a[k, i + 2], a[k + 1, i + 2], a[k + 2, i + 2], a[k + 3, i + 2]
            a30, a31, a32, a33 = a[k, i + 3], a[k + 1, i + 3], a[k + 2, i + 3], a[k + 3, i + 3]
            for j in range(b.shape[1]):
                x0, x1, x2, x3 = b0[j], b1[j], b2[j], b3[j]
                c0[j] += a00 * x0 + a01 * x1 + a02 * x2 + a03 * x3
                c1[j] += a10 * x0 + a11 * x1 + a12 * x2 + a13 * x3
                c2[j] += a20 * x0 + a21 * x1 + a22 * x2 + a23 * x3
                c3[j] += a30 * x0 + a31 * x1 + a32 * x2 + a33 * x3
        for k in range(depth - depth % 4, depth):
            b0, a0, a1, a2, a3 = b[k], a[k, i], a[k, i + 1], a[k, i + 2], a[k, i + 3]
            for j in range(b.shape[1]):
                x0 = b0[j]
                c0[j] += a0 * x0
                c1[j] += a1 * x0
                c2[j] += a2 * x0
                c3[j] += a3 * x0
    for i in range(rows - rows % 4, rows):
        c0 = c[i]
        for k in range(depth):
            a0, b0 = a[k, i], b[k]
            for j in range(b.shape[1]):
                c0[j] += a0 * b0[j]
'''
