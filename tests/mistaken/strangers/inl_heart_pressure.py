import numpy as np
import math

# toy data: age, pressure, pulse -> ill or not
rs = np.random.RandomState(42)
n = 40
feats = rs.normal(0, 1, size=(n, 3))
ill = ((feats[:, 0] + 0.7*feats[:, 1] - feats[:, 2]*feats[:, 0] + rs.normal(0, .2, n)) > 0)
ill = ill.astype(float).reshape(-1, 1)

hidden_units = 6
W_hid = rs.normal(0, 1/math.sqrt(3), size=(3, hidden_units))
b_hid = np.zeros((1, hidden_units))
W_out = rs.normal(0, 1/math.sqrt(hidden_units), size=(hidden_units, 1))
b_out = np.zeros((1, 1))
eta = 0.5

for epoch in range(800):
    a_hid = 1/(1+np.exp(-(feats @ W_hid + b_hid)))
    a_out = 1/(1+np.exp(-(a_hid @ W_out + b_out)))

    bce = -(ill*np.log(a_out) + (1-ill)*np.log(1-a_out)).sum()/n

    d_out = (a_out - ill)/n
    gW_out = a_hid.T @ d_out
    gb_out = d_out.sum(axis=0, keepdims=True)
    d_hid = d_out @ W_out.T * a_hid * (1 - a_hid)
    gW_hid = feats.T @ d_hid
    gb_hid = d_hid.mean(axis=0, keepdims=True)

    W_out -= eta*gW_out
    b_out -= eta*gb_out
    W_hid -= eta*gW_hid
    b_hid -= eta*gb_hid

    if epoch % 100 == 0:
        acc = ((a_out > .5) == ill).mean()
        print(epoch, round(bce, 4), "acc", acc)
