import math, random
random.seed(3)

# count ones in a bit string with a scalar recurrent cell
def make(n):
    bits = [random.randint(0, 1) for _ in range(n)]
    return bits, sum(bits) / n

train = [make(5) for _ in range(16)]
u, r, c = 0.4, 0.3, 0.0       # input weight, recurrent weight, bias
v, d = 0.8, 0.0
lr = 0.05

for epoch in range(300):
    total = 0.0
    for bits, target in train:
        h = [0.0]
        for x in bits:
            h.append(math.tanh(u * x + r * h[-1] + c))
        out = v * h[-1] + d
        loss = (out - target) ** 2
        total += loss

        dout = 2 * (out - target)
        dv, dd = dout * h[-1], dout
        du = dr = dc = 0.0
        dh = dout * v
        for t in reversed(range(len(bits))):
            dz = dh * (1 - h[t + 1] ** 2)
            du += dz * bits[t]
            dr += 2 * dz * h[t]
            dc += dz
            dh = dz * r

        u -= lr * du
        r -= lr * dr
        c -= lr * dc
        v -= lr * dv
        d -= lr * dd
    if epoch % 60 == 0:
        print("epoch", epoch, "loss", total / len(train))
