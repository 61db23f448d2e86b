"""`run.depends`: whether one entry is computed from another, and by which ways."""

from collections.abc import Callable

import numpy as np
import pytest

import whygrad as wg
from explained import trained
from whygrad.calculus.evaluation import evaluate
from whygrad.insight.reach import MOST_WAYS, find_dependence
from whygrad.language.messages import WhygradError
from zoo import ZOO, Model

DEEP = "\n".join(
    [
        "x[i]: data",
        "w: parameter = 1",
        "h0[i] = w * x[i]",
        "h1[i] = h0[i] * w",
        *(f"h{n}[i] = h{n - 1}[i] * h{n - 2}[i]" for n in range(2, 60)),
        "loss = mean[i](h59[i])",
    ]
)


def test_a_gradient_that_reads_the_quantity_itself() -> None:
    """The gradient of the last weights needs the hidden outputs, not their gradient."""
    run = trained("two_layers")
    found = run.depends("grad_weights2[0, 0]", "grad_output1")
    assert not found
    assert str(found) == (
        "`grad_weights2[0, 0]` does not depend on `grad_output1`.\n"
        "It reads grad_output2[i, 0], output1[i, 0]."
    )
    assert run.depends("grad_weights2[0, 0]", "output1[5, 0]")


def test_a_gradient_that_depends_in_two_ways() -> None:
    found = trained("two_layers").depends("grad_weights1[0, 0]", "weights2[0, 0]")
    assert found
    assert found.count == 2
    assert found.ways == (
        ("grad_weights1[0, 0]", "grad_output1[i, 0]", "weights2[0, 0]"),
        (
            "grad_weights1[0, 0]",
            "grad_output1[i, 0]",
            "grad_output2[i, m]",
            "output2[i, m]",
            "weights2[0, 0]",
        ),
    )


def test_the_other_units_weight_has_one_of_the_two() -> None:
    found = trained("two_layers").depends("grad_weights1[0, 0]", "weights2[1, 0]")
    assert str(found) == (
        "`grad_weights1[0, 0]` depends on `weights2[1, 0]`, in 1 way:\n  grad_weights1[0, 0]"
        " <- grad_output1[i, 0] <- grad_output2[i, m] <- output2[i, m] <- weights2[1, 0]"
    )


@pytest.mark.parametrize(
    ("quantity", "source", "expected"),
    [
        ("output2[3, 0]", "celsius[3, 0]", True),
        ("output2[3, 0]", "celsius[4, 0]", False),
        ("loss", "celsius[4, 0]", True),
        ("output1[3, 0]", "weights1[0, 0]", True),
        ("output1[3, 0]", "weights1[0, 1]", False),
        ("output1", "weights1[0, 1]", True),
        ("grad_biases1[1]", "biases1[0]", True),
        ("output2", "grad_output2", False),
        ("weights1[0, 0]", "grad_weights1[0, 0]", True),  # after the update
        ("weights1[0, 0]", "grad_weights1[0, 1]", False),
        ("weights1[0, 0]", "weights1[0, 0]", True),  # the one before
        ("celsius", "loss", False),
        ("grad_weights1", "learning_rate", False),
        ("weights1", "learning_rate", True),
    ],
)
def test_entries(quantity: str, source: str, expected: bool) -> None:
    assert bool(trained("two_layers").depends(quantity, source)) is expected


def test_a_state_that_is_updated_above() -> None:
    run = trained("two_layers", optimizer="momentum")
    assert run.depends("weights1", "velocity_weights1")
    assert run.depends("weights1[0, 0]", "velocity_weights1[0, 0]").ways == (
        ("weights1[0, 0]", "velocity_weights1[0, 0]", "velocity_weights1[0, 0]"),
    )
    assert not run.depends("velocity_weights1", "learning_rate")


def changed(model: Model, name: str, place: tuple[int, ...]) -> dict[str, np.ndarray]:
    """All quantities, one entry of one of them made another number by hand."""
    equations = [*model.step.forward, *model.step.backward]
    values = {n: np.array(v, float) for n, v in model.values.items()}
    if name in values:
        values[name][place] += 0.37
        return evaluate(equations, values, model.lengths)
    at = next(n for n, e in enumerate(equations) if e.name == name)
    known = evaluate(equations[: at + 1], values, model.lengths)
    known[name][place] += 0.37
    return evaluate(equations[at + 1 :], known, model.lengths)


@pytest.mark.parametrize("name", ["two_layers", "softmax", "attention", "batch_norm", "max_of_two"])
def test_what_changes_depends(name: str) -> None:
    """An independent test: change one entry, and look which entries of all others change."""
    model = ZOO[name]
    quantities = [*model.values, *(e.name for e in model.step.forward)]
    carried = model.step.indexes_of()
    for source in [q for q in quantities if q in carried][:6]:
        place = tuple(0 for _ in carried[source])
        after = changed(model, source, place)
        entry = f"{source}{list(place)}" if place else source
        for equation in (*model.step.forward, *model.step.backward):
            if equation.name == source:
                continue
            moved = after[equation.name] != model.expected[equation.name]
            for at in np.argwhere(moved)[:4].tolist() if equation.target.indexes else []:
                asked = f"{equation.name}{at}"
                assert find_dependence(model.step, model.lengths, asked, entry), (asked, entry)
            for at in np.argwhere(~moved)[:4].tolist() if equation.target.indexes else []:
                asked = f"{equation.name}{at}"
                if find_dependence(model.step, model.lengths, asked, entry):
                    # it may, and does not here: a factor of 0, a maximum that stays the same
                    assert name not in STRICT, (asked, entry)


STRICT = ("two_layers", "softmax")  # models where all that may depend does at a generic point


def test_many_ways_are_counted_and_the_first_are_listed() -> None:
    model = wg.Model(DEEP)
    found = find_dependence(model.step, {}, "grad_w", "x")
    assert found.count > 10**12
    assert len(found.ways) == MOST_WAYS
    assert str(found).endswith(f"and {found.count - MOST_WAYS:,} more")


def test_as_data_and_in_a_notebook() -> None:
    found = trained("neuron").depends("grad_weight", "bias")
    assert found.data() == {
        "quantity": "grad_weight",
        "source": "bias",
        "depends": True,
        "count": 1,
        "ways": [["grad_weight", "grad_output[i]", "output[i]", "bias"]],
    }
    assert found._repr_html_().startswith("<pre>`grad_weight` depends on `bias`")
    assert "&lt;-" in found._repr_html_()


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (
            lambda run: run.depends("grad_weights3", "bias"),
            "There is no quantity `grad_weights3`.\nDid you mean `grad_weights2`?",
        ),
        (
            lambda run: run.depends("loss", "weights2[0, 1]"),
            "`weights2[0, 1]`: index `m` runs from 0 to 0, not 1.",
        ),
        (
            lambda run: run.depends("loss", "weights2[0]"),
            "`weights2[0]` has 1 index; `weights2[j, m]` takes 2.\n"
            "Expected something like `weights2[0, 0]`.",
        ),
    ],
)
def test_messages(ask: Callable[[wg.Run], object], expected: str) -> None:
    with pytest.raises(WhygradError) as caught:
        ask(trained("two_layers"))
    assert str(caught.value) == expected
