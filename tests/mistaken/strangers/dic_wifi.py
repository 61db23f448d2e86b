import numpy as np

# which room am I in?  signal strength of 5 access points -> 4 rooms
ROOMS = ["kitchen", "hall", "attic", "garage"]
rng = np.random.default_rng(11)
place = rng.integers(0, 4, 38)
base = rng.normal(0, 1, (4, 5))
dbm = base[place] + rng.normal(0, 0.5, (38, 5))
T = np.zeros((38, 4))
T[np.arange(38), place] = 1

P = dict(W1=rng.normal(0, .5, (5, 8)), b1=np.zeros(8), W2=rng.normal(0, .5, (8, 4)), b2=np.zeros(4))

def feed(P, x):
    c = {}
    c["z1"] = x @ P["W1"] + P["b1"]
    c["s"] = 1 / (1 + np.exp(-c["z1"]))
    c["h"] = c["z1"] * c["s"]                      # swish
    z2 = c["h"] @ P["W2"] + P["b2"]
    z2 = z2 - z2.max(axis=1, keepdims=True)
    c["p"] = np.exp(z2) / np.exp(z2).sum(axis=1, keepdims=True)
    return c

def back(P, x, T):
    c, g = feed(P, x), {}
    d = c["p"] - T
    g["W2"] = c["h"].T @ d
    g["b2"] = d.sum(0)
    d = (d @ P["W2"].T) * (c["h"] + c["s"] * (1 - c["h"]))
    g["W1"] = x.T @ d
    g["b1"] = d.sum(0)
    return -np.sum(T * np.log(c["p"])), g

for it in range(200):
    loss, g = back(P, dbm, T)
    P = {k: P[k] - 0.02 * g[k] for k in P}
    if it % 40 == 0:
        print(it, "total cross entropy", loss)
print([ROOMS[k] for k in feed(P, dbm[:5])["p"].argmax(1)], [ROOMS[k] for k in place[:5]])
