# One tanh neuron with a second one behind it -- slides 14 to 19, typed in by me. Vectors only.
import numpy as np
r = np.random.RandomState(55)

x = r.uniform(-1, 1, size=(13, 2))
t = np.sign(x[:, 0] - 0.3 * x[:, 1])

p = r.randn(2)          # first neuron's weights
p0 = r.randn()          # its bias
q, q0 = r.randn(), r.randn()

steps = 0
while steps < 300:
    a = np.tanh(x.dot(p) + p0)
    y = np.tanh(q * a + q0)
    C = np.mean((t - y) ** 2)

    # dC/dy
    dy = -2 * (t - y) / t.size
    # second neuron
    dv = dy * (1 - y ** 2)
    dq = np.dot(dv, a)
    dq0 = 2 * dv.sum()
    # first neuron
    da = dv * q
    du = da * (1 - a ** 2)
    dp = du @ x
    dp0 = (-du).sum()

    p, p0, q, q0 = [old - 0.2 * g for old, g in ((p, dp), (p0, dp0), (q, dq), (q0, dq0))]
    if steps % 60 == 0:
        print(steps, C, np.mean(np.sign(y) == t))
    steps += 1
