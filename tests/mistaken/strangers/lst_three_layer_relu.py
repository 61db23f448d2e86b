import random

random.seed(90)

def relu(v):
    return [max(0.0, a) for a in v]

def affine(W, b, v):
    return [sum(w * a for w, a in zip(row, v)) + bb for row, bb in zip(W, b)]

def mat(rows, cols):
    return [[random.gauss(0, (2 / cols) ** 0.5) for _ in range(cols)] for _ in range(rows)]

W = [mat(4, 2), mat(4, 4), mat(1, 4)]
B = [[0.1] * 4, [0.1] * 4, [0.0]]
samples = [([a / 4, b / 4], abs(a - b) / 4 + random.gauss(0, 0.01)) for a in range(-3, 4, 2) for b in range(-3, 4, 2)]
lr = 0.02

for epoch in range(200):
    loss = 0.0
    random.shuffle(samples)
    for x, t in samples:
        z = []
        a = [x]
        for l in range(3):
            z.append(affine(W[l], B[l], a[-1]))
            a.append(relu(z[-1]) if l < 2 else z[-1])
        err = a[3][0] - t
        loss += abs(err)

        # absolute error -> sign
        delta = [1.0 if err > 0 else -1.0]
        for l in (2, 1, 0):
            below = []
            if l > 0:
                for j in range(len(a[l])):
                    s = sum(W[l][i][j] * delta[i] for i in range(len(delta)))
                    below.append(s if z[1][j] > 0 else 0.0)
            for i, d in enumerate(delta):
                for j, v in enumerate(a[l]):
                    W[l][i][j] -= lr * d * v
                B[l][i] -= lr * d
            delta = below
    if epoch % 40 == 0:
        print("epoch", epoch, "mean abs error", loss / len(samples))
