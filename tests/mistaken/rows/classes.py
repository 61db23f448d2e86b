"""Classes with attributes, or layers as objects."""

from mistaken.scripts import Twin, cases, right, scaled, several, wrong

CLASSIFIER = cases(
    Twin(
        "class_classifier",
        loop="for iteration in range(iterations):",
        parameters=("self.weights",),
        loss="0.5 * np.sum((yhat - outputs) ** 2)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "grad = np.dot(inputs.T, (yhat - outputs) * self.__sigmoid_slope(yhat))",
        "grad = np.dot("
        "inputs.T, (yhat - outputs) * self.__sigmoid_slope(np.dot(inputs, self.weights)))",
    ),
    wrong(
        "missing-derivative",
        "grad = np.dot(inputs.T, (yhat - outputs) * self.__sigmoid_slope(yhat))",
        "grad = np.dot(inputs.T, yhat - outputs)",
    ),
    wrong("wrong-sign", "self.weights -= grad", "self.weights += grad"),
    wrong("wrong-derivative", "return x * (1 - x)", "return 1 - x**2"),
    right(
        "added",
        ("(yhat - outputs) * self", "(outputs - yhat) * self"),
        ("self.weights -= grad", "self.weights += grad"),
    ),
)

BACK_W2 = "        self.dW2 = np.dot(self.a1.T, self.delta2)\n"
MLP = cases(
    Twin(
        "class_mlp",
        loop="for epoch in range(epochs):",
        parameters=("self.W1", "self.b1", "self.W2", "self.b2"),
        rate="self.lr",
    ),
    wrong(
        "derivative-at-wrong-place",
        "self.delta1 = np.dot(self.delta2, self.W2.T) * self.sigmoid_prime(self.z1)",
        "self.delta1 = np.dot(self.delta2, self.W2.T) * self.sigmoid_prime(self.a1)",
    ),
    wrong(
        "missing-derivative",
        "self.delta2 = (self.a2 - y) * self.sigmoid_prime(self.z2) / n",
        "self.delta2 = (self.a2 - y) / n",
    ),
    wrong(
        "updated-too-early",
        BACK_W2,
        BACK_W2 + "        self.W2 -= self.lr * self.dW2\n",
        (
            "        self.W2 -= self.lr * self.dW2\n        self.b2 -= self.lr * self.db2\n\n",
            "        self.b2 -= self.lr * self.db2\n\n",
        ),
        line="self.delta1 = np.dot(self.delta2, self.W2.T) * self.sigmoid_prime(self.z1)",
    ),
    wrong(
        "summed-over-all",
        "self.db1 = np.sum(self.delta1, axis=0)",
        "self.db1 = np.sum(self.delta1)",
    ),
    wrong(
        "averaged",
        "self.db2 = np.sum(self.delta2, axis=0)",
        "self.db2 = np.mean(self.delta2, axis=0)",
    ),
    wrong(
        "missing-sum",
        "self.db1 = np.sum(self.delta1, axis=0)",
        "self.db1 = self.delta1",
        ("self.b1 -= self.lr * self.db1", "self.b1 = self.b1 - self.lr * self.db1"),
    ),
    wrong(
        "shape-grows",
        "self.b1 = rng.uniform(-1, 1, n_hidden)",
        "self.b1 = rng.uniform(-1, 1, 1)",
        ("self.b1 -= self.lr * self.db1", "self.b1 = self.b1 - self.lr * self.db1"),
    ),
    wrong(
        "missing-gradient",
        "        self.b1 -= self.lr * self.db1\n",
        "",
        line="self.W1 -= self.lr * self.dW1",
    ),
    wrong(
        "wrong-operand",
        "self.delta1 = np.dot(self.delta2, self.W2.T) * self.sigmoid_prime(self.z1)",
        "self.delta1 = np.dot((self.a2 - y) / n, self.W2.T) * self.sigmoid_prime(self.z1)",
    ),
    wrong("wrong-sign", "self.b2 -= self.lr * self.db2", "self.b2 += self.lr * self.db2"),
    wrong(
        "repeated-derivative",
        "return np.sum((y - self.a2) ** 2) / (2 * y.shape[0])",
        "return -np.sum(y * np.log(self.a2) + (1 - y) * np.log(1 - self.a2)) / y.shape[0]",
        line="self.delta2 = (self.a2 - y) * self.sigmoid_prime(self.z2) / n",
    ),
    several(
        "two",
        [
            (
                "self.delta2 = (self.a2 - y) * self.sigmoid_prime(self.z2) / n",
                "self.delta2 = (self.a2 - y) * self.sigmoid_prime(self.a2) / n",
            ),
            ("self.db1 = np.sum(self.delta1, axis=0)", "self.db1 = np.mean(self.delta1, axis=0)"),
        ],
        [
            (
                "derivative-at-wrong-place",
                "self.delta2 = (self.a2 - y) * self.sigmoid_prime(self.a2) / n",
            ),
            ("averaged", "self.db1 = np.mean(self.delta1, axis=0)"),
        ],
    ),
    scaled("sum-for-mean", 5, ("self.sigmoid_prime(self.z2) / n", "self.sigmoid_prime(self.z2)")),
    right("slope-of-output", ("self.sigmoid_prime(self.z1)", "self.a1 * (1 - self.a1)")),
    right(
        "cross-entropy",
        (
            "return np.sum((y - self.a2) ** 2) / (2 * y.shape[0])",
            "return -np.sum(y * np.log(self.a2) + (1 - y) * np.log(1 - self.a2)) / y.shape[0]",
        ),
        ("(self.a2 - y) * self.sigmoid_prime(self.z2) / n", "(self.a2 - y) / n"),
    ),
)

INPUT_GRADIENT = "        input_gradient = np.dot(output_gradient, self.weights.T)\n"
LAYERS = cases(
    Twin(
        "class_layers",
        loop="for e in range(200):",
        parameters=(
            "network[0].weights",
            "network[0].bias",
            "network[2].weights",
            "network[2].bias",
        ),
        loss="error",
        rate="0.1",
    ),
    wrong(
        "updated-too-early",
        INPUT_GRADIENT,
        "",
        ("        return input_gradient\n", INPUT_GRADIENT + "        return input_gradient\n"),
        line="input_gradient = np.dot(output_gradient, self.weights.T)",
    ),
    wrong(
        "wrong-derivative",
        "return output_gradient * (1 - self.output**2)",
        "return output_gradient * (1 - self.output)",
    ),
    wrong(
        "missing-derivative",
        "return output_gradient * (1 - self.output**2)",
        "return output_gradient",
    ),
    wrong(
        "summed-over-all",
        "bias_gradient = np.sum(output_gradient, axis=0, keepdims=True)",
        "bias_gradient = np.sum(output_gradient)",
    ),
    wrong(
        "averaged",
        "bias_gradient = np.sum(output_gradient, axis=0, keepdims=True)",
        "bias_gradient = np.mean(output_gradient, axis=0, keepdims=True)",
    ),
    wrong(
        "missing-gradient",
        "        self.bias -= learning_rate * bias_gradient\n",
        "",
        line="self.weights -= learning_rate * weights_gradient",
    ),
    wrong(
        "wrong-sign",
        "return 2 * (y_pred - y_true) / np.size(y_true)",
        "return 2 * (y_true - y_pred) / np.size(y_true)",
    ),
    wrong(
        "wrong-loss",
        "return np.mean(np.power(y_true - y_pred, 2))",
        "return np.mean(np.power(y_true[:, np.newaxis] - y_pred, 2))",
    ),
    scaled("without-two", 0.5, ("return 2 * (y_pred", "return (y_pred")),
    scaled("samples-only", 2, ("np.size(y_true)", "len(y_true)")),
    right(
        "numpy-words",
        (
            "output_gradient * (1 - self.output**2)",
            "np.multiply(output_gradient, 1 - np.square(self.output))",
        ),
    ),
)

SIZES = cases(
    Twin(
        "class_sizes",
        loop="for mini_batch in mini_batches:",
        parameters=("self.weights", "self.biases"),
        loss="self.cost(mini_batch)",
        rate="eta",
        before=True,
    ),
    wrong(
        "missing-derivative",
        "delta = self.cost_derivative(activations[-1], y) * sigmoid_prime(zs[-1])",
        "delta = self.cost_derivative(activations[-1], y)",
    ),
    wrong(
        "derivative-at-wrong-place",
        "sp = sigmoid_prime(z)",
        "sp = sigmoid_prime(activations[-l])",
    ),
    wrong(
        "overwritten",
        "nabla_b = [nb + dnb for nb, dnb in zip(nabla_b, delta_nabla_b)]",
        "nabla_b = [dnb for nb, dnb in zip(nabla_b, delta_nabla_b)]",
    ),
    wrong(
        "missing-factor",
        "self.biases = [b - (eta / len(mini_batch)) * nb for b, nb in zip(self.biases, nabla_b)]",
        "self.biases = [b - eta * nb for b, nb in zip(self.biases, nabla_b)]",
    ),
    wrong(
        "wrong-sign",
        "return output_activations - y",
        "return y - output_activations",
    ),
    scaled(
        "square-without-half",
        0.5,
        ("sum(0.5 * np.sum((self.feed", "sum(np.sum((self.feed"),
    ),
    right(
        "cross-entropy",
        (
            "return sum(0.5 * np.sum((self.feedforward(x) - y) ** 2) for x, y in data) / len(data)",
            "return -sum(np.sum(y * np.log(self.feedforward(x)) + (1 - y)"
            " * np.log(1 - self.feedforward(x))) for x, y in data) / len(data)",
        ),
        ("y) * sigmoid_prime(zs[-1])", "y)"),
    ),
)

COPIES = cases(
    Twin(
        "class_copies",
        loop="for step in range(200):",
        parameters=("model.weights", "model.bias"),
        rate="model.rate",
    ),
    wrong("aliased", "old = deepcopy(self.weights)", "old = self.weights"),
    wrong("aliased", "old = deepcopy(self.weights)", "old = list(self.weights)"),
    wrong("aliased", "old = deepcopy(self.weights)", "old = self.weights.copy()"),
    wrong(
        "aliased",
        "from copy import deepcopy\n",
        "from copy import copy\n",
        ("deepcopy(self.weights)", "copy(self.weights)"),
        line="old = copy(self.weights)",
    ),
    wrong(
        "missing-factor",
        "self.weights[0] -= self.rate * (X.T @ d + 2 * self.decay * old[0])",
        "self.weights[0] -= self.rate * (X.T @ d + self.decay * old[0])",
    ),
    wrong(
        "missing-term",
        "self.weights[1] -= self.rate * (self.hidden.T @ d + 2 * self.decay * old[1])",
        "self.weights[1] -= self.rate * (self.hidden.T @ d)",
    ),
    wrong(
        "repeated-derivative",
        "d = (self.probs - Y) / len(Y)",
        "d = (self.probs - Y) * self.probs * (1 - self.probs) / len(Y)",
    ),
    right("arrays-copied", ("deepcopy(self.weights)", "[w.copy() for w in self.weights]")),
    right(
        "not-in-place",
        ("old = deepcopy(self.weights)", "old = list(self.weights)"),
        (
            "self.weights[1] -= self.rate * (self.hidden.T @ d + 2 * self.decay * old[1])",
            "self.weights[1] = old[1] - self.rate * (self.hidden.T @ d + 2 * self.decay * old[1])",
        ),
    ),
)

ZERO = cases(
    Twin(
        "class_zero",
        loop="for epoch in range(200):",
        parameters=("net.w.value", "net.b.value", "net.v.value", "net.c.value"),
        rate="0.05",
    ),
    wrong(
        "accumulated",
        "        self.b.grad = np.zeros_like(self.b.value)\n",
        "",
        line="self.b.grad += g.sum(axis=0, keepdims=True)",
    ),
    several(
        "never-cleared",
        [("    net.zero_grad()\n", "")],
        [
            ("accumulated", "self.v.grad += self.h.T @ g"),
            ("accumulated", "self.c.grad += g.sum(axis=0, keepdims=True)"),
            ("accumulated", "self.w.grad += self.x.T @ g"),
            ("accumulated", "self.b.grad += g.sum(axis=0, keepdims=True)"),
        ],
    ),
    wrong(
        "missing-gradient",
        "for p in (self.w, self.b, self.v, self.c):",
        "for p in (self.w, self.v, self.c):",
        line="for p in (self.w, self.v, self.c):",
    ),
    wrong(
        "wrong-derivative",
        "g = np.where(self.s > 0, g, 0.01 * g)",
        "g = np.where(self.s > 0, g, 0)",
    ),
    wrong("wrong-operand", "self.v.grad += self.h.T @ g", "self.v.grad += self.s.T @ g"),
    right("slope-of-output", ("np.where(self.s > 0,", "np.where(self.h > 0,")),
    right("assigned", ("self.v.grad += self.h.T @ g", "self.v.grad = self.h.T @ g")),
)

DROPOUT = cases(
    Twin(
        "class_dropout",
        loop="for epoch in range(150):",
        parameters=("net.theta1", "net.theta2", "net.theta3"),
        loss="net.loss",
        gradients=("net.g1", "net.g2", "net.g3"),
    ),
    wrong(
        "missing-mask",
        "        back = np.where(keep, back / self.keep, 0)\n",
        "",
        line="d2 = back * (a2 > 0)",
    ),
    wrong(
        "missing-mask",
        "back = np.where(keep, back / self.keep, 0)",
        "back = np.where(keep, back, 0)",
    ),
    wrong(
        "transposed",
        "d1 = (d2 @ self.theta2.T) * (a1 > 0)",
        "d1 = (d2 @ self.theta2) * (a1 > 0)",
    ),
    wrong(
        "wrong-layer",
        "d1 = (d2 @ self.theta2.T) * (a1 > 0)",
        "d1 = (d2 @ self.theta2.T) * (a2 > 0)",
    ),
    wrong("wrong-derivative", "d2 = back * (a2 > 0)", "d2 = back * (a2 >= 0)"),
    several(
        "two",
        [
            ("back = np.where(keep, back / self.keep, 0)", "back = np.where(keep, back, 0)"),
            ("self.g1 = x.T @ d1", "self.g1 = x.T @ d1 / n"),
        ],
        [
            ("missing-mask", "back = np.where(keep, back, 0)"),
            ("averaged", "self.g1 = x.T @ d1 / n"),
        ],
    ),
    scaled("sum-for-mean", 26, ("d3 = (prob - onehot) / n", "d3 = prob - onehot")),
    right("dropped-as-mask", ("d2 = back * (a2 > 0)", "d2 = back * (dropped > 0)")),
)

PAIRS = cases(
    Twin(
        "class_pairs",
        loop="while True:",
        parameters=("model.layers",),
        rate="model.rate",
    ),
    wrong(
        "missing-derivative",
        "d = (w.T @ d) * (1 - below**2)",
        "d = w.T @ d",
    ),
    wrong(
        "averaged",
        "dw, db = d @ below.T, d.sum(-1, keepdims=True)",
        "dw, db = d @ below.T, d.mean(-1, keepdims=True)",
    ),
    wrong(
        "missing-gradient",
        "self.layers[k] = [w - self.rate * dw, b - self.rate * db]",
        "self.layers[k] = [w - self.rate * dw, b]",
        line="self.layers[k] = [w - self.rate * dw, b]",
    ),
    wrong(
        "wrong-sign",
        "d = (self.values[-1] - y) / y.shape[-1]",
        "d = (y - self.values[-1]) / y.shape[-1]",
    ),
    wrong(
        "updated-too-early",
        "            if k:\n                d = (w.T @ d) * (1 - below**2)\n",
        "",
        (
            "            self.layers[k] = [w - self.rate * dw, b - self.rate * db]\n",
            "            self.layers[k] = [w - self.rate * dw, b - self.rate * db]\n"
            "            if k:\n"
            "                d = (self.layers[k][0].T @ d) * (1 - below**2)\n",
        ),
        line="d = (self.layers[k][0].T @ d) * (1 - below**2)",
    ),
    scaled("doubled", 2, ("d = (self.values[-1] - y) /", "d = 2 * (self.values[-1] - y) /")),
)

CASES = [*CLASSIFIER, *MLP, *LAYERS, *SIZES, *COPIES, *ZERO, *DROPOUT, *PAIRS]
