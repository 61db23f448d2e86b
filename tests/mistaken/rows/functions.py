"""NumPy in functions, with arguments and returned tuples."""

from mistaken.scripts import Twin, cases, right, scaled, several, wrong

FOUR = ("W1", "b1", "W2", "b2")

COLUMNS = cases(
    Twin(
        "functions_columns",
        loop="for i in range(num_iterations):",
        parameters=FOUR,
        loss="cost",
        rate="learning_rate",
    ),
    wrong("repeated-derivative", "dZ2 = A2 - Y", "dZ2 = (A2 - Y) * A2 * (1 - A2)"),
    wrong(
        "summed-over-all",
        "db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)",
        "db1 = (1 / m) * np.sum(dZ1)",
    ),
    wrong(
        "averaged",
        "db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)",
        "db1 = (1 / m) * np.mean(dZ1, axis=1, keepdims=True)",
    ),
    wrong(
        "missing-sum",
        "db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)",
        "db1 = (1 / m) * dZ1",
    ),
    wrong(
        "derivative-at-wrong-place",
        "dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))",
        "dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(Z1, 2))",
    ),
    wrong("missing-factor", "dW1 = (1 / m) * np.dot(dZ1, X.T)", "dW1 = np.dot(dZ1, X.T)"),
    wrong("wrong-sign", "dZ2 = A2 - Y", "dZ2 = Y - A2"),
    wrong("shape-grows", "b1 = np.zeros((n_h, 1))", "b1 = np.zeros((1, 1))"),
    wrong(
        "wrong-loss",
        "logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)",
        "logprobs = np.dot(np.log(A2).T, Y) + np.dot(np.log(1 - A2).T, 1 - Y)",
    ),
    scaled(
        "sum-for-mean",
        25,
        ("dW2 = (1 / m) * ", "dW2 = "),
        ("db2 = (1 / m) * ", "db2 = "),
        ("dW1 = (1 / m) * ", "dW1 = "),
        ("db1 = (1 / m) * ", "db1 = "),
    ),
    right("slope-of-z", ("1 - np.power(A1, 2)", "1 - np.tanh(Z1) ** 2")),
    right("slope-by-cosh", ("1 - np.power(A1, 2)", "1 / np.cosh(Z1) ** 2")),
    right("long-way", ("A2 - Y\n", "(-(Y / A2) + (1 - Y) / (1 - A2)) * A2 * (1 - A2)\n")),
    right("mean", ("(1 / m) * np.sum(dZ2, axis=1,", "np.mean(dZ2, axis=1,")),
)

RELU = cases(
    Twin(
        "functions_relu",
        loop="for epoch in range(300):",
        parameters=("w1", "b1", "w2", "b2"),
        rate="0.1",
    ),
    wrong("wrong-derivative", "d_z1 = d_h * (h > 0)", "d_z1 = d_h * (h >= 0)"),
    wrong("missing-derivative", "d_z1 = d_h * (h > 0)", "d_z1 = d_h"),
    wrong("missing-gradient", "    b1 -= 0.1 * g_b1\n", "", line="w1 -= 0.1 * g_w1"),
    wrong("extra-factor", "g_w1 = x.T @ d_z1", "g_w1 = 3 * x.T @ d_z1"),
    wrong("wrong-operand", "g_w2 = h.T @ d_out", "g_w2 = z1.T @ d_out"),
    wrong(
        "wrong-loss", "return ((out - t) ** 2).mean()", "return ((out[:, None] - t) ** 2).mean()"
    ),
    scaled("samples-only", 2, ("/ out.size", "/ len(x)")),
    right("mask-of-z", ("d_z1 = d_h * (h > 0)", "d_z1 = d_h * (z1 > 0)")),
    right("where", ("d_z1 = d_h * (h > 0)", "d_z1 = np.where(h > 0, d_h, 0.0)")),
    right("sign", ("d_z1 = d_h * (h > 0)", "d_z1 = d_h * np.sign(h)")),
    right("heaviside", ("d_z1 = d_h * (h > 0)", "d_z1 = d_h * np.heaviside(z1, 0)")),
    right("at-the-kink", ("d_z1 = d_h * (h > 0)", "d_z1 = d_h * (z1 >= 0)")),
    right("out", ("d_z1 = d_h * (h > 0)", "d_z1 = np.multiply(d_h, h > 0, out=d_h)")),
    right("built-in-sum", ("g_b1 = d_z1.sum(axis=0)", "g_b1 = sum(d_z1)")),
    right("reduce", ("g_b1 = d_z1.sum(axis=0)", "g_b1 = np.add.reduce(d_z1, axis=0)")),
    right("ones", ("g_b1 = d_z1.sum(axis=0)", "g_b1 = np.ones(len(x)).dot(d_z1)")),
    right("turned-sum", ("g_b1 = d_z1.sum(axis=0)", "g_b1 = d_z1.T.sum(axis=-1)")),
    right("inner", ("d_h = d_out @ w2.T", "d_h = np.inner(d_out, w2)")),
    right("swapped", ("d_h = d_out @ w2.T", "d_h = d_out @ w2.swapaxes(0, 1)")),
    right("turned-twice", ("d_h = d_out @ w2.T", "d_h = (w2 @ d_out.T).T")),
    right("implicit-einsum", ("d_h = d_out @ w2.T", 'd_h = np.einsum("ij,kj", d_out, w2)')),
    right("one-by-one", ("x.T @ d_z1", "sum(np.outer(a, d) for a, d in zip(x, d_z1))")),
    right("three-axes", ("x.T @ d_z1", "(x[:, :, None] * d_z1[:, None, :]).sum(axis=0)")),
    right(
        "kept-best", ("    w1 -= 0.1 * g_w1", "    best = w1.copy(), loss\n    w1 -= 0.1 * g_w1")
    ),
    right(
        "stops-early",
        ("    w1 -= 0.1 * g_w1", "    if loss < 1e-3:\n        break\n    w1 -= 0.1 * g_w1"),
    ),
    wrong(
        "transposed",
        "d_h = d_out @ w2.T",
        "d_h = d_out @ w2.reshape(2, 5)",
    ),
    wrong("summed-over-all", "g_b2 = d_out.sum(axis=0)", "g_b2 = np.sum(d_out, axis=None)"),
    wrong("missing-sum", "g_b2 = d_out.sum(axis=0)", "g_b2 = d_out[0]"),
)

LABELS = cases(
    Twin(
        "functions_labels",
        loop="for i in range(200):",
        parameters=("W", "b", "W2", "b2"),
        rate="step_size",
    ),
    wrong(
        "missing-term",
        "    dW += reg * W\n",
        "",
        line="dW = np.dot(X.T, dhidden)",
    ),
    wrong("extra-factor", "dW2 += reg * W2", "dW2 += 2 * reg * W2"),
    wrong("wrong-sign", "dscores[range(N), y] -= 1", "dscores[range(N), y] += 1"),
    wrong("wrong-derivative", "dhidden[hidden <= 0] = 0", "dhidden[hidden < 0] = 0"),
    wrong("overwritten", "dW2 += reg * W2", "dW2 = reg * W2"),
    wrong(
        "missing-factor",
        "    dscores /= N\n",
        "",
        line="dscores[range(N), y] -= 1",
    ),
    several(
        "penalty-without-half",
        [
            (
                "reg_loss = 0.5 * reg * np.sum(W * W) + 0.5 * reg * np.sum(W2 * W2)",
                "reg_loss = reg * np.sum(W * W) + reg * np.sum(W2 * W2)",
            ),
        ],
        [("missing-factor", "dW2 += reg * W2"), ("missing-factor", "dW += reg * W")],
    ),
    several(
        "two",
        [
            ("dhidden[hidden <= 0] = 0", "dhidden[hidden < 0] = 0"),
            ("db2 = np.sum(dscores, axis=0, keepdims=True)", "db2 = np.sum(dscores)"),
        ],
        [
            ("wrong-derivative", "dhidden[hidden < 0] = 0"),
            ("summed-over-all", "db2 = np.sum(dscores)"),
        ],
    ),
    right("copied", ("dscores = probs\n", "dscores = probs.copy()\n")),
    right("arange", ("dscores[range(N), y] -= 1", "dscores[np.arange(N), y] -= 1")),
)

SYN1_UPDATE = "    syn1 += l1.T.dot(l2_delta)\n"
DERIV_FLAG = cases(
    Twin(
        "functions_deriv_flag",
        loop="for j in range(2000):",
        parameters=("syn0", "syn1"),
        loss="np.sum((y - l2) ** 2) / 2",
    ),
    wrong(
        "updated-too-early",
        SYN1_UPDATE,
        "",
        ("    l1_error = l2_delta", SYN1_UPDATE + "    l1_error = l2_delta"),
        line="l1_error = l2_delta.dot(syn1.T)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "l2_delta = l2_error * nonlin(l2, deriv=True)",
        "l2_delta = l2_error * nonlin(np.dot(l1, syn1), deriv=True)",
    ),
    wrong(
        "missing-derivative",
        "l2_delta = l2_error * nonlin(l2, deriv=True)",
        "l2_delta = l2_error",
    ),
    wrong(
        "wrong-operand",
        "l1_error = l2_delta.dot(syn1.T)",
        "l1_error = l2_error.dot(syn1.T)",
    ),
    wrong(
        "wrong-layer",
        "l1_delta = l1_error * nonlin(l1, deriv=True)",
        "l1_delta = l1_error * nonlin(l2, deriv=True)",
    ),
    wrong("wrong-sign", "l2_error = y - l2", "l2_error = l2 - y"),
    wrong(
        "transposed",
        "syn1 += l1.T.dot(l2_delta)",
        "syn1 += l1.dot(l2_delta)",
    ),
    right(
        "positional",
        ("nonlin(l1, deriv=True)", "nonlin(l1, True)"),
        ("if deriv == True:", "if deriv:"),
    ),
)

DROPOUT = cases(
    Twin(
        "functions_dropout",
        loop="for t in range(300):",
        parameters=("V", "c", "W", "b"),
        rate="eta",
    ),
    wrong("missing-mask", "dH = dD * mask", "dH = dD"),
    wrong("missing-mask", "dH = dD * mask", "dH = dD * (mask > 0)"),
    wrong("repeated-derivative", "dS = (P - Y) / n", "dS = (P - Y) * P * (1 - P) / n"),
    wrong("averaged", "dc = dA.sum(0)", "dc = dA.mean(0)"),
    wrong(
        "missing-gradient",
        "V, c = V - eta * dV, c - eta * dc",
        "V = V - eta * dV",
        line="V = V - eta * dV",
    ),
    several(
        "two",
        [("dH = dD * mask", "dH = dD"), ("dW = D.T @ dS", "dW = -D.T @ dS")],
        [("missing-mask", "dH = dD"), ("wrong-sign", "dW = -D.T @ dS")],
    ),
    right("slope-of-z", ("1 - H * H", "1 - np.tanh(A) ** 2")),
)

MOMENTUM = cases(
    Twin(
        "functions_momentum",
        loop="for start in range(0, len(x), batch_size):",
        parameters=FOUR,
        gradients=("grads[0]", "grads[1]", "grads[2]", "grads[3]"),
    ),
    wrong(
        "wrong-derivative",
        "return np.where(z > 0, 1.0, SLOPE)",
        "return np.where(z > 0, 1.0, 0.0)",
    ),
    wrong(
        "summed-over-all",
        "grad_b1 = delta1.sum(axis=0, keepdims=True)",
        "grad_b1 = delta1.sum()",
    ),
    wrong(
        "averaged",
        "grad_b2 = delta2.sum(axis=0, keepdims=True)",
        "grad_b2 = delta2.mean(axis=0, keepdims=True)",
    ),
    wrong(
        "missing-derivative",
        "delta1 = delta2.dot(W2.T) * leaky_slope(z1)",
        "delta1 = delta2.dot(W2.T)",
    ),
    scaled("doubled", 2, ("delta2 = (pred - tb)", "delta2 = 2 * (pred - tb)")),
    right("slope-of-output", ("leaky_slope(z1)", "leaky_slope(a1)")),
    right(
        "velocity-subtracted",
        ("vb2 = mu * vb2 - lr * grads[3]", "vb2 = mu * vb2 + lr * grads[3]"),
        ("b2 += vb2", "b2 -= vb2"),
    ),
)

ADAM = cases(
    Twin(
        "functions_adam",
        loop="for t in range(1, 301):",
        parameters=("params",),
        gradients=("grads",),
    ),
    wrong("missing-derivative", "dpre = dh * (1 - np.square(h))", "dpre = dh"),
    wrong("wrong-derivative", "dpre = dh * (1 - np.square(h))", "dpre = dh * (1 - h)"),
    wrong("summed-over-all", 'db1 = np.einsum("nh->h", dpre)', 'db1 = np.einsum("nh->", dpre)'),
    wrong("extra-factor", 'db2 = np.einsum("no->o", dout)', 'db2 = 2 * np.einsum("no->o", dout)'),
    scaled("sum-for-mean", 27, ("dout = (out - y) / n", "dout = out - y")),
    scaled("square-without-half", 0.5, ("return 0.5 * np.mean", "return np.mean")),
    right("other-letters", ('"nh,no->ho"', '"ab,ac->bc"')),
)

THREE_LAYERS = cases(
    Twin(
        "functions_three_layers",
        loop="for _ in range(steps):",
        parameters=("W1", "W2", "W3"),
        rate="0.5",
    ),
    wrong(
        "transposed",
        "delta2 = delta3.dot(W3.T) * sig_prime(z2)",
        "delta2 = delta3.dot(W3) * sig_prime(z2)",
    ),
    wrong(
        "transposed",
        "delta1 = delta2.dot(W2.T) * sig_prime(z1)",
        "delta1 = delta2.dot(W2) * sig_prime(z1)",
    ),
    wrong(
        "wrong-layer",
        "delta1 = delta2.dot(W2.T) * sig_prime(z1)",
        "delta1 = delta2.dot(W2.T) * sig_prime(z2)",
    ),
    wrong(
        "wrong-layer",
        "delta1 = delta2.dot(W2.T) * sig_prime(z1)",
        "delta1 = delta2.dot(W3.T) * sig_prime(z1)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "delta3 = (a3 - t) * sig_prime(z3)",
        "delta3 = (a3 - t) * sig_prime(a3)",
    ),
    wrong("missing-derivative", "delta3 = (a3 - t) * sig_prime(z3)", "delta3 = a3 - t"),
    wrong(
        "wrong-operand",
        "return x.T.dot(delta1), a1.T.dot(delta2), a2.T.dot(delta3)",
        "return x.T.dot(delta1), a1.T.dot(delta2), a3.T.dot(delta3)",
    ),
    several(
        "two",
        [
            ("delta2 = delta3.dot(W3.T)", "delta2 = delta3.dot(W3)"),
            ("delta1 = delta2.dot(W2.T) * sig_prime(z1)", "delta1 = delta2.dot(W2.T)"),
        ],
        [
            ("transposed", "delta2 = delta3.dot(W3) * sig_prime(z2)"),
            ("missing-derivative", "delta1 = delta2.dot(W2.T)"),
        ],
    ),
    scaled("square-without-half", 0.5, ("return 0.5 * np.sum", "return np.sum")),
    right("slope-of-output", ("* sig_prime(z3)", "* a3 * (1 - a3)")),
    right("slope-by-exp", ("return s * (1 - s)", "return s**2 * np.exp(-z)")),
)

TIED = cases(
    Twin(
        "functions_tied",
        loop="for i in range(200):",
        parameters=("W", "b", "c"),
        rate="0.05",
    ),
    wrong("overwritten", "grad_W += X.T @ d_pre", "grad_W = X.T @ d_pre"),
    wrong("averaged", "grad_b = d_pre.sum(axis=0)", "grad_b = d_pre.mean(axis=0)"),
    wrong(
        "wrong-derivative",
        "d_pre = d_code * (1 - code**2)",
        "d_pre = d_code * code * (1 - code)",
    ),
    several(
        "two",
        [
            ("grad_W += X.T @ d_pre", "grad_W = X.T @ d_pre"),
            ("grad_c = d_copy.sum(axis=0)", "grad_c = d_copy.sum()"),
        ],
        [
            ("overwritten", "grad_W = X.T @ d_pre"),
            ("summed-over-all", "grad_c = d_copy.sum()"),
        ],
    ),
    right(
        "one-line",
        (
            "    grad_W = d_copy.T @ code\n    grad_W += X.T @ d_pre\n",
            "    grad_W = np.add(d_copy.T @ code, X.T @ d_pre)\n",
        ),
    ),
)

RECURRENT = cases(
    Twin(
        "functions_recurrent",
        loop="for n in range(300):",
        parameters=("Wxh", "Whh", "Why", "bh", "by"),
        rate="0.05",
    ),
    wrong(
        "wrong-operand",
        "dWhh += np.outer(dhraw, hs[t - 1])",
        "dWhh += np.outer(dhraw, hs[t])",
    ),
    wrong(
        "overwritten",
        "dWxh += np.outer(dhraw, inputs[t])",
        "dWxh = np.outer(dhraw, inputs[t])",
    ),
    wrong("transposed", "dhnext = np.dot(Whh.T, dhraw)", "dhnext = np.dot(Whh, dhraw)"),
    wrong("wrong-operand", "dhnext = np.dot(Whh.T, dhraw)", "dhnext = np.dot(Whh.T, dh)"),
    right(
        "clipped",
        ("        param -=", "        np.clip(dparam, -500, 500, out=dparam)\n        param -="),
    ),
    right("vector-first", ("np.dot(Whh.T, dhraw)", "dhraw @ Whh")),
    right("reshaped", ("np.outer(dy, hs[t])", "dy[:, None] * hs[t][None, :]")),
)

ONES = cases(
    Twin("functions_ones", loop="for epoch in range(300):", parameters=("V", "W"), rate="alpha"),
    wrong("wrong-operand", "back = E @ W[:-1].T", "back = E @ W[1:].T"),
    wrong("missing-derivative", "dV = Xb.T @ (back * H * (1 - H))", "dV = Xb.T @ back"),
    wrong(
        "repeated-derivative",
        "dV = Xb.T @ (back * H * (1 - H))",
        "dV = Xb.T @ (back * H * (1 - H) * H * (1 - H))",
    ),
    wrong("averaged", "dW = Hb.T @ E", "dW = Hb.T @ E / len(E)"),
    scaled("square-without-half", 0.5, ("loss = 0.5 * ", "loss = 1.0 * ")),
    right("hstack", ("np.c_[a, np.ones(a.shape[0])]", "np.hstack((a, np.ones((len(a), 1))))")),
    right(
        "whole-matrix",
        ("back = E @ W[:-1].T", "back = (E @ W.T)[:, :-1]"),
    ),
)

REGRESSION = cases(
    Twin(
        "functions_regression",
        loop="for _ in range(iterations):",
        parameters=("theta", "intercept"),
        loss="history[-1]",
        rate="lr",
    ),
    wrong(
        "shape-grows",
        "return X, y.reshape(-1, 1)",
        "return X, y",
        line="residual = predict(X, theta, intercept) - y",
    ),
    wrong(
        "missing-factor",
        "intercept = intercept - lr * (2 / m) * residual.sum()",
        "intercept = intercept - lr * (1 / m) * residual.sum()",
    ),
    wrong(
        "averaged",
        "intercept = intercept - lr * (2 / m) * residual.sum()",
        "intercept = intercept - lr * (2 / m) * residual.mean()",
    ),
    wrong(
        "wrong-sign",
        "theta = theta - lr * (2 / m) * X.T.dot(residual)",
        "theta = theta + lr * (2 / m) * X.T.dot(residual)",
    ),
    scaled(
        "without-two",
        0.5,
        ("(2 / m) * X.T", "(1 / m) * X.T"),
        ("(2 / m) * residual.sum", "(1 / m) * residual.sum"),
    ),
    right("mean", ("(2 / m) * residual.sum()", "2 * residual.mean()")),
    right(
        "plotted",
        ("import numpy as np\n", "import matplotlib.pyplot as plt\nimport numpy as np\n"),
        ('print("theta"', 'plt.plot(history)\nplt.show()\nprint("theta"'),
    ),
)

TABLE = cases(
    Twin(
        "functions_table",
        loop="for step in range(200):",
        parameters=("weights", "biases"),
        rate="lr",
    ),
    wrong(
        "wrong-derivative",
        '"tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),',
        '"tanh": (np.tanh, lambda z: 1 - np.tanh(z)),',
    ),
    wrong(
        "derivative-at-wrong-place",
        "delta = grad * ACTIVATIONS[KINDS[i]][1](zs[i])",
        "delta = grad * ACTIVATIONS[KINDS[i]][1](activations[i + 1])",
    ),
    wrong(
        "averaged",
        "grads_b.insert(0, delta.sum(axis=0))",
        "grads_b.insert(0, delta.mean(axis=0))",
    ),
    wrong(
        "summed-over-all",
        "grads_b.insert(0, delta.sum(axis=0))",
        "grads_b.insert(0, delta.sum())",
    ),
    scaled("without-two", 0.5, (" * 2 / y.size", " / y.size")),
    right("at-the-kink", ("(z > 0).astype(float)", "(z >= 0).astype(float)")),
)

GENERATOR = cases(
    Twin(
        "functions_generator",
        loop="for xb, yb in batches(x, y, 8, rng):",
        parameters=("w.w1[:]", "w.b1[:]", "w.w2[:]", "w.b2[:]"),
        rate="0.5",
    ),
    wrong(
        "repeated-derivative",
        "d2 = (squash(s2) - y) / s2.size",
        "d2 = (squash(s2) - y) * squash(s2) * (1 - squash(s2)) / s2.size",
    ),
    wrong(
        "derivative-at-wrong-place",
        "d1 = np.tensordot(d2, w.w2, axes=([1], [1])) * h * (1 - h)",
        "d1 = np.tensordot(d2, w.w2, axes=([1], [1])) * s1 * (1 - s1)",
    ),
    wrong(
        "averaged",
        "return loss, Weights(x.T @ d1, ones @ d1, h.T @ d2, ones @ d2)",
        "return loss, Weights(x.T @ d1, ones @ d1 / rows, h.T @ d2, ones @ d2)",
    ),
    wrong(
        "wrong-operand",
        "return loss, Weights(x.T @ d1, ones @ d1, h.T @ d2, ones @ d2)",
        "return loss, Weights(x.T @ d1, ones @ d1, s1.T @ d2, ones @ d2)",
    ),
    wrong(
        "wrong-loss",
        "loss = np.mean(np.logaddexp(0, s2) - y * s2)",
        "loss = np.mean(np.logaddexp(0, s2) - y)",
    ),
    scaled("samples-only", 2, ("(squash(s2) - y) / s2.size", "(squash(s2) - y) / rows")),
    right("broadcast", ("np.tile(w.b1, (rows, 1))", "w.b1")),
    right("logarithm", ("np.logaddexp(0, s2)", "np.log(1 + np.exp(s2))")),
)

CASES = [
    *COLUMNS,
    *RELU,
    *LABELS,
    *DERIV_FLAG,
    *DROPOUT,
    *MOMENTUM,
    *ADAM,
    *THREE_LAYERS,
    *TIED,
    *RECURRENT,
    *ONES,
    *REGRESSION,
    *TABLE,
    *GENERATOR,
]
