"""The examples that come along, and the three tutorial networks against reference figures."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.examples import (
    EXAMPLES,
    HERE,
    copy_example,
    example_data,
    list_examples,
    read_example,
)
from whygrad.language.messages import WhygradError

REFERENCE = json.loads((Path(__file__).parent / "reference" / "tutorials.json").read_text())
# relative, of losses and final parameters
TOLERANCE = {"neuron": 1e-9, "two_layers": 1e-8, "classifier": 1e-9}
NEURON = """\
celsius[i]:    data
fahrenheit[i]: data
weight: parameter = uniform(0, 1)
bias:   parameter = uniform(0, 1)

output[i] = celsius[i] * weight + bias                    # the neuron
loss      = mean[i]((output[i] - fahrenheit[i])**2)       # mean squared error
"""


def close(found: Any, expected: Any, tolerance: float) -> None:
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=0)


def model_of(name: str) -> wg.Model:
    return wg.Model.read(HERE / f"{name}.eq")


def fit(name: str, **other: Any) -> wg.Run:
    example = EXAMPLES[name]
    settings = {"steps": example.steps, "learning_rate": example.learning_rate, **other}
    return model_of(name).fit(example_data(name), **settings)


@pytest.fixture(scope="module", params=TOLERANCE)
def tutorial(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any], wg.Run]:
    """A tutorial network's name, its reference figures, and a run from the same start."""
    name = request.param
    figures = REFERENCE[name]
    start = {k: np.array(v) for k, v in figures["initial"].items() if k != "source"}
    run = fit(name, steps=figures["steps"], learning_rate=figures["learning_rate"], initial=start)
    return name, figures, run


def test_first_step(tutorial: tuple[str, dict[str, Any], wg.Run]) -> None:
    _, figures, run = tutorial
    found = run.at(0)
    names = {"loss_half_squared_error": "loss"}
    for name, expected in figures["first_step"].items():
        if name == "grad_output_first3":
            close(found["grad_output"][:3], expected, 1e-12)
        else:
            close(found[names.get(name, name)], expected, 1e-12)


def test_losses(tutorial: tuple[str, dict[str, Any], wg.Run]) -> None:
    name, figures, run = tutorial
    for step, expected in figures.get("loss_before_update_of_step", {}).items():
        close(run.at(int(step))["loss"], expected, TOLERANCE[name])
        if int(step) < run.steps:
            close(run.losses[int(step)], expected, TOLERANCE[name])
    assert len(run.losses) == run.steps == figures["steps"]


def test_final_parameters(tutorial: tuple[str, dict[str, Any], wg.Run]) -> None:
    name, figures, run = tutorial
    assert set(run.parameters) == set(figures["final"])
    for parameter, expected in figures["final"].items():
        close(run.parameters[parameter], expected, TOLERANCE[name])


def test_classifier_as_published() -> None:
    figures, run = REFERENCE["classifier"], fit("classifier", seed=1)
    published = figures["as_published"]
    close(run.initial["weights"], figures["initial"]["weights"], 1e-15)
    close(run.at(999)["output"], figures["output_in_last_forward_pass"], 1e-9)
    close(run.at(1000)["output"], figures["output_with_final_weights"], 1e-9)
    assert [round(float(w), 8) for w in run.initial["weights"]] == published["starting_weights"]
    outputs = [round(float(value), 8) for value in run.at(999)["output"]]
    assert outputs == published["output_after_training"]
    weights = [round(float(w), 8) for w in run.parameters["weights"]]
    assert weights == published["weights_after_training"]


def test_classifier_accuracy_and_a_new_row() -> None:
    figures, run = REFERENCE["classifier"], fit("classifier")
    accuracy = run.history["accuracy"]
    assert np.flatnonzero(accuracy == 1)[0] == figures["first_step_with_full_accuracy"]
    assert (accuracy[4:] == 1).all()
    found = run.predict({"inputs": np.array([[1.0, 0, 0]])})
    close(found, [figures["prediction_for_1_0_0"]], 1e-9)


@pytest.mark.parametrize(("name", "count"), [
    ("neuron", 2), ("two_layers", 7), ("classifier", 3), ("iris", 15),
])  # fmt: skip
def test_number_of_parameters(name: str, count: int) -> None:
    assert model_of(name).summary(example_data(name)).parameters == count


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_trains_as_suggested(name: str) -> None:
    run = fit(name)
    assert run.stopped is None
    assert run.losses[-1] < 0.1 * run.losses[0]


def test_iris_is_told_apart() -> None:
    for seed in (1, 2, 3):
        assert fit("iris", seed=seed).history["accuracy"][-1] >= 0.95


def test_neuron_is_the_text_of_the_design() -> None:
    assert read_example("neuron") == NEURON


@pytest.mark.parametrize("name", ["classifier", "iris"])
def test_every_line_has_a_caption(name: str) -> None:
    step = model_of(name).step
    declared = [d for d in step.declarations if d.kind != "prediction"]
    assert all(line.caption for line in (*declared, *step.forward))


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_are_plain_and_narrow(name: str) -> None:
    text = read_example(name)
    assert text.isascii()
    assert all(len(line) <= 100 for line in text.splitlines())
    assert model_of(name).step.source.endswith(f"{name}.eq")


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_neuron_data_are_exact() -> None:
    rows = rows_of("neuron")
    assert [int(row["celsius"]) for row in rows] == list(range(-50, 50))
    for row in rows:
        assert Fraction(row["fahrenheit"]) == Fraction(row["celsius"]) * 9 / 5 + 32
    assert max(len(row["fahrenheit"]) for row in rows) == 5


def test_two_layers_data_have_the_bits_of_linspace() -> None:
    data, celsius = example_data("two_layers"), np.linspace(-50, 50, 100).reshape(100, 1)
    np.testing.assert_array_equal(data["celsius"], celsius)
    np.testing.assert_array_equal(data["fahrenheit"], celsius * 9 / 5 + 32)


def test_classifier_data() -> None:
    data = example_data("classifier")
    assert data["inputs"].tolist() == [[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]
    assert data["target"].tolist() == [0, 1, 1, 0]


def test_iris_data_are_those_of_fisher() -> None:
    data = example_data("iris")
    assert data["measures"].shape == (150, 4)
    assert data["species"].sum(axis=0).tolist() == [50, 50, 50]
    assert data["measures"][34].tolist() == [4.9, 3.1, 1.5, 0.2]  # rows 35 and 38
    assert data["measures"][37].tolist() == [4.9, 3.6, 1.4, 0.1]
    means = data["species"].T @ data["measures"] / 50
    expected = [[5.006, 3.428, 1.462, 0.246], [5.936, 2.77, 4.26, 1.326],
                [6.588, 2.974, 5.552, 2.026]]  # fmt: skip
    np.testing.assert_allclose(means, expected, rtol=1e-12)


def test_list_and_readme_name_every_example() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    files = {path.stem for path in HERE.glob("*.eq")}
    assert set(list_examples()) == files == {path.stem for path in HERE.glob("*.csv")}
    for name, example in EXAMPLES.items():
        assert example.name == name
        assert f"`{name}`" in readme


def test_columns_as_the_command_line_takes_them() -> None:
    assert EXAMPLES["neuron"].columns == ""
    assert EXAMPLES["classifier"].columns == "--columns inputs=first,second,third"
    assert EXAMPLES["iris"].columns in read_example("iris")


@pytest.mark.parametrize("function", [read_example, example_data])
def test_an_unknown_example(function: Any) -> None:
    with pytest.raises(WhygradError, match=r"no example `nueron`\.\nDid you mean `neuron`\?"):
        function("nueron")
    with pytest.raises(WhygradError, match=r"There are `neuron`, .* and `iris`"):
        function("zzz")


def test_copy(tmp_path: Path) -> None:
    written = copy_example("neuron", tmp_path / "new" / "folder")
    assert [path.name for path in written] == ["neuron.eq", "neuron.csv"]
    for path in written:
        assert path.read_bytes() == (HERE / path.name).read_bytes()
    assert sorted(path.name for path in written[0].parent.iterdir()) == ["neuron.csv", "neuron.eq"]


@pytest.mark.parametrize("there", ["neuron.eq", "neuron.csv"])
def test_copy_replaces_only_by_force(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    with pytest.raises(WhygradError, match=f"{there}` exists"):
        copy_example("neuron", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "mine"
    copy_example("neuron", tmp_path, force=True)
    assert (tmp_path / there).read_bytes() == (HERE / there).read_bytes()


def test_copy_of_one_file_alone_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_on_table(path: Path, content: bytes, *, force: bool) -> None:
        if path.suffix == ".csv":
            raise WhygradError("the disk is full")
        path.write_bytes(content)

    monkeypatch.setattr("whygrad.examples.write", fail_on_table)
    with pytest.raises(WhygradError, match="disk is full"):
        copy_example("neuron", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_copy_to_a_file_or_an_unknown_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WhygradError, match="cannot be made"):
        copy_example("neuron", tmp_path / "file")
    with pytest.raises(WhygradError, match="no example"):
        copy_example("neurons", tmp_path / "other")
    assert not (tmp_path / "other").exists()
