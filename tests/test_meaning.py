"""What a gradient and a learning rate mean: the figures of the sentences, computed another way."""

import re

import numpy as np
import pytest

import whygrad as wg
from explained import digits, trained
from whygrad.examples import example_data, read_example
from zoo import ZOO

SENTENCE = re.compile(
    r"Raise `(.+?)` by (\S+) and `\w+` (rises by|falls by|stays as it is) ?(\S*) "
    r"\(predicted: (\S+) \* (\S+) = (\S+)\)\."
)
UPDATE = re.compile(
    r"With the update of step (\d+) `loss` (?:rises|falls) by (\S+), from (\S+) to (\S+) on the"
    r" same samples \(predicted, from the gradients: it (rises|falls) by (\S+)\)\."
)


KINK = " No small change does what the gradient says: it stands at a kink or a jump."
JUMPS = {("functions_as_lines", f"grad_b{n}[5]") for n in (7, 8)}  # two equal numbers


def sentence(notes: tuple[str, ...]) -> tuple[str, float, float, float]:
    """The entry, its change, what the loss does, what was predicted."""
    found = SENTENCE.match(notes[-1])
    assert found is not None, notes
    entry, change, way, size, again, _, predicted = found.groups()
    assert change == again
    sign = {"rises by": 1, "falls by": -1, "stays as it is": 0}[way]
    return entry, float(change), sign * float(size or 0), float(predicted)


@pytest.mark.parametrize("name", ["neuron", "two_layers", "classifier", "iris"])
@pytest.mark.parametrize("step", [0, 7])
def test_a_parameter_raised(name: str, step: int) -> None:
    """The loss itself, at the changed parameters, by the model's own evaluation."""
    run, model = trained(name), wg.Model(read_example(name))
    loss, before = run.record.step.loss, run.parameters_at(step)
    for parameter in before:
        found = run.why(f"grad_{parameter}", step=step)
        _, change, actual, predicted = sentence(found.notes)
        raised = np.array(before[parameter])
        raised[found.place] += change
        values = [
            float(model.evaluate(example_data(name), given)[loss])
            for given in (before, {**before, parameter: raised})
        ]
        assert actual == pytest.approx(values[1] - values[0], rel=1e-3)
        assert actual == pytest.approx(predicted, rel=0.06)
        assert predicted == pytest.approx(change * found.value, rel=1e-4)


def test_a_quantity_in_the_middle_raised() -> None:
    run = trained("two_layers")
    values = run.at(0)
    found = run.why("grad_output1[3, 1]")
    entry, change, actual, _ = sentence(found.notes)
    assert entry == "output1[3, 1]"
    raised = np.array(values["output1"])
    raised[3, 1] += change
    outputs = (one @ values["weights2"] + values["biases2"] for one in (values["output1"], raised))
    losses = [np.mean(np.sum((one - values["fahrenheit"]) ** 2, axis=1)) for one in outputs]
    assert actual == pytest.approx(losses[1] - losses[0], rel=1e-3)


@pytest.mark.filterwarnings("ignore::whygrad.model.UnreachedWarning")
@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_the_change_that_is_tried_tells_what_the_gradient_tells(model: object) -> None:
    run = wg.Model(model.text).fit(
        model.data, steps=1, learning_rate=1e-3, initial=model.parameters, engine="numpy"
    )
    for equation in run.record.step.backward:
        found = run.why(equation.name)
        _, _, actual, predicted = sentence(found.notes)
        if (model.name, found.entry) in JUMPS:
            assert found.notes[-1].endswith(KINK)
            continue
        assert not found.notes[-1].endswith(KINK), found.entry
        assert actual == pytest.approx(predicted, rel=0.06), found.entry


def test_a_change_that_rounding_would_hide_is_made_larger() -> None:
    run = wg.Model("w: parameter = 1e-9\nb: parameter = 1000\nloss = 1e-3 * w + b**2").fit(
        {}, steps=1, learning_rate=0.1
    )
    _, change, actual, predicted = sentence(run.why("grad_w").notes)
    assert change > 1e-4
    assert actual == pytest.approx(predicted, rel=0.06)


def test_a_flat_loss_stays_as_it_is() -> None:
    run = wg.Model("w: parameter = 2\nloss = step(w) * 3 + 0 * w").fit(
        {}, steps=1, learning_rate=0.1
    )
    assert run.why("loss").value == 3
    run = wg.Model("w: parameter = -2\nloss = relu(w)").fit({}, steps=1, learning_rate=0.1)
    assert run.why("grad_w").notes[-1] == (
        "Raise `w` by 0.001 and `loss` stays as it is (predicted: 0.001 * 0 = 0)."
    )


@pytest.mark.parametrize("name", ["neuron", "two_layers", "classifier", "iris"])
def test_what_the_update_does(name: str) -> None:
    """Predicted: minus the learning rate times the squares of the gradients; actual: the losses."""
    run = trained(name)
    for asked, step in (("loss", 4), ("learning_rate", 4)):
        found = UPDATE.fullmatch(run.why(asked, step=step).notes[-1])
        assert found is not None
        number, size, before, after, way, predicted = found.groups()
        assert int(number) == 4
        assert float(before) == pytest.approx(run.losses[4], rel=1e-4)
        assert float(after) == pytest.approx(run.losses[5], rel=1e-4)
        assert float(size) == pytest.approx(abs(run.losses[5] - run.losses[4]), rel=1e-4)
        values = run.at(4)
        squares = sum(np.sum(values[f"grad_{p}"] ** 2) for p in run.parameters)
        assert way == "falls"
        assert float(predicted) == pytest.approx(run.learning_rate * squares, rel=1e-4)


def test_the_update_of_a_parameter_says_it_too() -> None:
    run = trained("neuron")
    assert run.why("weight", step=5).notes[-1] == run.why("loss", step=4).notes[-1]
    assert run.why("weight", step=5).notes[-2].startswith("The update of step 4 moved `weight` by ")
    assert not any(note.startswith("With the update") for note in run.why("loss", step=20).notes)


def test_a_wide_network() -> None:
    found = digits().why("grad_weights1[40, 3]")
    assert sentence(found.notes)[0] == "weights1[40, 3]"
