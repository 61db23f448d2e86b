import numpy as np

N_SAMPLES = 30
N_FEAT = 5
N_HIDDEN = 8
LEARN = 0.01

gen = np.random.RandomState(99)
features = gen.uniform(-1, 1, size=(N_SAMPLES, N_FEAT))     # rms, peak, kurtosis, crest, temp
wear = np.abs(features[:, 0:1]) * 0.7 + 0.4 * features[:, 1:2] * features[:, 4:5] + 0.02 * gen.randn(N_SAMPLES, 1)

A = gen.randn(N_FEAT, N_HIDDEN) / np.sqrt(N_FEAT)
a = np.zeros((1, N_HIDDEN))
B = gen.randn(N_HIDDEN, 1) / np.sqrt(N_HIDDEN)
b = np.zeros((1, 1))

history = []
for epoch in range(1200):
    pre = np.dot(features, A) + a
    act = np.arctan(pre)
    est = np.dot(act, B) + b
    diff = est - wear
    mse = np.square(diff).mean()
    history.append(mse)

    grad_B = np.dot(act.T, diff)
    grad_b = np.sum(diff, axis=0, keepdims=True)
    d_act = np.dot(diff, B.T)
    d_pre = d_act / (1.0 + pre ** 2)
    grad_A = np.dot(features.T, d_pre)
    grad_a = np.sum(d_pre, axis=0, keepdims=True)
    for par, gr in ((A, grad_A), (a, grad_a), (B, grad_B), (b, grad_b)):
        par -= LEARN * gr

print("first mse", history[0])
print("last mse ", history[-1])
