# A net of any depth in plain Python; every layer has 3 neurons.
import math, random
rnd = random.Random(21)

sizes = [3, 3, 3, 3]
weights = []
biases = []
for n_in, n_out in zip(sizes, sizes[1:]):
    weights.append([[rnd.uniform(-1, 1) for _ in range(n_in)] for _ in range(n_out)])
    biases.append([rnd.uniform(-.5, .5) for _ in range(n_out)])

xs = [[rnd.uniform(-1, 1) for _ in range(3)] for _ in range(20)]
ys = [[math.sin(a + b) * c, a * b, -c / 2] for a, b, c in xs]

def forward(x):
    activations = [x]
    for ws, bs in zip(weights, biases):
        x = [math.tanh(sum(w * v for w, v in zip(row, x)) + b) for row, b in zip(ws, bs)]
        activations.append(x)
    return activations

lr = 0.02
for epoch in range(60):
    sse = 0
    grads_w = [[[0.0] * len(row) for row in ws] for ws in weights]
    grads_b = [[0.0] * len(bs) for bs in biases]
    for x, y in zip(xs, ys):
        acts = forward(x)
        sse += sum((a - t) ** 2 for a, t in zip(acts[-1], y))
        deltas = [[2 * (a - t) * (1 - a * a) for a, t in zip(acts[-1], y)]]
        for l in range(len(weights) - 1, 0, -1):
            back = [sum(weights[l][j][i] * deltas[0][j] for j in range(len(deltas[0]))) for i in range(sizes[l])]
            deltas.insert(0, [s * (1 - a * a) for s, a in zip(back, acts[l + 1])])
        for l in range(len(weights)):
            for j, d in enumerate(deltas[l]):
                grads_b[l][j] += d
                for i in range(sizes[l]):
                    grads_w[l][j][i] += d * acts[l][i]
    for l in range(len(weights)):
        for j in range(len(biases[l])):
            biases[l][j] -= lr * grads_b[l][j]
            for i in range(len(weights[l][j])):
                weights[l][j][i] -= lr * grads_w[l][j][i]
    if epoch % 20 == 0:
        print(f"epoch {epoch}: sse {sse:.4f}")
