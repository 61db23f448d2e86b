"""Hand-written scripts as equations: forward passes, lines, and what the chain rule derives."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from mistaken.cases import CASES, GALLERY
from mistaken.scripts import Twin
from whygrad.calculus.evaluation import evaluate
from whygrad.checking.lifting import Forward, Lines, NotLifted, elementary, lifted_forward
from whygrad.checking.losses import Loss, assumed_losses, computed_losses
from whygrad.checking.reading import read_script, trace_script
from whygrad.checking.roles import Parameter, find_parameters
from whygrad.checking.traces import Binding, Node, Pass, Trace, pulled_back, replayed
from whygrad.language.equations import GRADIENT
from whygrad.language.notation import equations_text, step_text
from whygrad.language.parsing import parse_step
from whygrad.language.sizes import index_lengths

NO_PARAMETERS = "loops_recurrent"  # none are found in it
TWINS = {one.twin.name: one.twin for one in CASES.values() if one.twin.name != NO_PARAMETERS}
SNAPSHOT = Path(__file__).parent / "snapshots" / "lifting.txt"
MOST_LINES = 6  # of one script
SHOWN = (
    "loops_neuron",
    "functions_columns",
    "class_mlp",
    "dict_penalty",
    "inlined_softmax",
    "comprehensions_mlp",
)


@dataclass(frozen=True, eq=False)
class Scripted:
    """A script at a generic point, with the loss that it is held against."""

    trace: Trace
    step: Pass
    parameters: list[Parameter]
    loss: Loss

    @property
    def lines(self) -> Lines:
        return Lines(self.trace, self.step, self.parameters, self.loss)

    @property
    def forward(self) -> Forward:
        return lifted_forward(self.trace, self.step, self.parameters, self.loss)


def scripted(text: str, name: str = "script") -> Scripted:
    script = read_script(text, name)
    random = np.random.RandomState(20)
    carried = trace_script(script).passes[0].carried
    entry = {
        one.name: random.uniform(0.2, 0.7, one.start.value.shape)
        * random.choice([-1, 1], one.start.value.shape)
        for one in carried
        if one.start.value.dtype.kind == "f"
    }
    trace = trace_script(script, entry=entry)
    step = trace.passes[0]
    parameters = find_parameters(step)
    losses = [*computed_losses(step, parameters), *assumed_losses(step, parameters)]
    return Scripted(trace, step, parameters, losses[0])


@cache
def twin_script(name: str) -> Scripted:
    return scripted(TWINS[name].source, name)


def truths_of(script: Scripted) -> dict[Node, np.ndarray]:
    return pulled_back(script.loss.node, script.loss.at)


def binding_of(script: Scripted, name: str) -> Binding:
    return [one for one in script.step.bindings if one.name == name][-1]


# Forward passes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TWINS)
def test_forward_pass_is_lifted(name: str) -> None:
    step = twin_script(name).forward.step
    assert parse_step(step_text(step)) == step


SMALL = [name for name in SHOWN if name != "inlined_softmax"]


@pytest.mark.parametrize("name", SMALL)
def test_values_and_gradients_by_the_reference_interpreter(name: str) -> None:
    """Every forward value and gradient, entry by entry, by the definition of the language."""
    script = twin_script(name)
    forward = script.forward
    lengths = index_lengths(
        forward.step, {name: np.shape(value) for name, value in forward.values.items()}
    )
    found = evaluate([*forward.step.forward, *forward.step.backward], forward.values, lengths)
    values, truths = replayed([script.loss.node], script.loss.at), truths_of(script)
    compared = set()
    for node, quantity in forward.names.items():
        kept = found[quantity].shape
        np.testing.assert_allclose(found[quantity], values[node].reshape(kept), 1e-9)
        if GRADIENT + quantity in found:
            compared.add(quantity)
            truth = truths[node].reshape(kept)
            scale = np.abs(truth).max()
            np.testing.assert_allclose(found[GRADIENT + quantity], truth, 1e-8, 1e-9 * scale)
    assert compared >= {line.name for line in forward.step.parameters}


def test_a_wrong_value_is_no_lifting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elementary, "minus", elementary.plus)
    with pytest.raises(NotLifted, match="another value"):
        _ = twin_script("class_mlp").forward


def test_a_wrong_line_is_no_lifting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elementary, "minus", elementary.plus)
    script = twin_script("loops_neuron")
    with pytest.raises(NotLifted, match="another value"):
        script.lines.own(binding_of(script, "grad_output"))


# Lines --------------------------------------------------------------------------------------------

NETWORK = """\
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(7, 3))
Y = rng.normal(size=(7, 2))
params = {"W1": rng.normal(size=(3, 4)), "W2": rng.normal(size=(4, 2))}
for epoch in range(50):
    h = np.tanh(X @ params["W1"])
    out = h @ params["W2"]
    loss = np.sum((out - Y) ** 2) / len(X)
    d = 2 * (out - Y) / len(X)
    grads = {"W2": h.T @ d}
    d = LINE
    grads["W1"] = X.T @ d
    for key in params:
        params[key] -= 0.1 * grads[key]
"""


@pytest.mark.parametrize(
    ("line", "yours"),
    [
        ('d @ params["W2"].T * (1 - h**2)', "sum[m](d[i, m] * W2[j, m]) * (1 - h[i, j]**2)"),
        ('d @ params["W2"].T * h', "sum[m](d[i, m] * W2[j, m]) * h[i, j]"),
        ('d.dot(params["W2"].T)', "sum[m](d[i, m] * W2[j, m])"),
    ],
)
def test_line_beside_the_derived_one(line: str, yours: str) -> None:
    script = scripted(NETWORK.replace("LINE", line))
    binding = binding_of(script, "d")
    of = next(node for node in truths_of(script) if node.operation == "tanh").inputs[0]
    assert script.lines.own(binding) == f"d[i, j] = {yours}"
    derived = "d[i, j] = sum[m](d[i, m] * W2[j, m]) * (1 - h[i, j]**2)"
    assert script.lines.derived(binding, of) == derived


def test_gradient_in_a_dict_is_told_from_its_parameter() -> None:
    script = scripted(NETWORK.replace("LINE", 'd @ params["W2"].T * (1 - h**2)'))
    binding = binding_of(script, "grads['W2']")
    assert script.lines.own(binding) == "grads_W2[j, m] = sum[i](h[i, j] * d[i, m])"


def test_a_common_factor_of_the_script_stays_in_the_derived_line() -> None:
    """`functions_columns` divides by m where it sums, not in its dZ2."""
    script = twin_script("functions_columns")
    binding = binding_of(script, "dW1")
    parameter = next(one for one in script.parameters if one.name == "W1")
    derived = script.lines.derived(binding, parameter.start)
    assert derived == "dW1[k, j] = sum[i](dZ1[k, i] * X[j, i]) / size[i]"


def test_value_that_is_asked_for_decides_the_factor() -> None:
    script = twin_script("loops_neuron")
    binding = binding_of(script, "grad_weight")
    (weight,) = [one.start for one in script.parameters if one.name == "weight"]
    truth = truths_of(script)[weight]
    twice = script.lines.derived(binding, weight, 2 * truth)
    assert twice == "grad_weight = 2 * sum[i](grad_output[i] * celsius[i])"


def lines_of(twin: Twin) -> str:
    """The forward pass, and each gradient of the script beside the derived one."""
    script = twin_script(twin.name)
    lines = script.lines
    rows = [f"== {twin.name}", "", equations_text(script.forward.step.forward), ""]
    shown = set()
    for node, binding in lines.claimed({}).items():
        if binding not in shown:
            shown.add(binding)
            rows.append(f"yours    {lines.own(binding)}")
            rows.append(f"derived  {lines.derived(binding, node, binding.node.value)}")
    return "\n".join(rows) + "\n"


def test_snapshots() -> None:
    """After a change on purpose: `python tests/test_lifting.py` writes them anew."""
    assert written() == SNAPSHOT.read_text(encoding="utf-8")


def written() -> str:
    return "\n".join(lines_of(TWINS[name]) for name in SHOWN)


def test_most_lines_of_the_corpus_are_lifted() -> None:
    """Of the right scripts' gradients, the share that has both forms."""
    own = derived = count = 0
    for name in TWINS:
        lines = twin_script(name).lines
        claims = {binding: node for node, binding in lines.claimed({}).items()}
        for binding, node in list(claims.items())[:MOST_LINES]:
            count += 1
            own += succeeds(lines.own, binding)
            derived += succeeds(lines.derived, binding, node, binding.node.value)
    assert own / count > 0.9
    assert derived / count > 0.85


def succeeds(lift: Callable[..., str], *arguments: object) -> bool:
    try:
        lift(*arguments)
    except NotLifted:
        return False
    return True


@pytest.mark.parametrize("name", GALLERY.values(), ids=GALLERY)
def test_lines_of_wrong_scripts(name: str) -> None:
    """Every line has a form that has its own value, or none: nothing else is raised."""
    script = scripted(CASES[name].source, name)
    lines = script.lines
    made = [succeeds(lines.own, one) for one in script.step.bindings[-30:]]
    assert any(made)


if __name__ == "__main__":
    SNAPSHOT.write_text(written(), encoding="utf-8")
