"""`run.why`: what is explained, how, and with which figures.

Whole texts stand in `snapshots/why.txt`. After a change on purpose: `python tests/test_why.py`
writes them anew; read the diff.
"""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import whygrad as wg
from calculator import redo
from explained import digits, trained
from whygrad.examples import example_data, read_example
from whygrad.insight import explainer, figures
from whygrad.insight.entries import place_text
from whygrad.insight.explanations import Explanation
from whygrad.insight.paragraphs import WIDTH
from whygrad.language.messages import WhygradError
from whygrad.training import replay
from whygrad.training.fitting import DivergenceWarning

SNAPSHOT = Path(__file__).parent / "snapshots" / "why.txt"
TITLE = "=== "

EXPONENTIAL = """
x[i]: data
w: parameter = 1
z[i] = exp(w * x[i])
loss = mean[i](z[i]**2)
"""


def momentum() -> wg.Run:
    return trained("two_layers", optimizer="momentum", batch=10)


@pytest.mark.filterwarnings("ignore::whygrad.training.fitting.DivergenceWarning")
def diverged() -> wg.Run:
    return trained("neuron", steps=1000, learning_rate=0.01)


def overflowing() -> wg.Run:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return wg.Model(EXPONENTIAL).fit({"x": [1, 2, 1000]}, steps=3, learning_rate=0.1)


ASKED: dict[str, Callable[[], Explanation]] = {
    "a gradient": lambda: trained("neuron").why("grad_weight"),
    "a gradient of one sample": lambda: trained("neuron").why("grad_output[3]", step=7),
    "a step of a parameter": lambda: trained("neuron").why("weight", step=3, depth=2),
    "an output for new data": lambda: trained("neuron").why(
        "output", data={"celsius": [42]}, depth=2
    ),
    "a loss": lambda: trained("neuron").why("loss", step=5),
    "the largest of a sample": lambda: trained("two_layers").why("grad_output1", sample=3, depth=3),
    "a sum with the term of a sample": lambda: trained("iris").why("grad_weights", sample=149),
    "down to the data": lambda: trained("classifier").why("grad_weights[0]", depth=9),
    "momentum and a batch": lambda: momentum().why("weights1[0, 0]", step=3, depth=3),
    "data of a batch": lambda: momentum().why("celsius", sample=4, step=2),
    "a softmax": lambda: digits().why("lse[3]", depth=2),
    "a sum within a sum": lambda: digits().why("loss"),
    "an infinite number": lambda: overflowing().why("loss"),
    "the learning rate": lambda: trained("neuron").why("learning_rate", step=4),
}


def texts() -> dict[str, str]:
    return {title: str(asked()) for title, asked in ASKED.items()}


def stored() -> dict[str, str]:
    parts = SNAPSHOT.read_text(encoding="utf-8").split(f"\n\n{TITLE}")
    pairs = (part.removeprefix(TITLE).split("\n\n", 1) for part in parts)
    return {title: text.rstrip("\n") for title, text in pairs}


def write_texts() -> None:
    parts = [f"{TITLE}{title}\n\n{text}" for title, text in texts().items()]
    SNAPSHOT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


@pytest.mark.parametrize("title", ASKED)
def test_text(title: str) -> None:
    assert str(ASKED[title]()) == stored()[title]


def test_the_snapshot_has_these_texts_only() -> None:
    assert list(stored()) == list(ASKED)


def find(explanation: Explanation, entry: str) -> Explanation:
    return next(one for one in explanation if one.entry == entry)


# values


def test_a_parameter_at_step_0_is_its_start() -> None:
    found = trained("neuron").why("weight")
    assert (found.value, found.kind) == (0.417022004702574, "parameter")
    assert found.notes == ("Before training: uniform(0, 1), seed 1.",)


def test_a_start_that_a_person_gave() -> None:
    run = wg.Model("w: parameter = uniform(0, 1)\nloss = (w - 3)**2").fit(
        {}, steps=1, learning_rate=0.1, initial={"w": 5}
    )
    assert run.why("w").notes == ("Before training: given.",)


@pytest.mark.parametrize("step", [1, 2, 19, 20])
def test_a_parameter_has_the_bits_of_the_run(step: int) -> None:
    for run in (trained("neuron"), momentum()):
        for name, values in run.parameters_at(step).items():
            found = run.why(name, step=step)
            assert found.value == np.asarray(values)[found.place]
            assert (found.kind, found.step) == ("update", step)


def test_the_compiled_engine_gives_its_own_bits() -> None:
    run = wg.Model("w: parameter = 0.1\nloss = sin(w) + w**2").fit(
        {}, steps=9, learning_rate=0.3, engine="compiled"
    )
    for step in range(1, 10):
        assert run.why("w", step=step).value == run.parameters_at(step)["w"]


def test_an_update_reads_what_was_updated_above_it() -> None:
    found = momentum().why("weights1[0, 0]", step=3, depth=2)
    before, after = momentum().at(2), momentum().at(3)
    velocity = find(found, "velocity_weights1[0, 0]")
    assert (velocity.step, velocity.kind) == (3, "update")
    assert velocity.value == after["velocity_weights1"][0, 0]
    again = [one for one in found.children if one.entry == "weights1[0, 0]"]
    assert [(one.step, one.value) for one in again] == [(2, before["weights1"][0, 0])]


def test_every_value_below_is_that_of_the_step() -> None:
    run = trained("iris")
    values = run.at(6)
    found = list(run.why("grad_weights[2, 1]", step=6, depth=5))
    assert {one.kind for one in found} == {"gradient", "forward", "data", "parameter"}
    for one in found:
        assert one.value == np.asarray(values[one.name])[one.place], one.entry


def test_no_entry_is_explained_twice() -> None:
    entries = [one.entry for one in trained("iris").why("grad_weights[0, 0]", depth=9)]
    assert len(entries) == len(set(entries)) > 20


def test_depth() -> None:
    run = trained("neuron")
    assert run.why("grad_weight").children == ()
    first = [one.entry for one in run.why("grad_weight", depth=2).children]
    assert first[:2] == ["grad_output[99]", "celsius[99]"]
    assert all(one.children == () for one in run.why("grad_weight", depth=2).children)
    kinds = {one.kind for one in run.why("grad_weight", depth=50)}
    assert kinds == {"data", "parameter", "gradient", "forward"}


def test_an_answer_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explainer, "MOST_EXPLAINED", 7)
    found = trained("iris").why("grad_weights[0, 0]", depth=9)
    assert len(list(found)) == 7
    assert "Only 7 entries are explained here; ask for others by their names." in found.notes


# which entry


def test_the_entry_of_largest_size_is_explained_and_named() -> None:
    run = trained("two_layers")
    values = run.at(0)["grad_output1"]
    found = run.why("grad_output1")
    assert abs(found.value) == np.abs(values).max()
    assert f"`grad_output1` has 200 entries; `{found.entry}` is the largest in size." in found.notes


def test_a_sample() -> None:
    run = trained("two_layers")
    found = run.why("output1", sample=7)
    assert found.place[0] == 7
    assert abs(found.value) == np.abs(run.at(0)["output1"][7]).max()
    assert f"`output1` has 2 entries of sample 7; `{found.entry}` is the largest in size." in (
        found.notes
    )
    assert run.why("output2", sample=7).place == (7, 0)


def test_the_term_of_a_sample_is_always_shown() -> None:
    run = trained("neuron")
    (found,) = run.why("grad_weight", sample=50).formula.sums
    assert found.terms[-1].what == run.why("grad_weight", sample=50).formula.sums[0].terms[5].what
    assert "grad_output[50] * celsius[50]" in str(run.why("grad_weight", sample=50))
    assert "grad_output[50] * celsius[50]" not in str(run.why("grad_weight"))


def test_data_say_where_they_stood_in_the_table(tmp_path: Path) -> None:
    run = momentum()
    found = run.why("celsius", sample=4, step=2)
    row = run.at(2)["rows"][4]
    assert found.notes[0] == f"Data, row {row} (sample 4 of the batch)."
    assert found.value == run.record.data["celsius"][row, 0]


# data of one's own


def test_new_data_before_and_after_training() -> None:
    run = trained("neuron")
    for step in (0, 20):
        found = run.why("output", data={"celsius": [42]}, step=step)
        assert found.value == pytest.approx(run.predict({"celsius": [42]}, step=step)[0], rel=1e-15)


def test_new_data_with_their_target() -> None:
    model, run = wg.Model(run_text()), trained("neuron")
    data = {"celsius": [42, 7], "fahrenheit": [107.6, 44.6]}
    expected = model.gradients(data, run.initial)["weight"]
    found = run.why("grad_weight", data=data)
    assert found.value == expected
    assert found.notes[-1].startswith("Raise `weight` by 0.001 and `loss` falls by ")


def run_text() -> str:
    from whygrad.examples import read_example

    return read_example("neuron")


def test_draws_are_their_mean_for_new_data() -> None:
    model = wg.Model(
        "x[i]: data\ny[i]: data\nkeep[i]: draw = bernoulli(0.5)\nw: parameter = 2\n"
        "z[i] = keep[i] * w * x[i]\nloss = mean[i]((z[i] - y[i])**2)"
    )
    run = model.fit({"x": [1, 2, 3], "y": [1, 2, 3]}, steps=2, learning_rate=0.1)
    assert run.why("z", data={"x": [3]}).value == 3
    drawn = run.why("keep[1]", step=1)
    assert drawn.value == run.at(1)["keep"][1]
    assert drawn.notes == ("Drawn in step 1 from bernoulli(0.5), seed 1.",)
    mean = run.why("z", data={"x": [3]}, depth=2)
    assert find(mean, "keep[0]").notes == (
        "The mean of bernoulli(0.5): nothing is drawn for data of your own.",
    )


# numbers that are not finite


@pytest.mark.parametrize("quantity", ["z", "loss", "grad_w", "grad_z[2]"])
def test_the_first_number_that_is_not_finite(quantity: str) -> None:
    notes = overflowing().why(quantity).notes
    assert "In `z[2]` it is made by `exp(w * x[2])`: exp(1 * 1000) gives inf." in notes


@pytest.mark.parametrize(
    ("equation", "operation"),
    [
        ("loss = 3 * sqrt(w - 5) + w", "`sqrt(w - 5)`: sqrt(1 - 5) gives nan."),
        ("loss = w * sum[i](x[i] + log(x[i]))", "`log(x[2])`: log(0) gives -inf."),
        ("loss = mean[i](w / (x[i] - 2))", "`w / (x[1] - 2)`: 1 / (2 - 2) gives inf."),
        ("loss = sum[i](exp(w * 800 - x[i] * 9))", "`exp(w * 800 - x[0] * 9)`: "
         "exp(1 * 800 - 1 * 9) gives inf."),
        ("loss = maximum(w, 2 * exp(900 * w))", "`exp(900 * w)`: exp(900 * 1) gives inf."),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::whygrad.training.fitting.DivergenceWarning")
def test_the_operation_within_a_formula(equation: str, operation: str) -> None:
    run = wg.Model(f"x[i]: data\nw: parameter = 1\n{equation}").fit(
        {"x": [1, 2, 0]}, steps=1, learning_rate=0.1
    )
    assert f"In `loss` it is made by {operation}" in run.why("loss").notes


def test_a_sum_that_overflows() -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run = trained("neuron", steps=999, learning_rate=0.01)
    found = run.why("loss", step=run.steps)
    assert found.notes[:2] == (
        f"`loss` is the first number of step {run.steps} that is not finite.",
        "In `loss` it is made by `mean[i]((output[i] - fahrenheit[i])**2)`: each of its 100 terms"
        " is finite, the largest 1.6416e307, but not their mean.",
    )
    assert found.notes[2].startswith(f"Step {run.steps} is the first one: ")
    assert run.why("loss", step=run.steps - 1).notes[0].startswith("With the update of step ")


def test_what_is_finite_has_no_fault() -> None:
    assert overflowing().why("z[0]").notes == ()


def test_the_first_step_with_such_a_number_is_told() -> None:
    model = wg.Model(
        "w: parameter = 1\nratio = log(1.5 - w)\nloss = (w - 3)**2   # beside it, a NaN"
    )
    run = model.fit({}, steps=6, learning_rate=0.1)
    first = int(np.flatnonzero(~np.isfinite(run.history["ratio"]))[0])
    assert 0 < first < 5
    notes = run.why("ratio", step=5).notes
    assert notes[-1] == f"It was so in step {first} for the first time."
    assert "for the first time" not in str(run.why("ratio", step=first))


def test_short_forms() -> None:
    run = trained("neuron")
    assert repr(run.why("loss")) == "<Explanation: loss = 2529.3 in step 0>"
    assert repr(run.depends("loss", "weight")) == "<Dependence: loss on weight, 1 way>"
    assert repr(run.paths("weight")) == "<Paths: 1 path from weight to loss>"


# work


def test_only_what_is_asked_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One entry of a wide layer: whole arrays for its terms, and few entries for the text."""
    random = np.random.default_rng(0)
    model = wg.Model(
        "x[i, k]: data\ny[i]: data\nj: index(20)\nu[k, j]: parameter = he()\n"
        "v[j]: parameter = he()\nh[i, j] = tanh(sum[k](x[i, k] * u[k, j]))\n"
        "o[i] = sum[j](h[i, j] * v[j])\nloss = mean[i]((o[i] - y[i])**2)"
    )
    data = {"x": random.normal(size=(300, 200)), "y": random.normal(size=300)}
    run = model.fit(data, steps=1, learning_rate=0.01, engine="numpy")
    run.why("grad_u[5, 3]")
    counts = {"arrays": 0, "entries": 0}

    def counted(kind: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            counts[kind] += 1
            return function(*arguments, **options)

        return call

    monkeypatch.setattr(figures, "values_over", counted("arrays", figures.values_over))
    monkeypatch.setattr(figures, "entry_value", counted("entries", figures.entry_value))
    run.why("grad_u[6, 3]")
    assert 0 < counts["arrays"] <= 6
    assert 0 < counts["entries"] <= 30


def test_a_step_is_computed_once_while_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from whygrad.insight import scenes

    run, made = wg.Model(run_text()).fit(example(), steps=5, learning_rate=1e-4), []
    made_by = replay.quantities_at

    def counted(history: object, step: int) -> object:
        made.append(step)
        return made_by(history, step)

    monkeypatch.setattr(scenes, "quantities_at", counted)
    for quantity in ("grad_weight", "loss", "output[3]"):
        run.why(quantity, step=3)
    run.why("weight", step=4)  # by the update of step 3
    run.paths("weight", step=3)
    assert made == [3]
    run.why("loss", step=2)
    assert made == [3, 2]


def example() -> dict[str, np.ndarray]:
    from whygrad.examples import example_data

    return example_data("neuron")


def test_the_run_stays_as_it_is() -> None:
    run = wg.Model(run_text()).fit(example(), steps=5, learning_rate=1e-4)
    before = {name: array.tobytes() for name, array in everything(run).items()}
    run.why("grad_weight", step=2, depth=3)
    run.why("weight", step=3)
    run.paths("weight")
    assert {name: array.tobytes() for name, array in everything(run).items()} == before


def everything(run: wg.Run) -> dict[str, np.ndarray]:
    record = run.record
    parts = {"data": record.data, "initial": record.initial, "final": record.parameters}
    return {
        place_text(f"{kind}.{name}", ()): np.asarray(array)
        for kind, arrays in parts.items()
        for name, array in arrays.items()
    }


# an update that overflows, float32, wide lines


def far_update() -> wg.Run:
    """The loss and the gradient are finite; the first update is not."""
    model = wg.Model("w: parameter = 1e100\nv: parameter = 1\nloss = w**2 + v**2")
    with pytest.warns(DivergenceWarning):
        return model.fit({}, steps=3, learning_rate=1e300, engine="numpy")


def test_an_update_that_overflows() -> None:
    run = far_update()
    assert (run.steps, run.stopped.quantity) == (0, "w")
    found = run.why("w", step=1)
    assert (found.value, found.kind) == (-np.inf, "update")
    assert found.notes == (
        "`w` is the first number of step 0 that is not finite.",
        "In `w` it is made by `learning_rate * grad_w`: 1e300 * 2e100 gives inf.",
        "The first step already overflows: look at the data and the starting values.",
    )
    assert run.why("v", step=1).value == -2e300


@pytest.mark.parametrize(("quantity", "step"), [("loss", 1), ("grad_w", 1), ("w", 2)])
def test_nothing_else_is_behind_the_last_step(quantity: str, step: int) -> None:
    with pytest.raises(WhygradError, match=r"^step: this run has steps 0 to 0, not"):
        far_update().why(quantity, step=step)


def test_an_update_to_an_infinite_loss() -> None:
    with pytest.warns(DivergenceWarning):
        run = trained("two_layers", steps=50, learning_rate=0.01)
    note = run.why("learning_rate", step=run.steps - 1).notes[-1]
    assert re.fullmatch(
        r"With the update of step \d+ `loss` goes from \S+ to inf on the same samples\.", note
    )


def test_values_that_differ_are_told_apart() -> None:
    """The update moves less than the digits show."""
    found = trained("neuron", steps=10_000).why("weight", step=10_000)
    (moved,) = [note for note in found.notes if note.startswith("The update")]
    was, now = re.search(r"from (\S+) to (\S+)\.$", moved).groups()
    assert was != now
    assert float(now) == pytest.approx(found.value, rel=1e-5)


def test_rounding_in_float32_is_told() -> None:
    """The sum cancels, so that float32 has fewer digits than are shown."""
    run = trained("two_layers", steps=101, learning_rate=3e-5, dtype="float32")
    found = run.why("grad_weights1[0, 0]", step=100)
    (note,) = [note for note in found.notes if note.startswith("Computed in float32")]
    unrounded = re.search(r"it would be (\S+)\.$", note)[1]
    assert float(unrounded) == float(found.formula.sums[0].figure)
    assert unrounded != found.figure
    exact = trained("two_layers", steps=101, learning_rate=3e-5).why("grad_weights1[0, 0]", 100)
    assert not any(note.startswith("Computed in") for note in exact.notes)


@pytest.mark.parametrize("quantity", ["weights1", "average_weights1", "loss", "grad_output1"])
def test_lines_fit_the_screen(quantity: str) -> None:
    model = wg.Model(read_example("two_layers"))
    run = model.fit(
        example_data("two_layers"), steps=3, learning_rate=0.01, optimizer="adam", engine="numpy"
    )
    shown = str(run.why(quantity, step=3, depth=3))
    assert max(map(len, shown.splitlines())) <= WIDTH
    if quantity == "weights1":
        assert "\n                   - learning_rate * (average_weights1[" in shown
    redo(shown)


def test_a_table_of_wide_terms_has_two_lines_for_each() -> None:
    data = example_data("iris")
    given = {"inputs": data["measures"], "target": data["species"]}
    model = wg.network([4, 5, 3], activation="tanh", loss="cross_entropy")
    shown = str(model.fit(given, steps=1, learning_rate=0.1, engine="numpy").why("loss"))
    rows = re.findall(r"^    \S.*\n      = (.*?) += +\S+ +\S+%$", shown, re.MULTILINE)
    assert len(rows) == 5
    assert redo(shown).results >= 6


if __name__ == "__main__":
    write_texts()
