"""`whygrad why`: answers, and every message word for word."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from explained import trained
from whygrad.cli import main
from whygrad.examples import EXAMPLES, copy_example, read_example
from whygrad.language.messages import WhygradError
from whygrad.training.tables import read_table, take


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples and their trained models."""
    for name in EXAMPLES:
        copy_example(name, tmp_path)
        trained(name).save(tmp_path / f"{name}.wg")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def why(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["why", *map(str, arguments)])
        return status, *capsys.readouterr()

    return run


def test_the_answers_are_those_of_python(why: Any) -> None:
    run = trained("neuron")
    assert why("neuron.wg", "grad_weight") == (0, f"{run.why('grad_weight')}\n", "")
    status, shown, _ = why(
        "neuron.wg", "output", "--step", 5, "--sample", 7, "--depth", 2, "--digits", 3
    )
    assert (status, shown) == (0, f"{run.why('output', 5, sample=7, depth=2, digits=3)}\n")


def test_every_format(why: Any) -> None:
    found = trained("neuron").why("grad_weight")
    assert why("neuron.wg", "grad_weight", "--format", "html")[1] == f"{found.html()}\n"
    assert why("neuron.wg", "grad_weight", "--format", "latex")[1] == found.latex()
    shown = why("neuron.wg", "grad_weight", "--format", "json")[1]
    assert json.loads(shown) == json.loads(json.dumps(found.data()))
    assert why("neuron.wg", "grad_weight", "--json")[1] == shown


def test_a_sample_of_ones_own(why: Any) -> None:
    run = trained("neuron")
    expected = run.why("output", data={"celsius": [42]}, step=20)
    assert why("neuron.wg", "output", "--value", "celsius=42", "--step", 20)[1] == f"{expected}\n"
    both = ("--value", "celsius=42", "--value", "fahrenheit=107.6")
    expected = run.why("grad_weight", data={"celsius": [42], "fahrenheit": [107.6]})
    assert why("neuron.wg", "grad_weight", *both)[1] == f"{expected}\n"


def test_a_cell_of_the_table(why: Any) -> None:
    example = EXAMPLES["iris"]
    model = wg.Model(read_example("iris"))
    table = read_table("iris.csv")
    data, columns = take(table, model.step, dict(example.places))
    run = model.fit(data, steps=1, learning_rate=0.05)
    run.record.columns = columns
    run.save("named.wg")
    expected = "measures[149, 2] = 5.1 in step 0  # data, row 149, column petal_length\n"
    assert why("named.wg", "measures[149, 2]")[1] == expected


def test_dependence(why: Any) -> None:
    asked = ("grad_weights1[0, 0]", "--depends", "weights2[0, 0]")
    expected = trained("two_layers").depends("grad_weights1[0, 0]", "weights2[0, 0]")
    assert why("two_layers.wg", *asked)[1] == f"{expected}\n"
    assert why("two_layers.eq", *asked)[1] == f"{expected}\n"
    shown = json.loads(why("two_layers.eq", *asked, "--format", "json")[1])
    assert (shown["depends"], shown["count"]) == (True, 2)


def test_paths(why: Any) -> None:
    expected = trained("two_layers").paths("weights1[0, 0]", sample=7)
    asked = ("two_layers.wg", "weights1[0, 0]", "--paths", "--sample", 7)
    assert why(*asked)[1] == f"{expected}\n"
    assert json.loads(why(*asked, "--format", "json")[1])["sample"] == 7


@pytest.fixture
def bare(folder: Path) -> wg.Run:
    """A model that was saved without its data, which are too many."""
    celsius = np.linspace(-50, 50, 70_000)
    data = {"celsius": celsius, "fahrenheit": celsius * 1.8 + 32}
    run = wg.Model(read_example("neuron")).fit(data, steps=2, learning_rate=1e-4, engine="numpy")
    run.save(folder / "bare.wg")
    rows = "\n".join(f"{a!r},{a * 1.8 + 32!r}" for a in celsius.tolist())
    (folder / "data.csv").write_text(f"celsius,fahrenheit\n{rows}\n")
    return run


def test_a_model_without_its_data(why: Any, bare: wg.Run) -> None:
    assert why("bare.wg", "grad_weight") == (
        2,
        "",
        "This run was loaded without its data, which this needs.\n"
        'Pass them: `wg.load("model.wg", data=...)`, or `--data DATA.csv`.\n',
    )
    expected = f"{bare.why('grad_weight')}\n"
    shown = why("bare.wg", "grad_weight", "--data", "data.csv")
    assert shown == (0, expected.replace("row 69999.", "row 69999, column celsius."), "")
    assert why("bare.wg", "grad_weight", "--data", "neuron.csv") == (
        2,
        "",
        "These are not the data that trained `bare.wg`.\n"
        "Pass the very data of the training, every sample in the same order.\n",
    )
    assert why("bare.wg", "output", "--value", "celsius=42")[0] == 0
    assert why("bare.wg", "weight", "--depends", "bias")[0] == 0


MESSAGES = {
    ("neuron.wg", "outptu"): "There is no quantity `outptu`.\nDid you mean `output`?",
    ("neuron.wg", "zzz"): "There is no quantity `zzz`.\nThere are `celsius`, `fahrenheit`,"
    " `weight`, `bias`, `output`, `loss`, `grad_output`, `grad_weight` and `grad_bias`.",
    ("neuron.wg", "i"): "`i` is an index, no quantity.\nAsk for a quantity that carries it.",
    ("neuron.wg", "output[100]"): "`output[100]`: index `i` runs from 0 to 99, not 100.",
    ("neuron.wg", "output[-1]"): "`output[-1]`: index `i` runs from 0 to 99, not -1.",
    ("neuron.wg", "output[1, 2]"): "`output[1, 2]` has 2 indexes; `output[i]` takes 1.\n"
    "Expected something like `output[0]`.",
    ("two_layers.wg", "weights1[0]"): "`weights1[0]` has 1 index; `weights1[k, j]` takes 2.\n"
    "Expected something like `weights1[0, 0]`.",
    ("neuron.wg", "weight[0]"): "`weight` is a single number.\n"
    "Ask for it without an index: `weight`.",
    **{
        ("neuron.wg", asked): f"{asked!r} names no quantity and no entry of one.\nExpected a name,"
        " with whole numbers from 0 for its indexes, as in `weights1[0, 0]`."
        for asked in ("output[i]", "output[0", "output[]", "output[1.5]", "", "2 * output")
    },
    ("neuron.wg", "grad_loss"): "`loss` has no gradient of its own: it is the loss, whose gradient"
    " is 1.",
    ("neuron.wg", "grad_celsius"): "`celsius` has no gradient of its own: only parameters and what"
    " depends on them have one.",
    ("classifier.wg", "grad_accuracy"): "`accuracy` has no gradient of its own: it does not lead to"
    " loss.",
    ("neuron.wg", "loss", "--step", "21"): "step: this run has steps 0 to 20, not 21 (20 is after"
    " the last update).",
    ("neuron.wg", "loss", "--step", "-1"): "step: this run has steps 0 to 20, not -1 (20 is after"
    " the last update).",
    ("neuron.wg", "output", "--sample", "100"): "sample: this step has samples 0 to 99, not 100.",
    ("neuron.wg", "output", "--sample", "1", "--value", "celsius=2"): "sample: these data have"
    " samples 0 to 0, not 1.",
    ("neuron.wg", "output[3]", "--sample", "4"): "sample: `output[3]` is of sample 3, not of 4.\n"
    "Give one of the two.",
    ("neuron.wg", "output", "--depth", "0"): "depth: expected a whole number from 1 upwards, not"
    " 0.",
    ("neuron.wg", "output", "--digits", "16"): "digits: expected a whole number from 1 to 15, not"
    " 16.",
    ("neuron.wg", "output", "--value", "weight=2"): "The equations declare no data called"
    " `weight`.\nDeclared are `celsius` and `fahrenheit`.",
    ("neuron.wg", "output", "--value", "celsius"): "`celsius` gives nothing to a name.\n"
    "Expected something like `celsius=1`.",
    ("neuron.wg", "loss", "--value", "celsius=42"): "`fahrenheit[i]` has no value.\n"
    "Give one, as in `fahrenheit=1`.",
    ("neuron.wg", "weight", "--value", "celsius=42"): "`weight` does not depend on new data.\n"
    "Ask for it without `data`.",
    ("neuron.wg", "fahrenheit", "--value", "celsius=42"): "The data lack `fahrenheit`, which is"
    " asked for. Given are `celsius`.",
    ("neuron.eq", "output"): "`neuron.eq` holds equations without figures; only --depends can be"
    " told of them.\nTrain the model first: `whygrad train neuron.eq DATA.csv --steps N --out"
    " MODEL.wg`.",
    ("neuron.wg", "weight", "--depends", "bias", "--step", "3"): "--step says nothing to --depends;"
    " leave one of them out.",
    ("neuron.wg", "weight", "--paths", "--depth", "3"): "--depth says nothing to --paths; leave one"
    " of them out.",
    ("neuron.wg", "weight", "--paths", "--format", "html"): "--format html: dependences and paths"
    " are printed as `text` or `json`.",
    ("neuron.eq", "output", "--depends", "celsiu"): "There is no quantity `celsiu`.\n"
    "Did you mean `celsius`?",
    ("absent.wg", "output"): "There is no file `absent.wg`.",
}


@pytest.mark.parametrize("asked", MESSAGES, ids=" ".join)
def test_messages(why: Any, asked: tuple[str, ...]) -> None:
    status, shown, message = why(*asked)
    assert (status, shown) == (2, "")
    assert message == f"{MESSAGES[asked]}\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"step": 1.5}, "step: expected a whole number, not 1.5."),
        ({"step": True}, "step: expected a whole number, not True."),
        ({"sample": "3"}, "sample: expected a whole number, not '3'."),
        ({"depth": None}, "depth: expected a whole number from 1 upwards, not None."),
        ({"digits": 2.5}, "digits: expected a whole number from 1 to 15, not 2.5."),
        ({"data": 3}, None),
        ({"data": {"fahrenheit": [3]}}, "The data lack `celsius[i]`.\nGiven are `fahrenheit`."),
    ],
)
def test_messages_of_python(options: dict[str, Any], expected: str | None) -> None:
    with pytest.raises(WhygradError) as caught:
        trained("neuron").why("output", **options)
    assert expected is None or str(caught.value) == expected


def test_a_quantity_that_is_no_text() -> None:
    with pytest.raises(WhygradError, match=r"^3 names no quantity and no entry of one\."):
        trained("neuron").why(3)


def test_a_sample_where_there_is_none() -> None:
    run = wg.Model("w: parameter = 2\nloss = w**2").fit({}, steps=1, learning_rate=0.1)
    with pytest.raises(WhygradError) as caught:
        run.why("loss", sample=0)
    assert str(caught.value) == "sample: this model has no samples; ask without it."


WORDS = (
    "neuron.wg", "two_layers.wg", "two_layers.eq", "iris.wg", "loss", "grad_weights1", "output[3]",
    "weights1[0, 1]", "celsius", "measures[149, 3]", "--step", "--sample", "--depth", "--digits",
    "--value", "--data", "--format", "--paths", "--depends", "--json", "0", "1", "20", "-1", "1e9",
    "celsius=42", "celsius=", "=", "html", "latex", "text", "neuron.csv", "grad_", "[0]", "a[b]",
    "fahrenheit=nan", "weight", "learning_rate", "iteration", "é", "../x",
)  # fmt: skip


def test_odd_arguments(why: Any) -> None:
    """Whatever is asked, there is an answer or a message, and never a traceback."""
    chance = random.Random(3)
    statuses = set()
    for _ in range(250):
        model = chance.choice([word for word in WORDS if word.endswith((".wg", ".eq"))])
        words = [model, *(chance.choice(WORDS) for _ in range(chance.randint(1, 5)))]
        status, shown, message = why(*words)
        statuses.add(status)
        assert (status, bool(shown), bool(message)) in ((0, True, False), (2, False, True)), words
        assert "Traceback" not in message
    assert statuses == {0, 2}
