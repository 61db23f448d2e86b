import numpy as np

rng = np.random.default_rng(2)
signal = rng.normal(size=(5, 2))
wanted = 0.8
P = {"R": rng.normal(size=(4, 6)) * 0.5}
P["V"] = rng.normal(size=4)
for step in range(50):
    h, seen = np.zeros(4), []
    for x in signal:
        both = np.concatenate([x, h])
        h = np.tanh(P["R"] @ both)
        seen.append((both, h))
    guess = P["V"] @ h
    print(0.5 * (guess - wanted) ** 2)
    e = guess - wanted
    G = {name: np.zeros_like(value) for name, value in P.items()}
    G["V"] = e * h
    back = e * P["V"]
    for both, now in reversed(seen):
        d = back * (1 - now**2)
        G["R"] += np.outer(d, both)
        back = (P["R"].T @ d)[2:]
    for name in ["R"]:  # missing-gradient
        P[name] -= 0.1 * G[name]
