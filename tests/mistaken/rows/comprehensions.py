"""Lists, comprehensions, sums and zips, without NumPy."""

from mistaken.scripts import Twin, cases, right, scaled, several, wrong

NEURON = cases(
    Twin(
        "comprehensions_neuron",
        loop="for step in range(200):",
        parameters=("w", "b"),
        rate="rate",
    ),
    wrong(
        "wrong-operand",
        "w -= rate * sum(g * x for g, x in zip(grads, xs))",
        "w -= rate * sum(g * y for g, y in zip(grads, ys))",
    ),
    wrong("averaged", "b -= rate * sum(grads)", "b -= rate * sum(grads) / len(grads)"),
    wrong("extra-factor", "b -= rate * sum(grads)", "b -= rate * 2 * sum(grads)"),
    wrong("wrong-sign", "b -= rate * sum(grads)", "b += rate * sum(grads)"),
    wrong(
        "wrong-loss",
        "loss = sum((y - t) ** 2 for y, t in zip(ys, ts)) / len(xs)",
        "loss = sum(y - t for y, t in zip(ys, ts)) ** 2 / len(xs)",
    ),
    wrong(
        "wrong-loss",
        "loss = sum((y - t) ** 2 for y, t in zip(ys, ts)) / len(xs)",
        "loss = sum((y - t) ** 2 for y in ys for t in ts) / len(xs)",
    ),
    several(
        "two",
        [
            ("sum(g * x for g, x in zip(grads, xs))", "sum(g * t for g, t in zip(grads, ts))"),
            ("b -= rate * sum(grads)", "b += rate * sum(grads)"),
        ],
        [
            ("wrong-operand", "w -= rate * sum(g * t for g, t in zip(grads, ts))"),
            ("wrong-sign", "b += rate * sum(grads)"),
        ],
    ),
    scaled("without-two", 0.5, ("[2 * (y - t)", "[(y - t)")),
    scaled("sum-for-mean", 21, ("(y - t) / len(xs) for", "(y - t) for")),
    right(
        "indexed",
        ("sum(g * x for g, x in zip(grads, xs))", "sum(grads[i] * xs[i] for i in range(len(xs)))"),
    ),
    right(
        "mapped",
        ("sum(g * x for g, x in zip(grads, xs))", "sum(map(lambda g, x: g * x, grads, xs))"),
    ),
)

MLP = cases(
    Twin(
        "comprehensions_mlp",
        loop="for epoch in range(100):",
        parameters=("W1", "b1", "W2", "b2"),
        rate="lr",
    ),
    wrong(
        "missing-derivative",
        "dZ = [[g * h * (1 - h) for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]",
        "dZ = [[g for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]",
    ),
    wrong(
        "wrong-derivative",
        "dZ = [[g * h * (1 - h) for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]",
        "dZ = [[g * (1 - h**2) for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]",
    ),
    wrong(
        "derivative-at-wrong-place",
        "dZ = [[g * h * (1 - h) for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]",
        "dZ = [[g * sigmoid(h) * (1 - sigmoid(h)) for g, h in zip(gs, hs)]"
        " for gs, hs in zip(dH, H)]",
    ),
    wrong(
        "repeated-derivative",
        "dZ = [[g * h * (1 - h) for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]",
        "dZ = [[g * (h * (1 - h)) ** 2 for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]",
    ),
    wrong(
        "summed-over-all",
        "db1 = [sum(column) for column in zip(*dZ)]",
        "db1 = [sum(sum(row) for row in dZ)] * MID",
    ),
    wrong(
        "averaged",
        "db1 = [sum(column) for column in zip(*dZ)]",
        "db1 = [sum(column) / ROWS for column in zip(*dZ)]",
    ),
    wrong(
        "missing-sum",
        "db2 = [sum(d[m] for d in dY) for m in range(OUT)]",
        "db2 = [dY[-1][m] for m in range(OUT)]",
    ),
    wrong(
        "missing-factor",
        "db2 = [sum(d[m] for d in dY) for m in range(OUT)]",
        "db2 = [sum(y[m] - t[m] for y, t in zip(Y, T)) / ROWS for m in range(OUT)]",
    ),
    scaled("sum-for-mean", 13, ("2 * (y - t) / ROWS for", "2 * (y - t) for")),
    right(
        "zipped",
        (
            "dW2 = [[sum(H[i][j] * dY[i][m] for i in range(ROWS)) for m in range(OUT)]"
            " for j in range(MID)]",
            "dW2 = [[sum(a * b for a, b in zip(hs, ds)) for ds in zip(*dY)] for hs in zip(*H)]",
        ),
    ),
    right("slope-spelled-out", ("g * h * (1 - h)", "g * (h - h * h)")),
)

UPDATE_W2 = "    W2 = minus(W2, G2, eta)\n"
MATRICES = cases(
    Twin(
        "comprehensions_matrices",
        loop="for _ in range(200):",
        parameters=("W1", "B1", "W2", "B2"),
        rate="eta",
    ),
    wrong(
        "wrong-derivative",
        "slope = apply(lambda h: 1 - h * h, H)",
        "slope = apply(lambda h: 1 - h, H)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "slope = apply(lambda h: 1 - h * h, H)",
        "slope = apply(lambda h: 1 - math.tanh(h) ** 2, H)",
    ),
    wrong(
        "transposed",
        "D1 = hadamard(matmul(D2, transpose(W2)), slope)",
        "D1 = hadamard(matmul(D2, W2), slope)",
    ),
    wrong(
        "missing-derivative",
        "D1 = hadamard(matmul(D2, transpose(W2)), slope)",
        "D1 = matmul(D2, transpose(W2))",
    ),
    wrong("wrong-sign", "D2 = minus(O, Y)", "D2 = minus(Y, O)"),
    wrong(
        "missing-gradient",
        "    B1 = [b - eta * g for b, g in zip(B1, col_sums(D1))]\n",
        "",
        line="W1 = minus(W1, G1, eta)",
    ),
    wrong(
        "updated-too-early",
        UPDATE_W2,
        "",
        ("    G2 = matmul(transpose(H), D2)\n", ""),
        (
            "    slope = apply",
            "    G2 = matmul(transpose(H), D2)\n" + UPDATE_W2 + "    slope = apply",
        ),
        line="D1 = hadamard(matmul(D2, transpose(W2)), slope)",
    ),
    wrong("wrong-operand", "G2 = matmul(transpose(H), D2)", "G2 = matmul(transpose(O), D2)"),
    several(
        "two",
        [
            ("slope = apply(lambda h: 1 - h * h, H)", "slope = apply(lambda h: h * (1 - h), H)"),
            ("G2 = matmul(transpose(H), D2)", "G2 = matmul(transpose(O), D2)"),
        ],
        [
            ("wrong-derivative", "slope = apply(lambda h: h * (1 - h), H)"),
            ("wrong-operand", "G2 = matmul(transpose(O), D2)"),
        ],
    ),
    scaled("square-without-half", 0.5, ("loss = 0.5 * sum(", "loss = sum(")),
)

LOGISTIC = cases(
    Twin(
        "comprehensions_logistic",
        loop="for _ in range(200):",
        parameters=("model",),
        loss="current",
        rate="0.5",
    ),
    wrong("averaged", '"b": sum(errors) / len(data),', '"b": sum(errors) / len(data) / len(data),'),
    wrong("missing-factor", '"b": sum(errors) / len(data),', '"b": sum(errors),'),
    wrong(
        "repeated-derivative",
        "errors = [prob(x) - y for x, y in data]",
        "errors = [(prob(x) - y) * prob(x) * (1 - prob(x)) for x, y in data]",
    ),
    wrong(
        "wrong-sign",
        "errors = [prob(x) - y for x, y in data]",
        "errors = [y - prob(x) for x, y in data]",
    ),
    right(
        "added",
        ("[prob(x) - y for", "[y - prob(x) for"),
        ("[w - 0.5 * g for", "[w + 0.5 * g for"),
        ('model["b"] -= 0.5', 'model["b"] += 0.5'),
    ),
)

SOFTMAX = cases(
    Twin(
        "comprehensions_softmax",
        loop="for epoch in range(150):",
        parameters=("weights", "biases"),
        rate="0.5",
    ),
    wrong(
        "repeated-derivative",
        "deltas = [[(p - t) / n for p, t in zip(ps, ts)] for ps, ts in zip(probs, onehots)]",
        "deltas = [[(p - t) * p * (1 - p) / n for p, t in zip(ps, ts)]"
        " for ps, ts in zip(probs, onehots)]",
    ),
    wrong(
        "wrong-sign",
        "deltas = [[(p - t) / n for p, t in zip(ps, ts)] for ps, ts in zip(probs, onehots)]",
        "deltas = [[(t - p) / n for p, t in zip(ps, ts)] for ps, ts in zip(probs, onehots)]",
    ),
    wrong(
        "missing-gradient",
        "    biases = [bias - 0.5 * g for bias, g in zip(biases, grad_b)]\n",
        "",
        line="weights = [[weights[k][i] - 0.5 * grad_w[k][i] for i in range(2)] for k in range(3)]",
    ),
    wrong(
        "averaged",
        "grad_b = [sum(d[k] for d in deltas) for k in range(3)]",
        "grad_b = [sum(d[k] for d in deltas) / n for k in range(3)]",
    ),
    wrong(
        "summed-over-all",
        "grad_b = [sum(d[k] for d in deltas) for k in range(3)]",
        "grad_b = [sum(sum(d) for d in deltas) for k in range(3)]",
    ),
    scaled("sum-for-mean", 14, ("[(p - t) / n for", "[(p - t) for")),
    right(
        "zipped", ("[sum(d[k] for d in deltas) for k in range(3)]", "list(map(sum, zip(*deltas)))")
    ),
)

RECURRENT = cases(
    Twin(
        "comprehensions_recurrent",
        loop="for epoch in range(200):",
        parameters=("U", "R", "O"),
        rate="0.1",
    ),
    wrong(
        "transposed",
        "later = [dot(column, delta) for column in zip(*R)]",
        "later = [dot(row, delta) for row in R]",
    ),
    wrong(
        "overwritten",
        "gU = [g + d * value for g, d in zip(gU, delta)]",
        "gU = [d * value for g, d in zip(gU, delta)]",
    ),
    wrong(
        "accumulated",
        "    gU = [0.0] * UNITS\n",
        "",
        (
            "    return sum(p * q for p, q in zip(a, b))\n",
            "    return sum(p * q for p, q in zip(a, b))\n\n\ngU = [0.0] * UNITS\n",
        ),
        line="gU = [g + d * value for g, d in zip(gU, delta)]",
    ),
    wrong(
        "wrong-operand",
        "gR = [[g + d * b for g, b in zip(row, before)] for row, d in zip(gR, delta)]",
        "gR = [[g + d * s for g, s in zip(row, state)] for row, d in zip(gR, delta)]",
    ),
    wrong(
        "missing-derivative",
        "delta = [(e * o + back) * (1 - s**2) for o, back, s in zip(O, later, state)]",
        "delta = [e * o + back for o, back, s in zip(O, later, state)]",
    ),
    scaled("without-two", 0.5, ("[2 * (o - g) / STEPS", "[(o - g) / STEPS")),
)

CASES = [*NEURON, *MLP, *MATRICES, *LOGISTIC, *SOFTMAX, *RECURRENT]
