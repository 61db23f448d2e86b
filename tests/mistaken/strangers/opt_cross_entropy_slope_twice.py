import numpy as np

rand = np.random.RandomState(17)
x = np.vstack([rand.normal(-1, 1, (20, 2)), rand.normal(1, 1, (25, 2))])
y = np.hstack([np.zeros(20), np.ones(25)]).reshape(-1, 1)
layer = {'w1': rand.randn(2, 4), 'b1': rand.randn(4), 'w2': rand.randn(4, 1), 'b2': rand.randn(1)}
sigma = lambda s: 1 / (1 + np.exp(-s))

for it in range(500):
    eta = 0.5 * 0.995 ** it
    h = sigma(x @ layer['w1'] + layer['b1'])
    o = sigma(h @ layer['w2'] + layer['b2'])
    ce = np.mean(-y * np.log(o) - (1 - y) * np.log(1 - o))
    do = (o - y) / (o * (1 - o)) / len(y)
    ds = do * o * (1 - o)
    dh = ds @ layer['w2'].T
    dt = dh * h * (1 - h) * h * (1 - h)
    dl = {'w1': x.T @ dt, 'b1': dt.sum(0), 'w2': h.T @ ds, 'b2': ds.mean(0)}
    for name in layer:
        layer[name] -= eta * dl[name]
    if it % 100 == 0:
        print('%4d  ce=%.4f  eta=%.3f' % (it, ce, eta))

h = sigma(x @ layer['w1'] + layer['b1'])
guess = sigma(h @ layer['w2'] + layer['b2']) > 0.5
print('accuracy', np.mean(guess == (y == 1)))
