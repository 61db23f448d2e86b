import numpy as np
from math import pi

# inverse kinematics of my 2-link arm:  (x, y) -> (angle1, angle2)
L1, L2 = 1.0, 0.7
rs = np.random.RandomState(5)
angles = np.column_stack([rs.uniform(0, pi / 2, 35), rs.uniform(0.2, 2.0, 35)])
px = L1 * np.cos(angles[:, 0]) + L2 * np.cos(angles[:, 0] + angles[:, 1])
py = L1 * np.sin(angles[:, 0]) + L2 * np.sin(angles[:, 0] + angles[:, 1])
inp = np.column_stack([px, py])
target = angles / pi

# two hidden layers
wa = rs.randn(2, 9) * 0.7
ba = np.zeros(9)
wb = rs.randn(9, 9) * 0.3
bb = np.zeros(9)
wc = rs.randn(9, 2) * 0.3
bc = np.zeros(2)

step_size = 0.01
k = 0
while k < 1500:
    ha = np.tanh(inp @ wa + ba)
    hb = np.tanh(ha @ wb + bb)
    out = hb @ wc + bc
    err = out - target
    cost = 0.5 * (err ** 2).sum()

    g_hb = (err @ wc.T) * (1 - hb ** 2)
    g_ha = (g_hb @ wb) * (1 - ha ** 2)

    wc -= step_size * hb.T @ err
    bc -= step_size * err.sum(0)
    wb -= step_size * ha.T @ g_hb
    bb -= step_size * g_hb.sum(0)
    wa -= step_size * inp.T @ g_ha
    ba -= step_size * g_ha.sum(0)
    if k % 250 == 0:
        print("iter %d cost %.5f" % (k, cost))
    k += 1
