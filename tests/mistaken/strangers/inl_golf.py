# shortest two layer net i could get away with. no biases, no mercy
import numpy as np
R = np.random.RandomState(7)
x = R.randn(9, 4)
y = (x[:, :1] * x[:, 1:2] < 0) * 1.
s = lambda t: 1 / (1 + np.exp(-t))
a = R.randn(4, 6)
b = R.randn(6, 1)
L = []
for i in range(2000):
    h = s(x @ a)
    o = s(h @ b)
    L += [.5 * ((y - o)**2).sum()]
    q = (y - o) * o * (1 - o)
    r = q @ b.T * h * (1 - h)
    b += h.T @ q
    a += x.T @ r
    # i % 500 or print(i, L[-1])

for i in range(0, 2000, 400):
    print(i, '%.5f' % L[i])
print('end %.5f' % L[-1])
