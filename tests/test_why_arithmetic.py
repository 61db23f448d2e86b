"""What an explanation shows can be redone with a pocket calculator, from the text alone."""

import numpy as np
import pytest

import whygrad as wg
from calculator import HEAD, Work, redo
from explained import digits, trained
from whygrad.examples import EXAMPLES
from zoo import ZOO, Model

RUNS = {**{name: lambda name=name: trained(name) for name in EXAMPLES}, "digits": digits}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("step", [0, 2])
def test_networks(name: str, step: int) -> None:
    run, work = RUNS[name](), Work()
    for quantity in run.record.step.indexes_of():
        found = redo(str(run.why(quantity, step=step, depth=2)))
        work = Work(work.results + found.results, work.sums + found.sums)
    assert work.results > 20


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("digits", [1, 3, 9])
def test_any_number_of_digits(name: str, digits: int) -> None:
    run = RUNS[name]()
    for quantity in run.record.step.indexes_of():
        redo(str(run.why(quantity, digits=digits)))


@pytest.mark.filterwarnings("ignore::whygrad.model.UnreachedWarning")
@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_zoo(model: Model) -> None:
    """Every quantity of every model, by what is shown and by what the step really has."""
    run = wg.Model(model.text).fit(
        model.data, steps=1, learning_rate=1e-3, initial=model.parameters, engine="numpy"
    )
    values = run.at(0)
    for quantity in run.record.step.indexes_of():
        if quantity in values:
            found = run.why(quantity, digits=4)
            redo(str(found))
            exact = np.asarray(values[quantity])[found.place]
            assert found.value == exact
            shown = float(HEAD.match(str(found))[2])
            assert shown == pytest.approx(exact, rel=5.01e-4, abs=0)


def test_a_trained_network_whose_errors_are_small() -> None:
    """Differences of nearly equal numbers: the figures get as many digits as it takes."""
    run = trained("neuron", steps=10_000)
    text = str(run.why("grad_output[64]", step=10_000))
    redo(text)
    wide = [figure for figure in text.split() if len(figure.strip("()-")) > 7]
    assert wide != []  # more than the five digits of the others


@pytest.mark.parametrize(
    "fault",
    [
        ("-97.1 ", "-97.2 "),  # a term
        ("-1821.2", "-1821.3"),  # the rest
        ("-1.9809 * 49", "-1.9809 * 48"),  # an operand
        ("80.1%", "70.1%"),  # a share
        ("= -2274.1\n\n", "= -2274.2\n\n"),  # the value
    ],
)
def test_the_calculator_notices_faults(fault: tuple[str, str]) -> None:
    text = str(trained("neuron").why("grad_weight"))
    assert redo(text) == Work(5, 1)
    assert text.count(fault[0]) == 1
    with pytest.raises(AssertionError):
        redo(text.replace(*fault))
