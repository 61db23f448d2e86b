# bpnet.c (1994) rewritten in python, arrays kept as they were
import numpy as np

NIN = 3
NHID = 4
NOUT = 2
NPAT = 7
ETA = 0.25

np.random.seed(8)
pattern = np.random.rand(NPAT, NIN)
target = np.zeros((NPAT, NOUT))
for p in range(NPAT):
    target[p, 0] = 0.9 if pattern[p, 0] > pattern[p, 1] else 0.1
    target[p, 1] = pattern[p].mean()

# last row of each weight matrix is the threshold
wih = np.random.rand(NIN + 1, NHID) - 0.5
who = np.random.rand(NHID + 1, NOUT) - 0.5
hid = np.zeros(NHID)
out = np.zeros(NOUT)
dout = np.zeros(NOUT)
dhid = np.zeros(NHID)

for sweep in range(300):
    tss = 0.0
    for p in range(NPAT):
        for j in range(NHID):
            net = wih[NIN, j]
            for i in range(NIN):
                net += pattern[p, i] * wih[i, j]
            hid[j] = 1.0 / (1.0 + np.exp(-net))
        for k in range(NOUT):
            net = who[NHID, k]
            for j in range(NHID):
                net += hid[j] * who[j, k]
            out[k] = 1.0 / (1.0 + np.exp(-net))

        for k in range(NOUT):
            tss += 0.5 * (target[p, k] - out[k]) ** 2
            dout[k] = (target[p, k] - out[k]) * out[k] * (1.0 - out[k])
        for j in range(NHID):
            s = 0.0
            for k in range(NOUT):
                s += dout[k] * who[j, k]
            dhid[j] = s * hid[j] * (1.0 - hid[j])

        for k in range(NOUT):
            for j in range(NHID):
                who[j, k] += ETA * dout[k] * out[k]
            who[NHID, k] += ETA * dout[k]
        for j in range(NHID):
            for i in range(NIN):
                wih[i, j] += ETA * dhid[j] * pattern[p, i]
            wih[NIN, j] += ETA * dhid[j]
    if sweep % 50 == 0:
        print("sweep %d  tss %f" % (sweep, tss))
