import random
random.seed(40)

# learn a smoothing filter: convolution (stride 1, no padding), relu, average, compare
def conv(sig, ker, bias):
    k = len(ker)
    return [sum(ker[j] * sig[i + j] for j in range(k)) + bias for i in range(len(sig) - k + 1)]

signals = [[random.uniform(-1, 1) for _ in range(8)] for _ in range(10)]
true_k = [0.5, -1.0, 0.8]
goals = []
for s in signals:
    f = [max(0, v) for v in conv(s, true_k, 0.2)]
    goals.append(sum(f) / len(f) + random.gauss(0, 0.01))

ker = [random.uniform(-.5, .5) for _ in range(3)]
bias = 0.3
gain = 1.0
lr = 0.05

for epoch in range(400):
    loss = 0
    g_ker = [0] * 3
    g_bias = 0
    g_gain = 0
    for s, goal in zip(signals, goals):
        z = conv(s, ker, bias)
        f = [v if v > 0 else 0 for v in z]
        pooled = sum(f) / len(f)
        e = gain * pooled - goal
        loss += e * e
        # backwards
        g_gain += 2 * e * pooled
        share = 2 * e * gain / len(f)
        for i, v in enumerate(f):
            if v > 0:
                g_bias += share
                for j in range(3):
                    g_ker[j] += share * s[i + j]
    ker = [k - lr * g for k, g in zip(ker, g_ker)]
    bias -= lr * g_bias
    gain -= lr * g_gain
    if epoch % 80 == 0:
        print(epoch, loss)
print(ker, bias, gain)
