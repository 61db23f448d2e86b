"""Right scripts in unusual dialects: what stands around the arithmetic is not to confuse."""

from mistaken.scripts import Twin, cases

MATCH = cases(
    Twin(
        "functions_match",
        loop="for epoch in range(100):",
        parameters=("W1", "W2"),
        rate="eta",
    ),
)
GRADIENT_CHECK = cases(
    Twin(
        "functions_gradient_check",
        loop="for t in range(60):",
        parameters=("W", "b"),
        rate="lr",
        loss="loss_of(W, b)",
        before=True,
    ),
)
COMPOSED = cases(
    Twin(
        "functions_composed",
        loop="while steps < 400 and norm > 1e-6:",
        parameters=("_w", "_v"),
        rate="lr()",
        loss="value",
    ),
)
ABSTRACT = cases(
    Twin(
        "class_abstract",
        loop="for epoch in range(epochs):",
        parameters=("net.layers[0].W", "net.layers[0].b", "net.layers[2].W", "net.layers[2].b"),
        rate="0.1",
    ),
)
PRIVATE = cases(
    Twin(
        "class_private",
        loop="for epoch in range(1, epochs + 1):",
        parameters=("self._Perceptron__w", "self._bias"),
        rate="self.rate",
        loss="0.5 * ((self(xs) - ts) ** 2).sum()",
        before=True,
    ),
)
STREAM = cases(
    Twin(
        "dict_stream",
        loop="for step in range(1, 201):",
        parameters=('theta["w"]', 'theta["b"]', 'theta["v"]'),
        gradients=('g["w"]', 'g["b"]', 'g["v"]'),
        loss="mse",
    ),
)
BATCH_NORM = cases(
    Twin(
        "dict_batch_norm",
        loop="for step in range(80):",
        parameters=('p["W1"]', 'p["gamma"]', 'p["beta"]', 'p["W2"]', 'p["b2"]'),
        rate="0.1",
    ),
)
ARGUMENTS = cases(
    Twin(
        "inlined_arguments",
        loop="for step in range(1, STEPS + 1):",
        parameters=("params",),
        gradients=("grads",),
    ),
)
CONVOLUTION = cases(
    Twin(
        "inlined_convolution",
        loop="for epoch in range(40):",
        parameters=("kernel", "bias", "dense"),
        rate="0.05",
    ),
)
COUNTS = cases(
    Twin(
        "inlined_counts",
        loop="for n_iter in range(1, max_iter + 1):",
        parameters=("W1", "b1", "w2"),
        rate="lr",
        loss="nll",
    ),
)
WORDS = cases(
    Twin(
        "inlined_words",
        loop="for center, context in pairs:",
        parameters=("vectors", "outputs"),
        rate="lr",
    ),
)
CASES = [
    *MATCH, *GRADIENT_CHECK, *COMPOSED, *ABSTRACT, *PRIVATE, *STREAM, *BATCH_NORM,
    *ARGUMENTS, *CONVOLUTION, *COUNTS, *WORDS,
]  # fmt: skip
