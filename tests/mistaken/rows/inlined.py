"""Everything in one training loop."""

from mistaken.scripts import Twin, cases, right, scaled, several, wrong

UPDATE_OUT = "    wout += hidden_layer_activations.T.dot(d_output) * lr\n"
XOR = cases(
    Twin(
        "inlined_xor",
        loop="for _ in range(1000):",
        parameters=("wh", "bh", "wout", "bout"),
        loss="0.5 * np.sum(E**2)",
        rate="lr",
    ),
    wrong(
        "wrong-layer",
        "d_hiddenlayer = error_at_hidden_layer * slope_hidden_layer",
        "d_hiddenlayer = error_at_hidden_layer * slope_output_layer",
    ),
    wrong(
        "wrong-operand",
        "error_at_hidden_layer = d_output.dot(wout.T)",
        "error_at_hidden_layer = E.dot(wout.T)",
    ),
    wrong(
        "summed-over-all",
        "bh += np.sum(d_hiddenlayer, axis=0, keepdims=True) * lr",
        "bh += np.sum(d_hiddenlayer) * lr",
    ),
    wrong(
        "averaged",
        "bout += np.sum(d_output, axis=0, keepdims=True) * lr",
        "bout += np.mean(d_output, axis=0, keepdims=True) * lr",
    ),
    wrong(
        "updated-too-early",
        UPDATE_OUT,
        "",
        ("    error_at_hidden_layer =", UPDATE_OUT + "    error_at_hidden_layer ="),
        line="error_at_hidden_layer = d_output.dot(wout.T)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "slope_hidden_layer = hidden_layer_activations * (1 - hidden_layer_activations)",
        "slope_hidden_layer = hidden_layer_input * (1 - hidden_layer_input)",
    ),
    wrong(
        "wrong-sign",
        "bh += np.sum(d_hiddenlayer, axis=0, keepdims=True) * lr",
        "bh -= np.sum(d_hiddenlayer, axis=0, keepdims=True) * lr",
    ),
    wrong(
        "repeated-derivative",
        "d_output = E * slope_output_layer",
        "d_output = E * slope_output_layer * slope_output_layer",
    ),
    wrong("missing-derivative", "d_output = E * slope_output_layer", "d_output = E"),
    right(
        "layer-before-update",
        (
            "wout += hidden_layer_activations.T.dot(d_output) * lr",
            "wout = wout + lr * np.dot(np.transpose(hidden_layer_activations), d_output)",
        ),
    ),
)

UPDATE_W2 = "    w2 -= learning_rate * grad_w2\n"
RELU = cases(
    Twin(
        "inlined_relu",
        loop="for t in range(300):",
        parameters=("w1", "w2"),
        rate="learning_rate",
    ),
    wrong(
        "updated-too-early",
        UPDATE_W2,
        "",
        ("    grad_h_relu = grad_y_pred", UPDATE_W2 + "    grad_h_relu = grad_y_pred"),
        line="grad_h_relu = grad_y_pred.dot(w2.T)",
    ),
    wrong("wrong-derivative", "grad_h[h < 0] = 0", "grad_h[h_relu < 0] = 0"),
    wrong(
        "missing-derivative",
        "    grad_h[h < 0] = 0\n",
        "",
        line="grad_h = grad_h_relu.copy()",
    ),
    wrong(
        "missing-gradient",
        "    w1 -= learning_rate * grad_w1\n",
        "",
        line="w2 -= learning_rate * grad_w2",
    ),
    wrong("wrong-sign", "grad_y_pred = 2.0 * (y_pred - y)", "grad_y_pred = 2.0 * (y - y_pred)"),
    wrong("wrong-operand", "grad_w2 = h_relu.T.dot(grad_y_pred)", "grad_w2 = h.T.dot(grad_y_pred)"),
    scaled("without-two", 0.5, ("2.0 * (y_pred - y)", "y_pred - y")),
    scaled("mean-loss", 48, ("np.square(y_pred - y).sum()", "np.square(y_pred - y).mean()")),
    right("same-array", ("grad_h_relu.copy()", "grad_h_relu")),
    right("mask-of-output", ("grad_h[h < 0] = 0", "grad_h[h_relu == 0] = 0")),
    right("where", ("grad_h[h < 0] = 0", "grad_h = np.where(h < 0, 0, grad_h)")),
)

DELTA_H = "        delta_h = (V.T @ delta_out) * h * (1 - h)\n"
SAMPLES = cases(
    Twin(
        "inlined_samples",
        loop="for i in rng.permutation(n):",
        parameters=("W", "u", "V", "s"),
        loss="sample_loss",
        rate="eta",
    ),
    wrong(
        "updated-too-early",
        DELTA_H,
        "",
        ("        s -= eta * delta_out\n", "        s -= eta * delta_out\n" + DELTA_H),
        line="delta_h = (V.T @ delta_out) * h * (1 - h)",
    ),
    wrong(
        "missing-derivative",
        "delta_out = (out - target) * (1 - out**2)",
        "delta_out = out - target",
    ),
    wrong(
        "wrong-operand",
        "delta_h = (V.T @ delta_out) * h * (1 - h)",
        "delta_h = (V.T @ (out - target)) * h * (1 - h)",
    ),
    wrong(
        "wrong-derivative",
        "delta_h = (V.T @ delta_out) * h * (1 - h)",
        "delta_h = (V.T @ delta_out) * (1 - h**2)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "delta_out = (out - target) * (1 - out**2)",
        "delta_out = (out - target) * (1 - (V @ h + s) ** 2)",
    ),
    wrong("extra-factor", "u -= eta * delta_h", "u -= eta * 2 * delta_h"),
    right(
        "measured",
        (
            "import numpy as np\n",
            "from time import perf_counter\n\nimport numpy as np\n\nbegun = perf_counter()\n",
        ),
        (
            "        total += sample_loss\n",
            "        total += sample_loss\n        assert h.shape == (k,), h.shape\n",
        ),
        ('print("mean loss"', 'print("seconds", perf_counter() - begun)\nprint("mean loss"'),
    ),
    right("factored", ("(1 - out**2)", "(1 - out) * (1 + out)")),
    right("reshape", ("np.outer(delta_h, x)", "delta_h.reshape(-1, 1) * x.reshape(1, -1)")),
    right("newaxis", ("np.outer(delta_out, h)", "delta_out[:, np.newaxis] @ h[np.newaxis]")),
)

SOFTMAX = cases(
    Twin(
        "inlined_softmax",
        loop="for start in range(0, X.shape[0], batch):",
        parameters=("W1", "b1", "W2", "b2"),
        rate="lr",
    ),
    wrong("averaged", "db1 = dz1.sum(0)", "db1 = dz1.mean(0)"),
    wrong("summed-over-all", "db2 = dlogits.sum(0)", "db2 = dlogits.sum()"),
    wrong("wrong-sign", "dlogits = np.exp(log_p) - yb", "dlogits = yb - np.exp(log_p)"),
    wrong("missing-derivative", "dz1 = da1 * (1.0 - a1**2)", "dz1 = da1"),
    wrong("wrong-derivative", "dz1 = da1 * (1.0 - a1**2)", "dz1 = da1 * a1 * (1.0 - a1)"),
    scaled("sum-for-mean", 15, ("        dlogits /= bs\n", "")),
    right(
        "accuracy",
        (
            "        dlogits = np.exp",
            "        hits = np.mean(logits.argmax(axis=1) == y[start:end])\n"
            "        dlogits = np.exp",
        ),
    ),
    right(
        "labels",
        ("dlogits = np.exp(log_p) - yb", "dlogits = np.exp(log_p)"),
        ("dlogits /= bs", "dlogits[np.arange(bs), y[start:end]] -= 1.0\n        dlogits /= bs"),
    ),
    right("mean-times", ("db1 = dz1.sum(0)", "db1 = bs * dz1.mean(0)")),
)

UPDATE_COLUMNS = "    w2 -= 1.0 * g2 @ h.T\n"
COLUMNS = cases(
    Twin(
        "inlined_columns",
        loop="for k in range(300):",
        parameters=("w1", "c1", "w2", "c2"),
        loss="cost",
        rate="1.0",
    ),
    wrong(
        "updated-too-early",
        UPDATE_COLUMNS,
        "",
        ("    g1 = (w2.T", UPDATE_COLUMNS + "    g1 = (w2.T"),
        line="g1 = (w2.T @ g2) * h * (1 - h)",
    ),
    wrong(
        "averaged",
        "c1 -= 1.0 * g1.sum(axis=1, keepdims=True)",
        "c1 -= 1.0 * g1.mean(axis=1, keepdims=True)",
    ),
    wrong(
        "missing-sum",
        "c1 -= 1.0 * g1.sum(axis=1, keepdims=True)",
        "c1 = c1 - 1.0 * g1",
    ),
    wrong(
        "summed-over-all",
        "c1 -= 1.0 * g1.sum(axis=1, keepdims=True)",
        "c1 -= 1.0 * g1.sum()",
    ),
    wrong("repeated-derivative", "g2 = (o - t) / m", "g2 = (o - t) * o * (1 - o) / m"),
    wrong(
        "wrong-loss",
        "cost = -np.mean(t * np.log(q) + (1 - t) * np.log(1 - q))",
        "cost = -np.mean(t * np.log(q) + (1 - t) * np.log(q))",
    ),
    scaled("sum-for-mean", 27, ("g2 = (o - t) / m", "g2 = o - t")),
    right("not-clipped", ("np.clip(o, 1e-9, 1 - 1e-9)", "o")),
    right("bounds", ("np.clip(o, 1e-9, 1 - 1e-9)", "np.minimum(np.maximum(o, 1e-9), 1 - 1e-9)")),
)

COPY = cases(
    Twin(
        "inlined_copy",
        loop="for it in range(400):",
        parameters=("W1", "B1", "W2", "B2"),
        rate="rate",
    ),
    wrong("aliased", "old_W2 = W2.copy()", "old_W2 = W2"),
    wrong("aliased", "old_W2 = W2.copy()", "old_W2 = W2[:]"),
    wrong("aliased", "old_W2 = W2.copy()", "old_W2 = np.asarray(W2)"),
    wrong(
        "updated-too-early",
        "d1 = np.matmul(d2, old_W2.T) * (1 - np.square(a1))",
        "d1 = np.matmul(d2, W2.T) * (1 - np.square(a1))",
    ),
    wrong("averaged", "B1 -= rate * np.sum(d1, axis=0)", "B1 -= rate * np.mean(d1, axis=0)"),
    scaled("without-two", 0.5, ("np.multiply(2, err) / len(y)", "err / len(y)")),
    right("array", ("W2.copy()", "np.array(W2)")),
    right(
        "not-in-place",
        ("old_W2 = W2.copy()", "old_W2 = W2"),
        ("W2 -= rate * np", "W2 = W2 - rate * np"),
    ),
)

POLYNOMIAL = cases(
    Twin(
        "inlined_polynomial",
        loop="for t in range(500):",
        parameters=("a", "b", "c", "d"),
        rate="learning_rate",
    ),
    wrong(
        "wrong-operand",
        "grad_c = (grad_y_pred * x**2).sum()",
        "grad_c = (grad_y_pred * x).sum()",
    ),
    wrong("averaged", "grad_b = (grad_y_pred * x).sum()", "grad_b = (grad_y_pred * x).mean()"),
    wrong(
        "extra-factor",
        "grad_d = (grad_y_pred * x**3).sum()",
        "grad_d = (grad_y_pred * 3 * x**3).sum()",
    ),
    wrong("missing-sum", "grad_d = (grad_y_pred * x**3).sum()", "grad_d = grad_y_pred * x**3"),
    wrong("wrong-sign", "d -= learning_rate * grad_d", "d += learning_rate * grad_d"),
    wrong(
        "missing-gradient",
        "    a -= learning_rate * grad_a\n",
        "",
        line="b -= learning_rate * grad_b",
    ),
    scaled("without-two", 0.5, ("2.0 * (y_pred - y)", "y_pred - y")),
    right("dot", ("(grad_y_pred * x**3).sum()", "grad_y_pred @ x**3")),
    right("power", ("(grad_y_pred * x**2).sum()", "np.sum(grad_y_pred * np.power(x, 2))")),
)

MAIN = cases(
    Twin(
        "inlined_main",
        loop="for epoch in range(150):",
        parameters=("w", "b"),
        gradients=("grad_w", "grad_b"),
    ),
    wrong("missing-term", "grad_w = X.T @ residual / n + lam * w", "grad_w = X.T @ residual / n"),
    wrong(
        "extra-factor",
        "grad_w = X.T @ residual / n + lam * w",
        "grad_w = X.T @ residual / n + 2 * lam * w",
    ),
    wrong("repeated-derivative", "residual = p - y", "residual = (p - y) * p * (1 - p)"),
    wrong("missing-factor", "grad_b = residual.mean()", "grad_b = residual.sum()"),
    wrong("missing-sum", "grad_b = residual.mean()", "grad_b = residual / n"),
    right("average", ("residual.mean()", "np.average(residual)")),
    right("matmul", ("X.T @ residual / n", "residual @ X / n")),
    right("norm", ("lam / 2 * w @ w", "lam / 2 * np.linalg.norm(w) ** 2")),
)

DEEP = cases(
    Twin(
        "inlined_deep",
        loop="for epoch in range(300):",
        parameters=("U1", "c1", "U2", "c2", "U3", "c3"),
        rate="lr",
    ),
    wrong("missing-term", "g_U2 = h1.T @ g_s2 + 2 * decay * U2", "g_U2 = h1.T @ g_s2"),
    wrong(
        "missing-factor",
        "g_U3 = h2.T @ g_out + 2 * decay * U3",
        "g_U3 = h2.T @ g_out + decay * U3",
    ),
    wrong("transposed", "g_h1 = g_s2 @ U2.T", "g_h1 = g_s2 @ U2"),
    wrong(
        "wrong-derivative",
        "g_s1 = g_h1 * np.where(s1 > 0, 1, alpha)",
        "g_s1 = g_h1 * np.where(s1 > 0, 1, 0)",
    ),
    wrong(
        "wrong-layer",
        "g_s2 = (g_out @ U3.T) * (1 - np.tanh(s2) ** 2)",
        "g_s2 = (g_out @ U3.T) * (1 - np.tanh(s1) ** 2)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "g_s2 = (g_out @ U3.T) * (1 - np.tanh(s2) ** 2)",
        "g_s2 = (g_out @ U3.T) * (1 - np.tanh(h2) ** 2)",
    ),
    several(
        "two",
        [
            ("g_h1 = g_s2 @ U2.T", "g_h1 = g_s2 @ U2"),
            ("g_U1 = X.T @ g_s1 + 2 * decay * U1", "g_U1 = X.T @ g_s1 - 2 * decay * U1"),
        ],
        [
            ("transposed", "g_h1 = g_s2 @ U2"),
            ("wrong-sign", "g_U1 = X.T @ g_s1 - 2 * decay * U1"),
        ],
    ),
    right(
        "slope-of-outputs",
        ("1 - np.tanh(s2) ** 2", "1 - h2 * h2"),
        ("np.where(s1 > 0, 1,", "np.where(h1 > 0, 1,"),
    ),
    right(
        "decay-in-update",
        ("g_U3 = h2.T @ g_out + 2 * decay * U3", "g_U3 = h2.T @ g_out"),
        ("U3 -= lr * g_U3", "U3 -= lr * (g_U3 + 2 * decay * U3)"),
    ),
    right(
        "shrunk",
        ("g_U3 = h2.T @ g_out + 2 * decay * U3", "g_U3 = h2.T @ g_out"),
        ("U3 -= lr * g_U3", "U3 = (1 - 2 * lr * decay) * U3 - lr * g_U3"),
    ),
)

DROPOUT = cases(
    Twin(
        "inlined_dropout",
        loop="for epoch in range(200):",
        parameters=("W1", "b1", "W2", "b2"),
        rate="0.5",
    ),
    wrong("missing-mask", "dA1 = W2.T.dot(dZ2) * U1", "dA1 = W2.T.dot(dZ2)"),
    wrong("missing-mask", "dA1 = W2.T.dot(dZ2) * U1", "dA1 = W2.T.dot(dZ2) * (U1 > 0)"),
    # A1 was changed in place and is no longer the sigmoid of Z1.
    wrong(
        "derivative-at-wrong-place",
        "dZ1 = dA1 * S * (1.0 - S)",
        "dZ1 = dA1 * A1 * (1.0 - A1)",
    ),
    wrong("missing-derivative", "dZ1 = dA1 * S * (1.0 - S)", "dZ1 = dA1"),
    scaled("sum-for-mean", 31, ("dZ2 = (A2 - Y) / m", "dZ2 = A2 - Y")),
    right("slope-by-exp", ("dA1 * S * (1.0 - S)", "dA1 * np.exp(-Z1) / (1.0 + np.exp(-Z1)) ** 2")),
)

ROWS_ON_TOP = cases(
    Twin(
        "inlined_rows_on_top",
        loop="for _ in range(200):",
        parameters=("A", "B"),
        loss="history[-1]",
        rate="0.3",
    ),
    wrong("wrong-operand", "back = B[:, 1:].T.dot(wrongness)", "back = B[:, :-1].T.dot(wrongness)"),
    wrong("wrong-derivative", "back *= 1 - hidden**2", "back *= hidden * (1 - hidden)"),
    wrong(
        "wrong-sign",
        "wrongness[goals, np.arange(count)] -= 1",
        "wrongness[goals, np.arange(count)] += 1",
    ),
    wrong(
        "wrong-loss",
        "history.append(-np.log(chances[goals, np.arange(count)]).mean())",
        "history.append(-np.log(chances[goals]).mean())",
    ),
    scaled("sum-for-mean", 28, ("        wrongness /= count\n", "")),
    right("same-array", ("chances.copy()", "chances")),
    right(
        "hstack",
        ("np.concatenate([np.ones((1, count)), hidden])", "np.r_[np.ones((1, count)), hidden]"),
    ),
)

CASES = [
    *XOR,
    *RELU,
    *SAMPLES,
    *SOFTMAX,
    *COLUMNS,
    *COPY,
    *POLYNOMIAL,
    *MAIN,
    *DEEP,
    *DROPOUT,
    *ROWS_ON_TOP,
]
