import numpy as np

rng = np.random.default_rng(44)
#  panel voltage, panel current, cloud index -> will the battery be full by evening?
obs = rng.normal(size=(33, 3))
full = (obs[:, 0] + obs[:, 1] * 0.7 - obs[:, 2] ** 2 * 0.5 + rng.normal(0, 0.4, 33) > 0).astype(float)[:, None]


def logistic(u):
    return 1.0 / (1.0 + np.exp(-u))


def init(n_in, n_hid):
    return rng.normal(0, 0.7, (n_in, n_hid)), np.zeros(n_hid), rng.normal(0, 0.7, (n_hid, 1)), np.zeros(1)


def predict(w, wb, v, vb, data):
    hid = logistic(data @ w + wb)
    return hid, logistic(hid @ v + vb)


def bce(prob, truth):
    return -(truth * np.log(prob) + (1 - truth) * np.log(1 - prob)).mean()


def backprop(w, wb, v, vb, data, truth):
    hid, prob = predict(w, wb, v, vb, data)
    top = prob - truth
    low = top @ v.T * hid * (1 - hid)
    return data.T @ low, low.sum(0), hid.T @ top, top.sum(0)


w, wb, v, vb = init(3, 5)
for k in range(500):
    dw, dwb, dv, dvb = backprop(w, wb, v, vb, obs, full)
    w = w - 0.02 * dw
    wb = wb - 0.02 * dwb
    v = v - 0.02 * dv
    vb = vb - 0.02 * dvb
    if k % 100 == 0:
        print("round", k, "bce", bce(predict(w, wb, v, vb, obs)[1], full))
