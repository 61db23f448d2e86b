"""Parameters and gradients in dicts."""

from mistaken.scripts import Twin, cases, right, scaled, several, wrong

DEEP = cases(
    Twin(
        "dict_deep",
        loop="for i in range(200):",
        parameters=("parameters",),
        loss="cost",
        rate="0.1",
    ),
    wrong(
        "wrong-derivative",
        'dZ[cache[f"Z{l - 1}"] <= 0] = 0',
        'dZ[cache[f"A{l - 1}"] < 0] = 0',
    ),
    wrong(
        "missing-factor",
        'grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m',
        'grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True)',
    ),
    wrong(
        "averaged",
        'grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m',
        'grads[f"db{l}"] = np.mean(dZ, axis=1, keepdims=True) / m',
    ),
    wrong(
        "summed-over-all",
        'grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m',
        'grads[f"db{l}"] = np.sum(dZ) / m',
    ),
    wrong(
        "wrong-sign",
        "dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))",
        "dAL = np.divide(Y, AL) - np.divide(1 - Y, 1 - AL)",
    ),
    wrong(
        "wrong-sign",
        "dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))",
        "dAL = -(np.divide(Y, AL) + np.divide(1 - Y, 1 - AL))",
    ),
    wrong("missing-derivative", "dZ = dAL * AL * (1 - AL)", "dZ = dAL"),
    scaled(
        "sum-for-mean",
        22,
        ('cache[f"A{l - 1}"].T / m', 'cache[f"A{l - 1}"].T'),
        ("keepdims=True) / m", "keepdims=True)"),
    ),
    right("short-way", ("dZ = dAL * AL * (1 - AL)", "dZ = AL - Y")),
    right("mask-of-output", ('dZ[cache[f"Z{l - 1}"] <= 0]', 'dZ[cache[f"A{l - 1}"] == 0]')),
    right("same-array", ("dZ = np.array(dA, copy=True)", "dZ = dA")),
)

SOFTMAX = cases(
    Twin("dict_softmax", loop="for epoch in range(200):", parameters=("params",), rate="0.5"),
    wrong(
        "repeated-derivative",
        'dZ2 = (cache["A2"] - onehot) / n',
        'dZ2 = (cache["A2"] - onehot) * cache["A2"] * (1 - cache["A2"]) / n',
    ),
    wrong(
        "missing-gradient",
        "    for key in params:",
        '    for key in ("W1", "W2", "b2"):',
        line='for key in ("W1", "W2", "b2"):',
    ),
    wrong(
        "missing-factor",
        'dA1 = dZ2 @ params["W2"].T',
        'dA1 = (cache["A2"] - onehot) @ params["W2"].T',
    ),
    wrong(
        "derivative-at-wrong-place",
        'dZ1 = dA1 * (1 - cache["A1"] ** 2)',
        'dZ1 = dA1 * (1 - cache["Z1"] ** 2)',
    ),
    wrong(
        "averaged",
        'grads["b1"] = dZ1.sum(axis=0, keepdims=True)',
        'grads["b1"] = dZ1.mean(axis=0, keepdims=True)',
    ),
    wrong(
        "missing-sum",
        'grads["b1"] = dZ1.sum(axis=0, keepdims=True)',
        'grads["b1"] = dZ1',
        ("params[key] -= 0.5 * grads[key]", "params[key] = params[key] - 0.5 * grads[key]"),
    ),
    wrong(
        "shape-grows",
        '"b2": np.zeros((1, 3)),',
        '"b2": np.zeros((1, 1)),',
        ("params[key] -= 0.5 * grads[key]", "params[key] = params[key] - 0.5 * grads[key]"),
    ),
    wrong("wrong-sign", 'dZ2 = (cache["A2"] - onehot) / n', 'dZ2 = (onehot - cache["A2"]) / n'),
    wrong(
        "missing-derivative",
        "return -np.mean(np.sum(onehot * np.log(probs + 1e-12), axis=1))",
        "return np.mean(np.sum((onehot - probs) ** 2, axis=1))",
        line='dZ2 = (cache["A2"] - onehot) / n',
    ),
    scaled(
        "mean-over-all",
        3,
        (
            "-np.mean(np.sum(onehot * np.log(probs + 1e-12), axis=1))",
            "-np.mean(onehot * np.log(probs + 1e-12))",
        ),
    ),
    right(
        "added",
        ('(cache["A2"] - onehot) / n', '(onehot - cache["A2"]) / n'),
        ("params[key] -= 0.5", "params[key] += 0.5"),
    ),
)

SAMPLES = cases(
    Twin("dict_samples", loop="for round_ in range(200):", parameters=("p",), rate="speed"),
    several(
        "never-cleared",
        [
            ("    g = {name: np.zeros_like(value) for name, value in p.items()}\n", ""),
            (
                "speed = 0.05\n",
                "speed = 0.05\ng = {name: np.zeros_like(value) for name, value in p.items()}\n",
            ),
        ],
        [
            ("accumulated", 'g["out"] += np.outer(e, h)'),
            ("accumulated", 'g["out_bias"] += e'),
            ("accumulated", 'g["hidden"] += np.outer(back, x)'),
            ("accumulated", 'g["hidden_bias"] += back'),
        ],
    ),
    wrong("overwritten", 'g["out_bias"] += e', 'g["out_bias"] = e'),
    wrong("wrong-operand", 'g["out"] += np.outer(e, h)', 'g["out"] += np.outer(e, z)'),
    wrong(
        "missing-derivative",
        'back = p["out"].T.dot(e) * h * (1 - h)',
        'back = p["out"].T.dot(e)',
    ),
    wrong("extra-factor", 'g["hidden_bias"] += back', 'g["hidden_bias"] += 2 * back'),
    scaled("without-half", 0.5, ("return 0.5 * e.dot(e)", "return e @ e")),
    right("slope-spelled-out", ("* h * (1 - h)", "* (h - h**2)")),
)

DROPOUT = cases(
    Twin(
        "dict_dropout",
        loop="for k in range(0, len(X), 9):",
        parameters=("P",),
        rate="0.05",
    ),
    wrong(
        "missing-mask",
        "    dA1 = dA1 * D1\n    dA1 = dA1 / keep_prob\n",
        "",
        line="dZ1 = dA1 * (Z1 > 0)",
    ),
    wrong(
        "missing-mask",
        "    dA1 = dA1 / keep_prob\n",
        "",
        line="dZ1 = dA1 * (Z1 > 0)",
    ),
    wrong("missing-derivative", "dZ1 = dA1 * (Z1 > 0)", "dZ1 = dA1"),
    wrong(
        "averaged",
        'grads["b2"] = dout.sum(axis=0)',
        'grads["b2"] = dout.mean(axis=0)',
    ),
    scaled("without-two", 0.5, ("dout = 2 * (out - tb)", "dout = (out - tb)")),
    right("mask-of-dropped", ("dZ1 = dA1 * (Z1 > 0)", "dZ1 = dA1 * (A1 > 0)")),
    right("in-place", ("    dA1 = dA1 * D1\n", "    dA1[~D1] = 0\n")),
    right("in-place-2", ("    dA1 = dA1 * D1\n", "    np.multiply(dA1, D1, out=dA1)\n")),
)

PENALTY = cases(
    Twin(
        "dict_penalty",
        loop="for t in range(300):",
        parameters=('theta["A"]', 'theta["a"]', 'theta["B"]', 'theta["b"]'),
        gradients=('g["A"]', 'g["a"]', 'g["B"]', 'g["b"]'),
    ),
    wrong(
        "missing-term",
        'g["a"] = d.sum(axis=0) + 2 * lam * theta["a"]',
        'g["a"] = d.sum(axis=0)',
    ),
    wrong(
        "missing-factor",
        'g["B"] = h.T @ d + 2 * lam * theta["B"]',
        'g["B"] = h.T @ d + lam * theta["B"]',
    ),
    wrong(
        "extra-factor",
        'g["A"] = x.T @ d + 2 * lam * theta["A"]',
        'g["A"] = x.T @ d + 4 * lam * theta["A"]',
    ),
    wrong(
        "wrong-sign",
        'g["A"] = x.T @ d + 2 * lam * theta["A"]',
        'g["A"] = x.T @ d - 2 * lam * theta["A"]',
    ),
    wrong(
        "wrong-operand",
        'g["A"] = x.T @ d + 2 * lam * theta["A"]',
        'g["A"] = x.T @ d + 2 * lam * np.sign(theta["A"])',
    ),
    several(
        "two",
        [
            ('d.sum(axis=0) + 2 * lam * theta["a"]', "d.sum(axis=0)"),
            ('g["B"] = h.T @ d + 2 *', 'g["B"] = h.T @ d + 1 *'),
        ],
        [
            ("missing-term", 'g["a"] = d.sum(axis=0)'),
            ("missing-factor", 'g["B"] = h.T @ d + 1 * lam * theta["B"]'),
        ],
    ),
    right("dot", ("d @ theta", "np.dot(d, theta"), ('"B"].T * (1', '"B"].T) * (1')),
)

NEURONS = cases(
    Twin(
        "dict_neurons",
        loop="for row in dataset:",
        parameters=(
            'network[0][0]["weights"]',
            'network[0][1]["weights"]',
            'network[0][2]["weights"]',
            'network[1][0]["weights"]',
            'network[1][1]["weights"]',
        ),
        loss="half_square",
        rate="0.5",
    ),
    wrong(
        "wrong-operand",
        'error += neuron["weights"][j] * neuron["delta"]',
        'error += neuron["weights"][j] * neuron["output"]',
    ),
    wrong(
        "overwritten",
        'error += neuron["weights"][j] * neuron["delta"]',
        'error = neuron["weights"][j] * neuron["delta"]',
    ),
    wrong(
        "missing-derivative",
        'neuron["delta"] = errors[j] * neuron["output"] * (1.0 - neuron["output"])',
        'neuron["delta"] = errors[j]',
    ),
    wrong(
        "wrong-sign",
        'errors.append(neuron["output"] - expected[j])',
        'errors.append(expected[j] - neuron["output"])',
    ),
    wrong(
        "wrong-sign",
        'neuron["weights"][-1] -= l_rate * neuron["delta"]',
        'neuron["weights"][-1] += l_rate * neuron["delta"]',
    ),
    wrong(
        "extra-factor",
        'neuron["weights"][-1] -= l_rate * neuron["delta"]',
        'neuron["weights"][-1] -= l_rate * 2 * neuron["delta"]',
    ),
    right(
        "added",
        (
            'errors.append(neuron["output"] - expected[j])',
            'errors.append(expected[j] - neuron["output"])',
        ),
        ('neuron["weights"][j] -= l_rate', 'neuron["weights"][j] += l_rate'),
        ('neuron["weights"][-1] -= l_rate', 'neuron["weights"][-1] += l_rate'),
    ),
)

CASES = [*DEEP, *SOFTMAX, *SAMPLES, *DROPOUT, *PENALTY, *NEURONS]
