import numpy as np

# features: count of "free", count of "!!!", count of known contacts, length of the mail / 1000
mails = np.array([
    [2, 3, 0, 0.1],
    [0, 0, 2, 0.6],
    [1, 4, 0, 0.2],
    [0, 1, 3, 1.1],
    [3, 1, 1, 0.3],
    [0, 0, 1, 0.4],
    [1, 2, 0, 0.1],
])
is_spam = np.array([[1, 0, 1, 0, 1, 0, 1]]).T


def add_ones(a):
    """bias trick: one more column"""
    return np.hstack([a, np.ones((a.shape[0], 1))])


def squash(a):
    return 1 / (1 + np.exp(-a))


def init_network(n_in, n_hid, n_out):
    rng = np.random.default_rng(99)
    return {"hidden": rng.normal(0, 0.5, (n_in + 1, n_hid)), "output": rng.normal(0, 0.5, (n_hid + 1, n_out))}


def train_step(net, X, t, lr):
    Xb = add_ones(X)
    hid = squash(Xb @ net["hidden"])
    hb = add_ones(hid)
    out = squash(hb @ net["output"])
    loss = ((out - t) ** 2).sum() / 2

    delta_out = out - t
    back = delta_out @ net["output"][:-1].T      # the bias row sends nothing back
    delta_hid = back * hid * (1 - hid)

    net["output"] = net["output"] - lr * (hb.T @ delta_out)
    net["hidden"] = net["hidden"] - lr * (Xb.T @ delta_hid)
    return loss


net = init_network(4, 3, 1)
history = []
for round_no in range(400):
    history.append(train_step(net, mails, is_spam, 0.25))
print("loss at start:", history[0])
print("loss at end:  ", history[-1])
print(squash(add_ones(squash(add_ones(mails) @ net["hidden"])) @ net["output"]).round(2).ravel())
