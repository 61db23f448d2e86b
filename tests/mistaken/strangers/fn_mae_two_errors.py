import numpy as np

r = np.random.default_rng(64)
IN = r.normal(size=(33, 3))
OUT = np.cos(IN[:, :1]) + IN[:, 1:2] * IN[:, 2:3]
model = [r.normal(size=(3, 6)), r.normal(size=6), r.normal(size=(6, 1)), r.normal(size=1)]
DECAY = 0.05


def predict(U, c, v, d):
    return np.sin(IN @ U + c) @ v + d


def objective(U, c, v, d):
    res = predict(U, c, v, d) - OUT
    return np.mean(res ** 2) + DECAY * ((U ** 2).sum() + (v ** 2).sum())


def grads(U, c, v, d):
    pre = IN @ U + c
    act = np.sin(pre)
    g_out = 2 * (act @ v + d - OUT) / len(OUT)
    g_v = act.T @ g_out + 2 * DECAY * v
    g_d = g_out.sum(0)
    g_pre = g_out @ v.T * -np.cos(pre)
    g_U = IN.T @ g_pre
    g_c = g_pre.sum(0)
    return g_U, g_c, g_v, g_d


if __name__ == '__main__':
    for epoch in range(1, 401):
        model = [p - 0.05 * g for p, g in zip(model, grads(*model))]
        if epoch % 100 == 0:
            print(epoch, 'objective', objective(*model))
