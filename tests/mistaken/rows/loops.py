"""Loops, lists and global variables."""

from mistaken.scripts import Twin, cases, right, scaled, several, wrong

NEURON = cases(
    Twin(
        "loops_neuron",
        loop="for step in range(1000):",
        parameters=('globals()["weight"]', 'globals()["bias"]'),
        rate="learning_rate",
    ),
    wrong(
        "wrong-operand",
        "grad_weight += celsius[i] * grad_output[i]",
        "grad_weight += output[i] * grad_output[i]",
    ),
    wrong("extra-factor", "grad_bias += grad_output[i]", "grad_bias += 4 * grad_output[i]"),
    wrong(
        "wrong-sign",
        "grad_output[i] = 2 * (output[i] - fahrenheit[i]) / n",
        "grad_output[i] = 2 * (fahrenheit[i] - output[i]) / n",
    ),
    wrong(
        "overwritten",
        "grad_weight += celsius[i] * grad_output[i]",
        "grad_weight = celsius[i] * grad_output[i]",
    ),
    wrong(
        "missing-gradient",
        "    bias -= learning_rate * grad_bias\n",
        "",
        ("global weight, bias", "global weight"),
        line="weight -= learning_rate * grad_weight",
    ),
    several(
        "accumulated",
        [(" / n\n    grad_weight = 0.0\n    grad_bias = 0.0\n", " / n\n")],
        [
            ("accumulated", "grad_weight += celsius[i] * grad_output[i]"),
            ("accumulated", "grad_bias += grad_output[i]"),
        ],
    ),
    several(
        "two",
        [
            ("grad_weight += celsius[i] *", "grad_weight += output[i] *"),
            ("grad_bias += grad_output[i]", "grad_bias += grad_output[i] / n"),
        ],
        [
            ("wrong-operand", "grad_weight += output[i] * grad_output[i]"),
            ("averaged", "grad_bias += grad_output[i] / n"),
        ],
    ),
    scaled("without-two", 0.5, ("= 2 * (output[i]", "= (output[i]")),
    scaled(
        "sum-for-mean",
        100,
        ("fahrenheit[i]) / n\n", "fahrenheit[i])\n"),
        ("learning_rate = 1e-4", "learning_rate = 1e-6"),
    ),
    right(
        "added",
        ("2 * (output[i] - fahrenheit[i]) / n", "2 * (fahrenheit[i] - output[i]) / n"),
        ("weight -= learning_rate", "weight += learning_rate"),
        ("bias -= learning_rate", "bias += learning_rate"),
    ),
)

INSERT = cases(
    Twin(
        "loops_insert",
        loop="for epoch in range(300):",
        parameters=("w_hidden", "b_hidden", "w_out", "b_out"),
        rate="rate",
    ),
    wrong(
        "accumulated",
        "    gb_out = 0.0\n",
        "",
        ("rate = 0.05\n", "rate = 0.05\ngb_out = 0.0\n"),
        line="gb_out += d_out",
    ),
    wrong("overwritten", "gw_out[j] += d_out * hidden[j]", "gw_out[j] = d_out * hidden[j]"),
    wrong(
        "missing-derivative",
        "d_hidden.insert(0, d_out * w_out[j] * (1 - hidden[j] ** 2))",
        "d_hidden.insert(0, d_out * w_out[j])",
    ),
    wrong(
        "wrong-derivative",
        "d_hidden.insert(0, d_out * w_out[j] * (1 - hidden[j] ** 2))",
        "d_hidden.insert(0, d_out * w_out[j] * hidden[j] * (1 - hidden[j]))",
    ),
    scaled("square-without-half", 0.5, ("loss += 0.5 * (out", "loss += (out")),
    right(
        "appended",
        ("for j in reversed(range(n_hidden)):", "for j in range(n_hidden):"),
        ("d_hidden.insert(0, d_out", "d_hidden.append(d_out"),
    ),
    right("indexed", ("hidden.append(math.tanh(z))", "hidden += [math.tanh(z)]")),
)

OUTPUT_UPDATE = """\
        for k, neuron in enumerate(output_layer):
            for j in range(N_HIDDEN):
                neuron[j] += l_rate * delta_out[k] * hidden[j]
            neuron[-1] += l_rate * delta_out[k]
"""
DELTA = cases(
    Twin(
        "loops_delta",
        loop="for row, expected in dataset:",
        parameters=("hidden_layer", "output_layer"),
        loss="error",
        rate="l_rate",
    ),
    wrong(
        "wrong-operand",
        "blame += neuron[j] * delta_out[k]",
        "blame += neuron[j] * (expected[k] - outputs[k])",
    ),
    wrong(
        "updated-too-early",
        OUTPUT_UPDATE,
        "",
        ("        delta_hidden = []\n", OUTPUT_UPDATE + "        delta_hidden = []\n"),
        line="blame += neuron[j] * delta_out[k]",
    ),
    wrong(
        "missing-gradient",
        "            neuron[-1] += l_rate * delta_hidden[j]\n",
        "",
        line="hidden_layer = [[random() for i in range(N_IN + 1)] for i in range(N_HIDDEN)]",
    ),
    wrong(
        "repeated-derivative",
        "delta_hidden.append(blame * transfer_derivative(hidden[j]))",
        "delta_hidden.append(blame * transfer_derivative(hidden[j]) * hidden[j] * (1 - hidden[j]))",
    ),
    wrong(
        "wrong-sign",
        "neuron[-1] += l_rate * delta_hidden[j]",
        "neuron[-1] -= l_rate * delta_hidden[j]",
    ),
    wrong("overwritten", "blame += neuron[j] * delta_out[k]", "blame = neuron[j] * delta_out[k]"),
    right(
        "subtracted",
        ("(expected[k] - outputs[k]) * transfer", "(outputs[k] - expected[k]) * transfer"),
        ("neuron[j] += l_rate", "neuron[j] -= l_rate"),
        ("neuron[-1] += l_rate * delta_out[k]", "neuron[-1] -= l_rate * delta_out[k]"),
        ("neuron[i] += l_rate", "neuron[i] -= l_rate"),
        ("neuron[-1] += l_rate * delta_hidden[j]", "neuron[-1] -= l_rate * delta_hidden[j]"),
    ),
)

TWO_LAYERS = cases(
    Twin(
        "loops_two_layers",
        loop="for step in range(500):",
        parameters=("weights1", "biases1", "weights2", "biases2"),
        rate="learning_rate",
    ),
    several(
        "published",
        [
            (
                "weights1 = np.random.normal(size=(1, 2))",
                "weights1 = np.random.normal(size=(1, 1))",
            ),
            ("np.sum(grad_output1, axis=0)", "np.sum(grad_output1)"),
        ],
        [
            ("shape-grows", "weights1 = np.random.normal(size=(1, 1))"),
            ("summed-over-all", "grad_biases1 = np.sum(grad_output1)"),
        ],
    ),
    wrong(
        "shape-grows",
        "weights1 = np.random.normal(size=(1, 2))",
        "weights1 = np.random.normal(size=(1, 1))",
    ),
    wrong(
        "summed-over-all",
        "grad_biases1 = np.sum(grad_output1, axis=0)",
        "grad_biases1 = np.sum(grad_output1)",
    ),
    wrong(
        "averaged",
        "grad_biases1 = np.sum(grad_output1, axis=0)",
        "grad_biases1 = np.mean(grad_output1, axis=0)",
    ),
    wrong(
        "missing-sum",
        "grad_biases1 = np.sum(grad_output1, axis=0)",
        "grad_biases1 = grad_output1",
    ),
    wrong(
        "missing-factor",
        "grad_output1 = grad_output2 @ weights2.T",
        "grad_output1 = (output2 - fahrenheit) @ weights2.T",
    ),
    wrong(
        "wrong-loss",
        "loss = np.mean((output2 - fahrenheit) ** 2)",
        "loss = np.mean((output2 - fahrenheit.ravel()) ** 2)",
    ),
    scaled("without-two", 0.5, ("2 * (output2 - fahrenheit) / n", "(output2 - fahrenheit) / n")),
    right(
        "einsum",
        ("output1.T @ grad_output2", 'np.einsum("ij,im->jm", output1, grad_output2)'),
        ("np.sum(grad_output2)", "grad_output2.sum(0, keepdims=True)"),
    ),
)

LOGISTIC = cases(
    Twin(
        "loops_logistic",
        loop="while step < 200:",
        parameters=("w", "b"),
        loss="cost",
        rate="eta",
    ),
    wrong(
        "missing-factor",
        "dw[j] = dw[j] / m + 2 * lam * w[j]",
        "dw[j] = dw[j] / m + lam * w[j]",
    ),
    wrong("missing-term", "dw[j] = dw[j] / m + 2 * lam * w[j]", "dw[j] = dw[j] / m"),
    wrong(
        "missing-term",
        "    db = db / m\n",
        "    cost += lam * b * b\n    db = db / m\n",
        line="db = db / m",
    ),
    wrong("repeated-derivative", "err = p - y", "err = (p - y) * p * (1 - p)"),
    wrong("averaged", "db += err", "db += err / m"),
    wrong(
        "wrong-sign",
        "dw[j] = dw[j] / m + 2 * lam * w[j]",
        "dw[j] = dw[j] / m - 2 * lam * w[j]",
    ),
    several(
        "two",
        [("err = p - y", "err = (p - y) * p * (1 - p)"), ("m + 2 * lam", "m + lam")],
        [
            ("repeated-derivative", "err = (p - y) * p * (1 - p)"),
            ("missing-factor", "dw[j] = dw[j] / m + lam * w[j]"),
        ],
    ),
    right(
        "half-penalty",
        ("cost += lam * w[j] ** 2", "cost += lam / 2 * w[j] ** 2"),
        ("2 * lam * w[j]", "lam * w[j]"),
    ),
)

SOFTMAX = cases(
    Twin("loops_softmax", loop="for epoch in range(100):", parameters=("W", "B"), rate="lr"),
    wrong("wrong-sign", "d = p[c] - 1", "d = 1 - p[c]"),
    wrong("overwritten", "gB[c] += d", "gB[c] = d"),
    wrong(
        "accumulated",
        "    gB = [0.0 for _ in range(CLASSES)]\n",
        "",
        ("lr = 0.1\n", "lr = 0.1\ngB = [0.0 for _ in range(CLASSES)]\n"),
        line="gB[c] += d",
    ),
    wrong("wrong-operand", "gW[f][c] += X[i][f] * d", "gW[f][c] += W[f][c] * d"),
    wrong(
        "missing-gradient",
        "        B[c] -= lr * gB[c]\n",
        "",
        line="W[f][c] -= lr * gW[f][c]",
    ),
    scaled("mean-loss", 15, ("loss -= math.log(p[y[i]])", "loss -= math.log(p[y[i]]) / len(X)")),
    right("slower-and-slower", ("    loss = 0.0\n", "    loss = 0.0\n    lr *= 0.999\n")),
    right(
        "ternary",
        (
            "            if c == y[i]:\n                d = p[c] - 1\n"
            "            else:\n                d = p[c]\n",
            "            d = p[c] - (1 if c == y[i] else 0)\n",
        ),
    ),
)

RECURRENT = cases(
    Twin(
        "loops_recurrent",
        loop="for iteration in range(200):",
        parameters=("u", "v", "b"),
        rate="alpha",
    ),
    wrong("overwritten", "dv += dz * h[t]", "dv = dz * h[t]"),
    wrong("wrong-operand", "dv += dz * h[t]", "dv += dz * h[t + 1]"),
    wrong("wrong-operand", "dh_next = dz * v", "dh_next = dh * v"),
    wrong(
        "accumulated",
        "du = dv = db = 0.0",
        "du = dv = 0.0",
        ("alpha = 0.1\n", "alpha = 0.1\ndb = 0.0\n"),
        line="db += dz",
    ),
    wrong(
        "wrong-derivative",
        "dz = dh * (1 - h[t + 1] * h[t + 1])",
        "dz = dh * (1 - h[t + 1])",
    ),
    scaled("without-two", 0.5, ("dh = 2 * (h[t + 1]", "dh = (h[t + 1]")),
)

SNAPSHOT = cases(
    Twin(
        "loops_snapshot",
        loop="for inputs, goals in points:",
        parameters=("V", "W", "bias_v", "bias_w"),
        loss="square",
        rate="mu",
    ),
    wrong("aliased", "old_W = [row[:] for row in W]", "old_W = W"),
    wrong("aliased", "old_W = [row[:] for row in W]", "old_W = W[:]"),
    wrong("updated-too-early", "back += err[k] * old_W[k][j]", "back += err[k] * W[k][j]"),
    wrong(
        "missing-derivative",
        "delta = back * h[j] * (1 - h[j])",
        "delta = back",
    ),
    wrong(
        "wrong-operand",
        "W[k][j] -= mu * err[k] * h[j]",
        "W[k][j] -= mu * err[k] * o[k]",
    ),
    several(
        "two",
        [
            ("old_W = [row[:] for row in W]", "old_W = list(W)"),
            ("bias_v[j] -= mu * delta", "bias_v[j] -= mu * 2 * delta"),
        ],
        [
            ("aliased", "old_W = list(W)"),
            ("extra-factor", "bias_v[j] -= mu * 2 * delta"),
        ],
    ),
    right(
        "deepcopy",
        ("import math\n", "import copy\nimport math\n"),
        ("[row[:] for row in W]", "copy.deepcopy(W)"),
    ),
)

ELEMENTWISE = cases(
    Twin(
        "loops_elementwise",
        loop="for it in range(30):",
        parameters=("w1", "b1", "w2", "b2"),
        rate="lr",
    ),
    wrong("overwritten", "db1[j] += da", "db1[j] = da"),
    wrong("wrong-operand", "dw2[j] += dp[i] * a[i, j]", "dw2[j] += dp[i] * w2[j]"),
    wrong("wrong-derivative", "if a[i, j] > 0:", "if a[i, j] >= 0:"),
    wrong("wrong-sign", "dp[i] = (p[i] - y[i]) / n", "dp[i] = (y[i] - p[i]) / n"),
    wrong(
        "accumulated",
        "    dw2, db2 = np.zeros(h), 0.0\n",
        "    db2 = 0.0\n",
        ("p = np.empty(n)\n", "p = np.empty(n)\ndw2 = np.zeros(h)\n"),
        line="dw2[j] += dp[i] * a[i, j]",
    ),
    wrong("missing-gradient", "    b2 -= lr * db2\n", "", line="w2[j] -= lr * dw2[j]"),
    scaled("sum-for-mean", 9, ("dp[i] = (p[i] - y[i]) / n", "dp[i] = p[i] - y[i]")),
    right(
        "row-at-once",
        (
            "    for j in range(h):\n        for k in range(d):\n"
            "            w1[k, j] -= lr * dw1[k, j]\n        b1[j]",
            "    w1[:, :] -= lr * dw1\n    for j in range(h):\n        b1[j]",
        ),
    ),
)

CASES = [
    *NEURON,
    *INSERT,
    *DELTA,
    *TWO_LAYERS,
    *LOGISTIC,
    *SOFTMAX,
    *RECURRENT,
    *SNAPSHOT,
    *ELEMENTWISE,
]
