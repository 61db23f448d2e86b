import numpy as np

rng = np.random.default_rng(2)
T, D, H = 5, 2, 4
xs = rng.normal(size=(T, D))
goal = 0.8
P = {k: rng.normal(size=(H, D + H)) * .5 for k in ("Wi", "Wf", "Wo", "Wg")}
P["V"] = rng.normal(size=H)


def sig(a):
    return 1 / (1 + np.exp(-a))


for epoch in range(60):
    h, c = np.zeros(H), np.zeros(H)
    tape = []
    for x in xs:
        z = np.concatenate([x, h])
        i, f, o = sig(P["Wi"] @ z), sig(P["Wf"] @ z), sig(P["Wo"] @ z)
        g = np.tanh(P["Wg"] @ z)
        c_old = c
        c = f * c_old + i * g
        h = o * np.tanh(c)
        tape.append((z, i, f, o, g, c_old, c))
    pred = P["V"] @ h
    loss = 0.5 * (pred - goal) ** 2
    e = pred - goal
    G = {k: np.zeros_like(v) for k, v in P.items()}
    G["V"] = e * h
    dh, dc = e * P["V"], np.zeros(H)
    for z, i, f, o, g, c_old, c in reversed(tape):
        tc = np.tanh(c)
        dc = dc + dh * o * (1 - tc ** 2)
        ai = dc * g * i * (1 - i)
        af = dc * c * f * (1 - f)
        ao = dh * tc * o * (1 - o)
        ag = dc * i * (1 - g ** 2)
        G["Wi"] += np.outer(ai, z)
        G["Wf"] += np.outer(af, z)
        G["Wo"] += np.outer(ao, z)
        G["Wg"] += np.outer(ag, z)
        dz = P["Wi"].T @ ai + P["Wf"].T @ af + P["Wo"].T @ ao + P["Wg"].T @ ag
        dh = dz[D:]
        dc = dc * f
    for k in P:
        P[k] -= 0.1 * G[k]
    if epoch % 20 == 0:
        print(epoch, loss)
