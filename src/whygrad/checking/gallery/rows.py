"""The mistakes of the gallery: each made in a right script by changing few words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SUFFIX = ".py.txt"  # so that no tool takes them for modules of the package


@dataclass(frozen=True, slots=True)
class Picture:
    """A kind of mistake and how it is made: (old, new) pieces of the text of a right script."""

    mistake: str
    script: str
    edits: tuple[tuple[str, str], ...]

    @property
    def right(self) -> str:
        return (HERE / f"{self.script}{SUFFIX}").read_text(encoding="utf-8")

    @property
    def wrong(self) -> str:
        text = self.right
        for old, new in self.edits:
            if text.count(old) != 1:
                raise ValueError(f"{self.mistake}: {old!r} stands there {text.count(old)} times")
            text = text.replace(old, new)
        return text


BIASES1 = "grad_biases1 = np.sum(grad_output1, axis=0)"
EARLY = ("(d2 @ old_W2.T)", "(d2 @ W2.T)")
MADE: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "neuron": {
        "wrong-operand": (("celsius[i] * grad_output[i]", "output[i] * grad_output[i]"),),
        "extra-factor": (("grad_bias += grad_output[i]", "grad_bias += 4 * grad_output[i]"),),
        "wrong-sign": (("(output[i] - fahrenheit[i]) / n\n    g",
                        "(fahrenheit[i] - output[i]) / n\n    g"),),
        "overwritten": (("grad_weight += celsius", "grad_weight = celsius"),),
        "missing-gradient": (("    bias -= learning_rate * grad_bias\n", ""),
            ("        grad_bias += grad_output[i]\n", ""),
                             ("global weight, bias", "global weight")),
        "accumulated": (("    grad_bias = 0.0\n", ""),),
    },
    "two_layers": {
        "summed-over-all": ((BIASES1, "grad_biases1 = np.sum(grad_output1)"),),
        "missing-sum": ((BIASES1, "grad_biases1 = grad_output1"),),
        "averaged": ((BIASES1, "grad_biases1 = np.mean(grad_output1, axis=0)"),),
        "missing-factor": (("grad_output2 @ weights2.T",
                            "(output2 - fahrenheit) / n @ weights2.T"),),
        "shape-grows": (("weights1 = np.random.normal(size=(1, 2))",
                         "weights1 = np.random.normal(size=(1, 1))"),),
        "wrong-loss": (("np.mean((output2 - fahrenheit) ** 2)",
                        "np.mean((output2 - fahrenheit.ravel()) ** 2)"),),
    },
    "classifier": {
        "missing-derivative": (("(out - y) * slope_out / n", "(out - y) / n"),),
        "wrong-derivative": (("1 - h**2", "h * (1 - h)"),),
        "repeated-derivative": (("* slope_out / n", "* slope_out * slope_out / n"),),
        "derivative-at-wrong-place": (("1 - h**2", "1 - z1**2"),),
        "updated-too-early": (EARLY, ("    old_W2 = W2.copy()\n", "")),
        "aliased": (("old_W2 = W2.copy()", "old_W2 = W2"),),
    },
    "dropout": {
        "wrong-layer": (("(1 - h2**2)", "(1 - h1**2)"),),
        "transposed": (("d_z2 @ W2.T", "d_z2 @ W2"),),
        "missing-mask": (("d_dropped * mask", "d_dropped"),),
        "missing-term": ((" + 2 * decay * W3", ""),),
    },
}  # fmt: skip
PICTURES = {
    mistake: Picture(mistake, script, edits)
    for script, mistakes in MADE.items()
    for mistake, edits in mistakes.items()
}
