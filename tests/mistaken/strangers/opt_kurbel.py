import numpy as np

LAM = 0.05
MU = 0.7

def make_data():
    g = np.random.default_rng(83)
    # crank angle sin/cos, rpm, throttle -> torque, smoothness
    angle = g.uniform(0, 2 * np.pi, 28)
    x = np.c_[np.sin(angle), np.cos(angle), g.normal(size=(28, 2))]
    y = np.c_[x[:, 0] * x[:, 3], 0.5 * x[:, 1] - 0.3 * x[:, 2] ** 2] + g.normal(0, 0.05, (28, 2))
    return x, y

def objective(w, x, y):
    h = np.tanh(x @ w["in"] + w["in_b"])
    o = h @ w["out"] + w["out_b"]
    fit = np.sum((o - y) ** 2) / len(x)
    return h, o, fit + LAM * (np.sum(w["in"] ** 2) + np.sum(w["out"] ** 2))

def derivatives(w, x, y, h, o):
    g = {}
    up = 2 * (o - y) / len(x)
    g["out"] = h.T @ up
    g["out_b"] = up.sum(0)
    down = (up @ w["out"].T) * (1 - h ** 2)
    g["in"] = x.T @ down + 2 * LAM * w["in"]
    g["in_b"] = h.sum(0)
    return g

def main():
    x, y = make_data()
    g0 = np.random.default_rng(1)
    w = {"in": g0.normal(0, .5, (4, 6)), "in_b": np.zeros(6), "out": g0.normal(0, .5, (6, 2)), "out_b": np.zeros(2)}
    vel = {k: np.zeros_like(a) for k, a in w.items()}
    for epoch in range(200):
        h, o, J = objective(w, x, y)
        grad = derivatives(w, x, y, h, o)
        for k in w:
            vel[k] = MU * vel[k] + grad[k]
            w[k] -= 0.003 * vel[k]
        if epoch % 40 == 0:
            print(epoch, J)

main()
