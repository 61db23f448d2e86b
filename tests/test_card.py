"""Model cards: every figure is that of the run, and nothing in them is said that is not known."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import whygrad as wg
from whygrad.cli import main
from whygrad.examples import EXAMPLES
from whygrad.insight.markdown import code, fenced, plain, table

CELSIUS = np.linspace(-2, 2, 5)
DEGREES = {"celsius": CELSIUS, "fahrenheit": CELSIUS * 1.8 + 32}
NEURON = EXAMPLES["neuron"].files[0].read_text()
FLOWERS = """
inputs[i, k]: data
label[i, c]:  data
decay: setting = 0.25
keep[i, k]: draw = bernoulli(0.5)
weights[k, c]: parameter = zeros()
logits[i, c] = sum[k](inputs[i, k] * keep[i, k] * weights[k, c])
lse[i] = logsumexp[c](logits[i, c])
probability[i, c] = exp(logits[i, c] - lse[i])
loss = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c])) + decay * sum[k, c](weights[k, c]**2)
prediction: probability
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def neuron() -> wg.Run:
    return wg.Model(NEURON).fit(DEGREES, steps=3, learning_rate=0.01)


@pytest.fixture
def flowers() -> wg.Run:
    random = np.random.RandomState(1)
    inputs = random.normal(size=(11, 3))
    label = np.eye(2)[(inputs[:, 0] > 0).astype(int)]
    return wg.Model(FLOWERS).fit({"inputs": inputs, "label": label}, steps=9, learning_rate=0.5)


def section(card: str, name: str) -> str:
    return re.split("^## ", card.partition(f"## {name}\n\n")[2], maxsplit=1, flags=re.M)[0].strip()


def cells(text: str) -> dict[str, list[str]]:
    """The rows of a section's tables by their first cell."""
    rows = [
        [cell.strip() for cell in line.strip("|").split(" |")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return {row[0].strip("` "): row[1:] for row in rows}


def test_the_card_of_a_neuron(neuron: wg.Run) -> None:
    card = neuron.card()
    sections = [
        "Task",
        "Data",
        "Equations",
        "Parameters",
        "Training",
        "Figures",
        "Limits",
        "Origin",
    ]
    assert re.findall("^## (.*)$", card, re.MULTILINE) == sections
    assert card.startswith("# Model card\n")
    assert section(card, "Task") == (
        "Predicts `output[i]` from `celsius[i]`, trained against `fahrenheit[i]`."
    )
    assert cells(section(card, "Data"))["celsius[i]"] == ["5", "-2 to 2"]
    assert neuron.record.data_hash in section(card, "Data")
    assert section(card, "Equations").splitlines()[1:-1] == NEURON.strip("\n").splitlines()
    assert section(card, "Parameters").endswith("2 numbers.")


def test_figures_are_those_of_the_run(neuron: wg.Run) -> None:
    found = cells(section(neuron.card(), "Figures"))
    assert [float(x) for x in found["loss"]] == pytest.approx(neuron.losses[[0, -1]], rel=1e-4)
    actual = DEGREES["fahrenheit"]
    errors = [actual - neuron.predict(DEGREES, step=step) for step in (0, None)]
    total = np.sum((actual - actual.mean()) ** 2)
    figures = {
        name.partition(" (")[0]: [float(x) for x in row]
        for name, row in found.items()
        if "(" in name
    }
    assert figures["R2"] == pytest.approx([1 - e @ e / total for e in errors], rel=1e-4)
    spread = [np.sqrt(np.mean(e**2)) for e in errors]
    assert figures["root mean squared error"] == pytest.approx(spread, rel=1e-4)
    assert figures["mean absolute error"] == pytest.approx(
        [np.abs(e).mean() for e in errors], rel=1e-4
    )
    assert figures["largest absolute error"] == pytest.approx(
        [np.abs(e).max() for e in errors], rel=1e-4
    )


def test_a_classifier_has_an_accuracy(flowers: wg.Run) -> None:
    card = flowers.card()
    found = cells(section(card, "Figures"))
    (row,) = (row for name, row in found.items() if name.startswith("accuracy"))
    data = flowers.record.data
    assert data is not None
    right = flowers.predict(data).argmax(axis=1) == data["label"].argmax(axis=1)
    assert float(row[1]) == pytest.approx(right.mean(), rel=1e-4)
    assert not any(name.startswith("R2") for name in found)
    assert section(card, "Task").endswith("It tells classes apart: `0`, `1`.")
    assert "A prediction takes the mean of what the training drew at random." in card
    assert cells(section(card, "Training"))["setting `decay"] == ["0.25"]


def test_settings_of_the_training(neuron: wg.Run) -> None:
    found = cells(section(neuron.card(), "Training"))
    assert found["optimizer"] == ["`gradient_descent`"]
    assert (found["steps"], found["seed"], found["learning rate"]) == (["3"], ["1"], ["0.01"])
    assert found["engine"][0].startswith(f"{neuron.engine} (")
    assert found["end"] == ["all steps were made"]


def test_a_file_is_described_with_its_hash_and_versions(neuron: wg.Run) -> None:
    neuron.save("m.wg")
    card = wg.load("m.wg").card("m.wg")
    assert card.startswith("# Model card: `m.wg`\n")
    found = cells(section(card, "Origin"))
    content = Path("m.wg").read_bytes()
    assert found["SHA-256"] == [f"`{hashlib.sha256(content).hexdigest()}`"]
    assert found["bytes"] == [f"{len(content):,}"]
    assert found["whygrad"] == [wg.__version__]
    assert found["NumPy"] == [np.__version__]


def test_a_file_that_is_none(neuron: wg.Run) -> None:
    with pytest.raises(wg.WhygradError) as caught:
        neuron.card("m.wg")
    assert str(caught.value) == "There is no file `m.wg`."


def test_a_model_without_its_data(neuron: wg.Run) -> None:
    neuron.record.data = None
    card = neuron.card()
    assert cells(section(card, "Data"))["celsius[i]"][-1] == "the model does not hold them"
    assert "Predictions were not measured: This run was loaded without its data" in card


def test_a_training_that_diverged() -> None:
    with pytest.warns(UserWarning, match="diverged"):
        found = wg.Model(NEURON).fit(DEGREES, steps=999, learning_rate=9.0)
    assert "Training diverged in step" in section(found.card(), "Limits")


def test_a_target_that_does_not_vary() -> None:
    found = wg.Model(NEURON).fit(
        {"celsius": CELSIUS, "fahrenheit": CELSIUS * 0}, steps=1, learning_rate=0.1
    )
    assert "R2" not in found.card()


def test_nothing_in_a_foreign_text_is_a_mark_of_markdown() -> None:
    assert code("a|b") == "`a\\|b`"
    assert code("a`b``c") == "```a`b``c```"
    assert code("`a") == "`` `a ``"
    assert code("one\ntwo") == "`one two`"
    assert plain("<b>*[x](y)*</b> | \n # z") == "\\<b\\>\\*\\[x\\](y)\\*\\</b\\> \\| \\# z"
    assert fenced("a\n```\nb")[0] == "````text"
    assert table(("a", "b"), [("1", "22")]) == ["| a | b  |", "|---|----|", "| 1 | 22 |"]


def table_card(name: str = "it.wg") -> str:
    return wg.load(name).card(name)


@pytest.mark.parametrize("rows", [60, 40_000])
def test_figures_on_samples_held_out(rows: int, capsys: pytest.CaptureFixture[str]) -> None:
    """As they were measured at the training, even where the data are too many for the file."""
    random = np.random.RandomState(1)
    size, shade = random.normal(size=(2, rows))
    kinds = np.where(size + shade + random.normal(size=rows) > 0, "up", "do|wn")
    lines = [f"{a},{b},{kind}" for a, b, kind in zip(size, shade, kinds, strict=True)]
    Path("it.csv").write_text("\n".join(["size,shade,kind", *lines]))
    words = ("train", "it.csv", "--target", "kind", "--steps", "30", "--out", "it.wg", "--json")
    assert main(list(words)) == 0
    shown = json.loads(capsys.readouterr().out)["measured"]
    run = wg.load("it.wg")
    assert (run.record.data is None) == (rows > 60)
    found = cells(section(table_card(), "Figures"))
    counts = [list(map(int, found[name])) for name in ("do\\|wn", "up")]
    assert counts == shown["confusion"]
    held = round(0.2 * rows)
    assert np.sum(counts) == held
    (row,) = (row for name, row in found.items() if name.startswith("accuracy ("))
    assert float(row[1]) == pytest.approx(np.trace(counts) / held, rel=1e-4)
    assert f"predictions for {held} samples held out" in found
    assert "How the model does on others was not measured" not in table_card()
    assert run.validation is not None
    run.record.data, run.record.validation = None, replace(run.validation, data=None)
    assert cells(section(run.card(), "Figures")) == found
    run.record.measured = None
    assert "Predictions were not measured" in run.card()


def test_the_card_of_a_table_says_what_its_columns_hold() -> None:
    lines = [f"{'abc'[n % 3]},{n},{n % 5}.5" for n in range(30)]
    Path("it.csv").write_text("\n".join(["kind,size,goal", *lines]))
    words = ("train", "it.csv", "--target", "goal", "--steps", "5", "--out", "it.wg")
    assert main([*words, "--patience", "2", "--every", "1"]) == 0
    found = cells(section(table_card(), "Data"))
    data = wg.load("it.wg").record.data
    assert data is not None
    inputs = data["inputs"]
    counts = [int(n) for n in inputs[:, :3].sum(axis=0)]
    assert sum(counts) == 24
    assert found["inputs[i, k]"][0] == "24 x 4"
    assert found["kind"] == ["`inputs[i, k]`", "`a` {}, `b` {}, `c` {}".format(*counts)]
    span = f"{inputs[:, 3].min():g} to {inputs[:, 3].max():g}"
    assert found["size"] == ["`inputs[i, k]`", span]
    assert found["goal"][0] == "`target[i, m]`"
    training = section(table_card(), "Training")
    assert cells(training)["optimizer"] == ["`adam, cosine`"]
    assert cells(training)["held out"] == ["a share of 0.2"]
    assert "The update of each parameter:\n\n```text\n# adam, cosine\n" in training
    figures = cells(section(table_card(), "Figures"))
    assert "predictions for 6 samples held out" in figures
    assert any(name.startswith("R2 (") for name in figures)
    assert "The samples held out also said when to stop" in section(table_card(), "Limits")


def test_missing_values_are_no_part_of_a_range() -> None:
    lines = [f"{'' if n % 4 == 0 else n},{'ab'[n % 2] if n % 3 else 'NA'},{n}" for n in range(30)]
    Path("it.csv").write_text("\n".join(["size,kind,goal", *lines]))
    words = ("train", "it.csv", "--target", "goal", "--steps", "5", "--out", "it.wg")
    assert main([*words, "--missing", "mean", "--validation", "0"]) == 0
    found = cells(section(table_card(), "Data"))
    assert found["size"] == ["`inputs[i, k]`", "1 to 29"]
    counts = [sum(n % 3 > 0 and n % 2 == k for n in range(30)) for k in (0, 1)]
    assert found["kind"][1] == f"`a` {counts[0]}, `b` {counts[1]}"
    run = wg.load("it.wg")
    run.record.data = None
    lacking = cells(section(run.card(), "Data"))
    assert lacking["size"][1] == "the model does not hold them"
    assert lacking["kind"][1] == "`a`, `b`"
    limits = section(run.card(), "Limits")
    assert limits.endswith(
        "- Which inputs the training saw is not known here: the model does not hold its data."
    )


def test_the_command(neuron: wg.Run, capsys: pytest.CaptureFixture[str]) -> None:
    neuron.save("m.wg")
    assert main(["card", "m.wg"]) == 0
    printed = capsys.readouterr().out
    assert printed == neuron.card("m.wg")
    assert main(["card", "m.wg", "--out", "CARD.md"]) == 0
    assert capsys.readouterr().out == "wrote CARD.md\n"
    assert Path("CARD.md").read_text() == printed
    assert main(["card", "m.wg", "--out", "CARD.md"]) == 2
    assert capsys.readouterr().err.startswith("`CARD.md` exists.\n")
    assert main(["card", "m.wg", "--out", "CARD.md", "--force"]) == 0


def test_the_data_of_a_training_under_other_names(
    neuron: wg.Run, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"{a},{b}" for a, b in zip(*DEGREES.values(), strict=True)]
    Path("n.csv").write_text("\n".join(["c,f", *lines]))
    neuron.record.data = None
    neuron.save("m.wg")
    columns = ["--columns", "celsius=c", "--columns", "fahrenheit=f"]
    assert main(["card", "m.wg", "--data", "n.csv", *columns]) == 0
    assert "| -2 to 2" in capsys.readouterr().out
    words = ["export", "m.wg", "--to", "numpy", "--out", "m.py"]
    assert main([*words, "--data", "n.csv", *columns]) == 0
    assert "Compared with NumPy" in capsys.readouterr().out
    expected = "--columns goes with --data DATA.csv, whose columns it names.\n"
    for given in (["card", "m.wg"], [*words, "--force"]):
        assert main([*given, *columns]) == 2
        assert capsys.readouterr().err == expected


@pytest.mark.parametrize(("to", "name"), [("onnx", "m.onnx"), ("c", "m.c"), ("numpy", "m.py")])
def test_an_export_stands_beside_the_model(
    to: str, name: str, neuron: wg.Run, capsys: pytest.CaptureFixture[str]
) -> None:
    neuron.save("m.wg")
    assert main(["export", "m.wg", "--to", to]) == 0
    assert capsys.readouterr().out.startswith(f"wrote {name}\n")
    assert main(["export", "m.wg", "--to", to]) == 2
    assert capsys.readouterr().err.startswith(f"`{name}` exists.\n")


def test_the_export_command(neuron: wg.Run, capsys: pytest.CaptureFixture[str]) -> None:
    neuron.save("m.wg")
    assert main(["export", "m.wg", "--to", "numpy", "--out", "m.py"]) == 0
    assert capsys.readouterr().out.startswith("wrote m.py\nIt predicts `output` from `celsius`.\n")
    assert main(["export", "m.wg", "--to", "numpy", "--out", "m.py"]) == 2
    assert capsys.readouterr().err.startswith("`m.py` exists.\n")
    assert main(["export", "m.wg", "--to", "c", "--out", "m.c", "--json"]) == 0
    assert '"difference": null' in capsys.readouterr().out
    assert main(["export", "m.wg", "--to", "cc", "--out", "m.c"]) == 2
    assert "--to: there is no `cc`. Did you mean `c`?" in capsys.readouterr().err
