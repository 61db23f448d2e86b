# all layers have width 4 ("to keep it simple")
import numpy as np
D = 4
np.random.seed(7)
data = np.random.randn(21, D)
goal = np.tanh(data[:, ::-1] * 0.7)

U, V, S = (np.random.randn(D, D) / np.sqrt(D) for _ in range(3))
u, v, s = np.zeros(D), np.zeros(D), np.zeros(D)

def act(z): return 1 / (1 + np.exp(-z))

k = 0
while k < 600:
    p = act(np.add(data @ U, u))
    q = act(np.add(p @ V, v))
    r = np.add(q @ S, s)
    diff = np.subtract(r, goal)
    E = 0.5 * (diff * diff).sum() / data.shape[0]

    dr = diff / data.shape[0]
    dS = np.einsum('ni,nj->ij', q, dr)
    ds = np.einsum('nj->j', dr)
    dq = np.einsum('nj,ij->ni', dr, S) * q * (1 - q)
    dV = np.einsum('ni,nj->ij', p, dq)
    dv = np.einsum('nj->j', dq)
    dp = np.einsum('nj,ji->ni', dq, V) * p * (1 - p)
    dU = np.einsum('ni,nj->ij', data, dp)
    du = np.einsum('nj->j', dp)

    U -= 0.5 * dU; u -= 0.5 * du
    V -= 0.5 * dV; v -= 0.5 * dv
    S -= 0.5 * dS; s -= 0.5 * ds
    if k % 150 == 0:
        print(k, round(E, 6))
    k += 1
