import numpy as np
# Linear regression that is robust to outliers: Huber loss

gen = np.random.default_rng(2024)
N_SAMPLES = 80
A = gen.normal(size=(N_SAMPLES, 3))
target = A @ np.array([1.5, -2.0, 0.5]) + 3.0
target += 0.1 * gen.normal(size=N_SAMPLES)
target[::9] += 15          # outliers

DELTA = 1.5
LR = 0.1

coef = np.zeros(3)
bias = 0.0

for epoch in range(300):
    pred = A @ coef + bias
    r = pred - target
    small = np.abs(r) <= DELTA
    per_sample = np.where(small, 0.5 * r ** 2, DELTA * (np.abs(r) - 0.5 * DELTA))
    loss = per_sample.mean()

    # derivative of the Huber loss
    psi = np.where(small, r, np.sign(r))

    g_coef = A.T @ psi / N_SAMPLES
    g_bias = psi.sum() / N_SAMPLES
    coef = coef - LR * g_coef
    bias = bias - LR * g_bias

    if epoch % 50 == 0:
        print("%3d %.5f" % (epoch, loss))

print("coef", coef.round(3), "bias", round(bias, 3))
