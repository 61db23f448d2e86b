"""All cases of the corpus, the scripts that cannot be checked, and a gallery.

from mistaken.cases import CASES, GALLERY, UNREADABLE
"""

from __future__ import annotations

from mistaken.rows import (
    classes,
    comprehensions,
    dialects,
    dicts,
    functions,
    inlined,
    loops,
)
from mistaken.scripts import Case

CASES: dict[str, Case] = {
    case.id: case
    for style in (loops, functions, classes, dicts, inlined, comprehensions, dialects)
    for case in style.CASES
}

# The case that shows each mistake best: its twin is the right script beside it.
GALLERY: dict[str, str] = {
    "wrong-operand": "loops_neuron-wrong-operand",
    "summed-over-all": "loops_two_layers-summed-over-all",
    "missing-sum": "functions_columns-missing-sum",
    "averaged": "functions_columns-averaged",
    "missing-factor": "loops_logistic-missing-factor",
    "extra-factor": "loops_neuron-extra-factor",
    "wrong-sign": "comprehensions_neuron-wrong-sign",
    "missing-derivative": "class_mlp-missing-derivative",
    "repeated-derivative": "inlined_columns-repeated-derivative",
    "derivative-at-wrong-place": "class_mlp-derivative-at-wrong-place",
    "wrong-derivative": "functions_relu-wrong-derivative",
    "wrong-layer": "inlined_xor-wrong-layer",
    "transposed": "functions_three_layers-transposed",
    "updated-too-early": "inlined_samples-updated-too-early",
    "aliased": "inlined_copy-aliased",
    "accumulated": "loops_insert-accumulated",
    "overwritten": "functions_tied-overwritten",
    "shape-grows": "functions_regression-shape-grows",
    "missing-term": "dict_penalty-missing-term",
    "missing-mask": "functions_dropout-missing-mask",
    "missing-gradient": "functions_relu-missing-gradient",
    "wrong-loss": "functions_columns-wrong-loss",
}

# Scripts of `unreadable/`: the verdict, and the line that it is to name (0: no line).
UNREADABLE: dict[str, tuple[str, str]] = {
    "autograd_torch": ("unknown", "loss.backward()"),
    "empty": ("unusable", ""),
    "executed": ("unknown", 'exec(f"d{name} = {rule}")'),
    "forward_only": ("unknown", ""),
    "minimized": ("unknown", "result = minimize(objective, start, args=(x, y))"),
    "python2": ("unusable", 'print "loss", loss'),
    "strange_library": ("unknown", "delta = ann.backpropagate(out - y, V)"),
    "widths_from_file": ("unknown", 'table = np.loadtxt("samples.csv", delimiter=",")'),
}
