import numpy as np

def lr_at(epoch, start=0.3, half_life=100):
    return start * 0.5 ** (epoch / half_life)

def dropout_mask(shape, p_drop, gen):
    return gen.binomial(1, 1 - p_drop, size=shape) / (1 - p_drop)

gen = np.random.default_rng(73)
t = np.linspace(0, 1, 28).reshape(-1, 1)
signal = np.sin(4 * t) * t + gen.normal(0, 0.03, t.shape)

Wa = gen.normal(0, 2, (1, 12)); ba = gen.normal(0, 1, 12)
Wb = gen.normal(0, 0.3, (12, 1)); bb = np.zeros(1)

for epoch in range(301):
    pre = t @ Wa + ba
    act = 1 / (1 + np.exp(-pre))
    drop = dropout_mask(act.shape, 0.1, gen)
    hidden = act * drop
    guess = hidden @ Wb + bb
    loss = ((guess - signal) ** 2).mean()

    err = (2.0 / guess.size) * (guess - signal)
    back = err @ Wb.T
    back *= drop
    back *= act * (1 - act)

    eta = lr_at(epoch)
    Wb -= eta * (hidden.T @ err)
    bb -= eta * err.sum(axis=0)
    Wa -= eta * (t.T @ back)
    ba -= eta * back.sum(axis=0)
    if epoch % 60 == 0:
        print("epoch %d  eta %.3f  loss %.5f" % (epoch, eta, loss))
