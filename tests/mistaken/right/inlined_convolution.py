import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

rng = np.random.default_rng(21)
signals = np.stack([np.convolve(rng.normal(size=24), np.hanning(5), mode="valid") for _ in range(10)])
signals = np.pad(signals, ((0, 0), (2, 2)), mode="reflect")
targets = np.gradient(signals, axis=1).std(axis=1)
width, channels = 5, 3
kernel = rng.normal(size=(width, channels)) * 0.3
bias = np.zeros(channels)
dense = rng.normal(size=channels) * 0.3
windows = sliding_window_view(signals, width, axis=1)      # (10, 20, 5)
for epoch in range(40):
    conv = np.einsum("ntw,wc->ntc", windows, kernel) + bias
    act = np.log1p(np.exp(conv))
    pooled = act.mean(axis=1)
    out = pooled @ dense
    err = out - targets
    loss = 0.5 * np.mean(err ** 2)
    d_out = err / err.size
    d_dense = np.tensordot(d_out, pooled, axes=1)
    d_pooled = np.multiply.outer(d_out, dense)
    d_act = np.repeat(d_pooled[:, np.newaxis, :], conv.shape[1], axis=1) / conv.shape[1]
    d_conv = d_act * np.reciprocal(1 + np.exp(-conv))
    d_kernel = np.einsum("ntw,ntc->wc", windows, d_conv)
    d_bias = d_conv.sum((0, 1))
    kernel -= 0.05 * d_kernel
    bias -= 0.05 * d_bias
    dense -= 0.05 * d_dense
    if not epoch & 7:
        print(epoch, "loss", loss)
