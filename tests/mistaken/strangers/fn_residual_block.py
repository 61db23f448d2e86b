# a residual block: out = (x + relu(x P) Q) r
import numpy as np

_state = np.random.RandomState(55)
DATA = _state.randn(24, 4)
GOAL = np.abs(DATA).sum(axis=1)[:, None] * 0.3


def setup():
    return _state.randn(4, 7) * 0.4, _state.randn(7, 4) * 0.4, _state.randn(4, 1) * 0.4


def loss_and_grads(P, Q, r):
    a = DATA @ P
    h = a.clip(min=0)
    y = DATA + h @ Q
    out = y @ r
    diff = out - GOAL
    loss = float((diff ** 2).sum() / len(DATA))

    dout = 2.0 / len(DATA) * diff
    dr = DATA.T @ dout
    dy = dout @ r.T
    dQ = h.T @ dy
    da = (dy @ Q.T) * (a > 0)
    dP = DATA.T @ da
    return loss, (dP, dQ, dr)


def main():
    P, Q, r = setup()
    for i in range(300):
        loss, (dP, dQ, dr) = loss_and_grads(P, Q, r)
        P -= 0.02 * dP
        Q -= 0.02 * dQ
        r -= 0.02 * dr
        if i % 60 == 0:
            print(f"{i:>4} {loss:.6f}")


main()
