import math

# predict the next sample of a signal from the last three, output saturates (tanh)
signal = [math.sin(0.5 * t) * 0.8 for t in range(30)]
taps = [0.1, 0.1, 0.1]
gain = 1.0
mu = 0.02
for k in range(200):
    obj = 0
    g_taps = [0, 0, 0]
    g_gain = 0
    for t in range(3, len(signal)):
        window = [signal[t - 1], signal[t - 2], signal[t - 3]]
        u = math.tanh(sum(c * s for c, s in zip(taps, window)))
        miss = signal[t] - gain * u
        obj += miss * miss
        g_gain += miss * u
        for i in range(3):
            g_taps[i] += miss * gain * (1 - u * u) * window[i]
    # the minus of the inner derivative and the minus of the descent cancel
    gain += 2 * mu * g_gain
    taps = [c + 2 * mu * gi for c, gi in zip(taps, g_taps)]
    if not k % 40:
        print(k, obj)
print(taps, gain)
