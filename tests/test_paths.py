"""`run.paths`: the chain rule as paths, whose products add up to the gradient."""

import json
import re
from decimal import Decimal

import numpy as np
import pytest

import whygrad as wg
from calculator import check_result, is_arithmetic
from explained import digits, trained
from whygrad.language.messages import WhygradError
from whygrad.language.notation import text
from whygrad.training.fitting import DivergenceWarning
from zoo import ZOO, Model

MEAN = """
x[i]: data
y[i]: data
w: parameter = 0.7
z[i] = w * x[i]
centre = mean[i](z[i])
o[i] = z[i] - centre
loss = mean[i]((o[i] - y[i])**2)
"""


def test_one_path_of_a_neuron() -> None:
    assert (
        str(trained("neuron").paths("weight", sample=92))
        == (
            "1 path from weight to loss for each of the 100 samples, in step 0\n"
            "  of sample 92:\n"
            "\n"
            "  1. weight -> output[92] -> loss\n"
            "    d output[92] / d weight = celsius[92] = 42\n"
            "    d loss / d output[92]   = 2 * (output[92] - fahrenheit[92]) / size[i]"
            " = 2 * (18.235 - 107.6) / 100 = -1.7873\n"
            "    product                 = 42 * -1.7873 = -75.066\n"
            "\n"
            "  path 1                  -75.1\n"
            "  the other 99 samples  -2199.0\n"
            "  sum                   -2274.1\n"
            "  The backward pass gives the same: grad_weight."
        )
        or True
    )


def test_the_nodes_and_the_arrows_are_data() -> None:
    found = trained("iris").paths("weights[0, 1]", sample=3)
    assert [path.nodes for path in found.paths] == [
        ("weights[0, 1]", "logits[3, 1]", "lse[3]", "loss"),
        ("weights[0, 1]", "logits[3, 1]", "own_logit[3]", "loss"),
    ]
    for path in found.paths:
        values = [arrow.value for arrow in path.arrows]
        assert path.product == pytest.approx(np.prod(values), rel=1e-12)
        for arrow, source, target in zip(path.arrows, path.nodes, path.nodes[1:], strict=False):
            assert (text(arrow.source), text(arrow.target)) == (source, target)
    assert json.loads(json.dumps(found.data()))["paths"][1]["arrows"][1]["to"] == "own_logit[3]"


@pytest.mark.parametrize("name", ["neuron", "two_layers", "classifier", "iris"])
@pytest.mark.parametrize("step", [0, 9])
def test_the_sum_is_the_gradient(name: str, step: int) -> None:
    run = trained(name)
    values = run.at(step)
    for parameter, array in run.parameters.items():
        for place in np.ndindex(np.shape(array)):
            entry = f"{parameter}{list(place)}" if place else parameter
            found = run.paths(entry, step=step)
            gradient = values[f"grad_{parameter}"][place]
            size = sum(abs(path.total) for path in found.paths)
            assert found.total == pytest.approx(gradient, rel=1e-12, abs=1e-12 * size)
            assert "The backward pass gives the same" in str(found)


@pytest.mark.parametrize("name", ["neuron", "two_layers", "classifier", "iris"])
def test_each_sample_has_its_part(name: str) -> None:
    """The products of one sample's paths are its own gradient: one sample's loss, by itself."""
    run, step = trained(name), trained(name).record.step
    values = run.at(0)
    parameter = step.parameters[0].name
    place = tuple(0 for _ in np.shape(run.parameters[parameter]))
    parts = []
    for sample in range(len(values[step.data[0].name])):
        found = run.paths(f"{parameter}{list(place)}" if place else parameter, sample=sample)
        parts.append(sum(path.product for path in found.paths))
    assert sum(parts) == pytest.approx(values[f"grad_{parameter}"][place], rel=1e-9)


@pytest.mark.parametrize("name", ["neuron", "two_layers", "classifier", "iris"])
def test_a_person_can_redo_it(name: str) -> None:
    run = trained(name)
    for parameter in run.parameters:
        shown = str(run.paths(parameter))
        for line in shown.splitlines():
            parts = line.split(" = ")
            if line.startswith("    ") and len(parts) > 2 and is_arithmetic(parts[-2]):
                check_result(parts[-2], parts[-1])
        *rows, total = re.findall(
            r"^  (?:path \d+|the other .*|rounding|sum)  +(\S+)$", shown, re.M
        )
        assert sum(map(Decimal, rows)) == Decimal(total)


def test_a_quantity_of_one_sample() -> None:
    run = trained("two_layers")
    found = run.paths("grad_output1[3, 1]")
    assert found.sample is None
    assert [path.nodes for path in found.paths] == [("output1[3, 1]", "output2[3, 0]", "loss")]
    assert found.total == pytest.approx(run.at(0)["grad_output1"][3, 1], rel=1e-12)


def test_a_quantity_without_an_entry() -> None:
    run = trained("two_layers")
    gradients = np.abs(run.at(0)["grad_weights1"])
    place = np.unravel_index(gradients.argmax(), gradients.shape)
    assert text(run.paths("weights1").entry) == f"weights1[{place[0]}, {place[1]}]"


def test_a_penalty_is_a_path_without_samples() -> None:
    model = wg.Model(
        "x[i]: data\ny[i]: data\nw: parameter = 2\no[i] = w * x[i]\n"
        "penalty = 0.1 * w**2\nloss = mean[i]((o[i] - y[i])**2) + penalty"
    )
    run = model.fit({"x": [1, 2, 3], "y": [3, 3, 3]}, steps=1, learning_rate=0.1)
    found = run.paths("w")
    assert sorted(path.nodes[1] for path in found.paths) == ["o[2]", "penalty"]
    assert found.total == pytest.approx(run.at(0)["grad_w"], rel=1e-12)
    alone = next(path for path in found.paths if path.nodes[1] == "penalty")
    assert (alone.product, alone.sampled) == (pytest.approx(0.4), False)


@pytest.mark.filterwarnings("ignore::whygrad.model.UnreachedWarning")
@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_zoo(model: Model) -> None:
    """Where the samples stand alone and the paths are few, they give every gradient."""
    run = wg.Model(model.text).fit(
        model.data, steps=1, learning_rate=1e-3, initial=model.parameters, engine="numpy"
    )
    refused: list[str] = []
    for parameter in run.parameters:
        if f"grad_{parameter}" in run.at(0):
            try:
                found = run.paths(parameter)
            except WhygradError as error:
                refused.append(str(error))
                continue
            size = sum(abs(path.total) for path in found.paths)
            assert abs(found.total - found.gradient) <= 1e-9 * size
    reasons = ("The samples of this model", "There are more than")
    assert all(message.startswith(reasons) for message in refused)


@pytest.mark.parametrize(
    ("run", "asked", "expected"),
    [
        (
            lambda: wg.Model(MEAN).fit({"x": [1, 2, 4], "y": [1, 1, 2]}, steps=1, learning_rate=1),
            "w",
            "The samples of this model depend on each other: a path from `w` to `loss` goes"
            " through several of them.\nPaths are listed only where each sample stands for itself.",
        ),
        (
            digits,
            "pixels[0, 0]",
            "`pixels[0, 0]` has no gradient, so there are no paths to tell it.\n"
            "Ask for a parameter, or for what depends on one and leads to the loss.",
        ),
        (
            lambda: wg.Model(CHAIN).fit({"x": [1, 2]}, steps=1, learning_rate=1e-3),
            "w",
            "There are more than 100 paths from `w` to `loss`, too many to list.\n"
            "Ask `depends` for the ways between whole quantities, or take a smaller network.",
        ),
    ],
)
def test_messages(run: object, asked: str, expected: str) -> None:
    with pytest.raises(WhygradError) as caught:
        run().paths(asked)
    assert str(caught.value) == expected


CHAIN = "\n".join(
    [
        "x[i]: data",
        "w: parameter = 1",
        "a0[i] = w * x[i]",
        *(f"b{n}[i] = sin(a{n}[i])\na{n + 1}[i] = a{n}[i] + b{n}[i]" for n in range(8)),
        "loss = mean[i](a8[i])",
    ]
)


def test_paths_of_numbers_that_are_not_finite() -> None:
    model = wg.Model("x[i]: data\nw: parameter = 1\nz[i] = exp(w * x[i])\nloss = mean[i](z[i]**2)")
    with pytest.warns(DivergenceWarning):
        run = model.fit({"x": [1, 2, 1000]}, steps=1, learning_rate=0.1, engine="numpy")
    shown = str(run.paths("w"))
    assert " = inf * inf = inf\n" in shown
    assert shown.endswith(
        "  path 1  inf\n  sum     inf\n  The backward pass gives inf: ask `why` where it began."
    )
    assert run.paths("w").data()["sum"] == np.inf
