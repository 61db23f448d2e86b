"""Networks of the builder, for the zoo: every loss, every kind of option, every pair of them.

Each name stands for sizes and options of `wg.network`. `SWITCHES` are the options that any two
of which meet on and off; tests/test_networks.py counts them.
"""

from typing import Any

SWITCHES = ("dropout", "normalize", "skip", "penalty", "sample_weights", "biases")
MIXED = ["tanh", "z * sigmoid(1.7 * z)"]
OWN_PENALTY = "alpha * weight**2 / (2 * size[i])"

BUILT: dict[str, tuple[list[Any], dict[str, Any]]] = {
    "squared": ([3, 4, 2], {"activation": "sigmoid", "penalty": 0.01}),
    "half_squared": (
        [3, 4, 2],
        {"loss": "half_squared", "activation": "tanh", "dropout": 0.2, "sample_weights": True,
         "output_activation": "sigmoid", "initializer": "uniform(-1, 1)"},
    ),
    "scaled": (
        [3, 4, 2],
        {"loss": "scaled_squared", "activation": "relu", "scaled": True,
         "settings": {"target_centre": 3, "target_scale": 2}},
    ),
    "absolute": (
        [3, 4, 4, 1],
        {"loss": "absolute", "activation": "relu", "dropout": [0.5, 0], "normalize": True,
         "skip": True},
    ),
    "huber": (
        [3, 3, 2],
        {"loss": "huber", "activation": "softplus", "dropout": 0.2, "normalize": True,
         "skip": True, "penalty": {"l1": 0.01, "l2": 0.1}, "biases": False},
    ),
    "quantile": (
        [3, 4, 2],
        {"loss": "quantile", "activation": "elu", "sample_weights": True, "biases": False,
         "settings": {"quantile": 0.9}},
    ),
    "poisson": (
        [3, 4, 5, 2],
        {"loss": "poisson", "activation": "gelu", "normalize": [False, True], "penalty": "l1",
         "sample_weights": True, "initializer": ["he", "glorot", "normal(0, 0.1)"]},
    ),
    "binary_cross_entropy": (
        [3, 3, 1],
        {"loss": "binary_cross_entropy", "activation": "z / (1 + abs(z))", "dropout": 0.3,
         "normalize": True, "skip": True, "sample_weights": True, "accuracy": True},
    ),
    "labels": (
        [4, 4, 2],
        {"loss": "binary_cross_entropy", "activation": "leaky_relu", "normalize": True,
         "skip": True, "penalty": OWN_PENALTY, "settings": {"alpha": 0.1},
         "sample_weights": True, "class_weights": True, "label_smoothing": 0.1},
    ),
    "classes": (
        [4, 3, 3, 2],
        {"loss": "cross_entropy", "activation": MIXED, "dropout": [0.2, 0.5],
         "normalize": [True, False], "skip": [False, True], "penalty": 0.1, "accuracy": True,
         "class_weights": True},
    ),
    "smoothed": (
        [4, 4, 3],
        {"loss": "cross_entropy", "activation": "silu", "normalize": True, "skip": True,
         "penalty": 0.1, "sample_weights": True, "class_weights": True, "label_smoothing": 0.2},
    ),
    "own_loss": (
        [3, 3, 2],
        {"loss": "mean[i](sum[c](abs(output[i, c] - target[i, c])**power))", "dropout": 0.2,
         "activation": "tanh", "skip": True, "penalty": 0.1, "settings": {"power": 1.5},
         "biases": 0.5},
    ),
    "focal": (
        [3, 2],
        {"loss": "-mean[i](sum[c](target[i, c] * (1 - output[i, c])**2 * log(output[i, c])))",
         "output_activation": "softmax"},
    ),
    "two_outputs": (
        [3, 4, {"price": 2, "kind": 3}],
        {"loss": {"price": "huber", "kind": "cross_entropy"}, "activation": "tanh",
         "sample_weights": True, "class_weights": True, "label_smoothing": 0.1, "penalty": 0.1},
    ),
}  # fmt: skip
