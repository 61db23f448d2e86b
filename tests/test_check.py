"""`whygrad check` and `wg.check`: verdicts, reports, exit statuses, messages, several scripts."""

import csv
import functools
import json
import linecache
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from mistaken.cases import CASES
from mistaken.scripts import UNREADABLE_FOLDER
from whygrad.checking.checks import check_script
from whygrad.checking.findings import Report
from whygrad.checking.mistakes import BY_ID, CATALOGUE
from whygrad.checking.pages import page
from whygrad.cli import main

ROOT = Path(__file__).parents[1]
NEURON = CASES["loops_neuron-wrong-operand"].source
PUBLISHED = CASES["loops_two_layers-published"].source
CLASSIFIER = CASES["class_classifier"].source
SCALED = CASES["loops_neuron-sum-for-mean"].source
UNKNOWN = (UNREADABLE_FOLDER / "forward_only.py").read_text(encoding="utf-8")


@functools.cache
def report_of(case: str) -> Report:
    return check_script(CASES[case].source, f"{case}.py")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["check", *map(str, arguments)])
        return status, *capsys.readouterr()

    return run


def write(name: str, text: str | bytes) -> str:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


# reports


def test_the_neuron_as_it_was_published() -> None:
    report = report_of("loops_neuron-wrong-operand")
    (finding,) = report.findings
    assert (report.verdict, finding.line, finding.mistake) == ("wrong", 37, "wrong-operand")
    assert finding.yours == "grad_weight = sum[i](output[i] * grad_output[i])"
    assert finding.derived == "grad_weight = sum[i](grad_output[i] * celsius[i])"
    assert finding.fix == "grad_weight += celsius[i] * grad_output[i]"
    assert finding.your_value != pytest.approx(finding.derived_value)
    assert [(each.of, each.verdict) for each in report.gradients] == [
        ("weight", "wrong"),
        ("bias", "right"),
    ]


def test_the_two_layers_as_they_were_published() -> None:
    found = [(each.line, each.mistake) for each in report_of("loops_two_layers-published").findings]
    assert found == [(9, "shape-grows"), (31, "summed-over-all")]


def test_the_classifier_is_right_and_its_assumed_loss_is_told() -> None:
    text = "".join(line for line in CLASSIFIER.splitlines(True) if not line.startswith("print"))
    report = check_script(text)
    assert report.verdict == "right"
    assert report.loss["assumed"]
    assert "it is assumed to be half the squared error, summed" in " ".join(str(report).split())
    assert report.remarks == (
        (15, "`x * (1 - x)` is sigmoid' of the output `x`; that is right here."),
    )


def test_a_report_says_what_was_covered() -> None:
    text = " ".join(str(report_of("loops_neuron-wrong-operand")).split())
    assert "The loss is `loss` of line 27." in text
    assert "Compared at random values of both signs, none near zero, entry by entry:" in text
    assert "weight, bias." in text


def test_the_corrected_script_is_right() -> None:
    corrected = report_of("loops_neuron-wrong-operand").corrected
    assert corrected == CASES["loops_neuron"].source


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("loops_neuron-added", "is right with this sign: the update adds."),
        ("inlined_softmax", "is tanh' of the output `a1`; that is right here."),
        ("class_classifier", "is sigmoid' of the output `x`; that is right here."),
        ("loops_logistic", "is the whole delta for sigmoid with cross-entropy."),
    ],
)
def test_right_code_that_looks_suspicious_gets_its_reason(case: str, words: str) -> None:
    report = report_of(case)
    assert report.verdict == "right"
    assert any(sentence.endswith(words) for _, sentence in report.remarks)


@pytest.mark.parametrize("case", ["inlined_xor", "loops_neuron", "loops_two_layers"])
def test_no_remark_calls_an_error_a_whole_delta_that_is_none(case: str) -> None:
    assert not any("whole delta" in sentence for _, sentence in report_of(case).remarks)


# wg.check


def test_wg_check_takes_a_path_and_a_function() -> None:
    path = write("neuron.py", NEURON)
    assert wg.check(path).verdict == wg.check(Path(path)).verdict == "wrong"
    assert not wg.check(path)
    assert wg.check(learner)
    assert wg.check(learner).source == "learner"


def learner() -> None:
    import numpy as np

    x = np.linspace(-1, 1, 7)
    y = 3 * x
    w = 0.5
    for _ in range(10):
        out = w * x
        loss = np.mean((out - y) ** 2)
        w -= 0.1 * np.sum(2 * (out - y) * x) / 7
    print(loss)


def test_a_function_without_source_has_a_message() -> None:
    names: dict[str, Any] = {}
    exec("def made():\n    return 1", names)
    with pytest.raises(wg.WhygradError) as caught:
        wg.check(names["made"])
    assert str(caught.value) == (
        "There is no source of `made`; expected a function that is written in a file or in"
        " a notebook's cell.\nWrite it to a file, and check that: wg.check('script.py')."
    )
    with pytest.raises(wg.WhygradError) as caught:
        wg.check(3)  # type: ignore[arg-type]
    assert str(caught.value) == "wg.check takes the path of a script or a function, not int."


CELL = """
def decorated(function):
    @functools.wraps(function)
    def inner(*values):
        return function(*values)
    return inner

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

@decorated
def train():
    w = 0.3
    for _ in range(9):
        out = sigmoid(w * X)
        loss = np.sum((out - y) ** 2) / 2
        w -= rate * np.sum((out - y) * out * (1 + out) * X)

class Net:
    @staticmethod
    def train():
        w = 0.3
        for _ in range(9):
            loss = (w - 1) ** 2
            w -= 0.1 * 2 * (w - 1)
    def step(self):
        pass

double = lambda x: 2 * x
"""


def cell(text: str) -> dict[str, Any]:
    """The names of a notebook's cell: IPython puts its text into linecache, under a file's name."""
    name = "/tmp/ipykernel_1/1234.py"
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    names = {"np": np, "functools": functools, "rate": 0.1, "X": np.arange(1.0, 4), "y": np.ones(3)}
    exec(compile(text, name, "exec"), names)
    return names


def test_a_function_of_a_notebook_with_what_it_reads_from_other_cells() -> None:
    """Its decorator is looked through; the module, the data and the helper come from outside."""
    report = wg.check(cell(CELL)["train"])
    assert [(each.line, each.mistake) for each in report.findings] == [(7, "wrong-sign")]
    assert report.unchecked == ()
    assert wg.check(cell(CELL)["Net"].train).verdict == "right"


WANTED = "wg.check takes the path of a script or a function"
TO_FILE = "to a file, and check that: wg.check('script.py')."


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (cell(CELL)["Net"], f"{WANTED}; `Net` is a class.\nWrite it and its use {TO_FILE}"),
        (
            cell(CELL)["Net"]().step,
            f"{WANTED}; `step` is a method.\nWrite its class and its use {TO_FILE}",
        ),
        (
            cell(CELL)["double"],
            f"{WANTED}; this is a lambda.\nWrite it as a function with a name, and check that.",
        ),
        (
            functools.partial(cell(CELL)["train"]),
            f"{WANTED}; this is a partial of one.\nCheck the function: wg.check(train).",
        ),
        (
            len,
            "There is no source of `len`; expected a function that is written in a file or in a"
            f" notebook's cell.\nWrite it {TO_FILE}",
        ),
        ("x = 1\n", f"{WANTED}, not a script's text.\nWrite it {TO_FILE}"),
        (None, f"{WANTED}, not NoneType."),
    ],
    ids=["class", "method", "lambda", "partial", "builtin", "text", "none"],
)
def test_what_is_no_function_of_its_own(given: Any, message: str) -> None:
    with pytest.raises(wg.WhygradError) as caught:
        wg.check(given)
    assert str(caught.value) == message


def test_a_text_that_is_too_long() -> None:
    with pytest.raises(wg.WhygradError) as caught:
        check_script("#" * 500_001, "cell")
    assert str(caught.value) == "cell has 500,001 characters; at most 500,000 are read."


# the command


@pytest.mark.parametrize(
    ("text", "status", "first"),
    [
        (CLASSIFIER, 0, "s.py: right"),
        (SCALED, 0, "s.py: scaled"),
        (NEURON, 1, "s.py: wrong (1 finding)"),
        (UNKNOWN, 3, "s.py: unknown"),
    ],
)
def test_exit_statuses(text: str, status: int, first: str, command: Any) -> None:
    found, shown, messages = command(write("s.py", text))
    assert (found, shown.splitlines()[0], messages) == (status, first, "")


def test_a_scaled_script_is_told_its_factor(command: Any) -> None:
    _, shown, _ = command(write("s.py", SCALED))
    assert "Every gradient is 100 times the true one." in shown


def test_json(command: Any) -> None:
    status, shown, messages = command(write("s.py", NEURON), "--json")
    data = json.loads(shown)
    assert (status, messages, data["verdict"]) == (1, "", "wrong")
    assert {"verdict", "loss", "findings", "gradients", "unchecked"} <= set(data)
    (finding,) = data["findings"]
    expected = {"line", "of", "mistake", "yours", "derived", "message", "fix", "entry"}
    assert expected | {"your_value", "derived_value"} <= set(finding)
    assert (finding["line"], finding["of"]) == (37, "grad_weight")
    assert set(data["gradients"][0]) == {"name", "of", "line", "verdict"}
    _, shown, _ = command(write("u.py", UNKNOWN), "--json")
    assert {"line", "why"} == set(json.loads(shown)["unchecked"][0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--loss", "los"], "--loss los: there is no such loss. Did you mean `loss`?"),
        (["--pair", "dW"], "--pair dW: expected GRADIENT=PARAMETER, as in `dW=W`."),
        (
            ["--pair", "grad_weigth=weight"],
            "--pair grad_weigth=weight: the training step has no `grad_weigth`."
            " Did you mean `grad_weight`?",
        ),
        (["--pair", "a=b", "--pair", "a=c"], "--pair a=c: `a` is given twice."),
        (["--draw", "l.svg"], "--draw l.svg: it goes with --run, which is missing."),
        (["--gallery"], "--gallery takes no script: leave out `s.py`."),
        (["other.py", "--run"], "--run goes with one script, not with several or a folder."),
    ],
)
def test_options_that_cannot_be_used(options: list[str], message: str, command: Any) -> None:
    assert command(write("s.py", NEURON), *options) == (2, "", f"{message}\n")


def test_without_a_script(command: Any) -> None:
    message = "whygrad check: no script is given, as in `whygrad check network.py`.\n"
    assert command() == (2, "", f"{message}See `whygrad check --help`.\n")


def test_a_loss_can_be_named(command: Any) -> None:
    _, shown, _ = command(write("s.py", CLASSIFIER), "--loss", "squared-error")
    assert "s.py: right" in shown
    _, shown, _ = command("s.py", "--loss", "binary-cross-entropy")
    assert "s.py: wrong" in shown


# --fix


def test_fix_writes_the_corrected_script(command: Any) -> None:
    status, shown, messages = command(write("s.py", NEURON), "--fix", "out.py")
    assert (status, shown.splitlines()[-1], messages) == (1, "wrote out.py", "")
    assert Path("out.py").read_text() == CASES["loops_neuron"].source
    assert command("out.py")[0] == 0
    assert command("s.py", "--fix", "out.py")[2].startswith("`out.py` exists.")
    assert command("s.py", "--fix", "out.py", "--force")[0] == 1


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("s.py", "`s.py` exists."),
        ("none/out.py", "There is no folder `none`, so `none/out.py` cannot be written."),
        (".", "`.` is a folder; expected the name of a file, such as `model.wg`."),
        ("", "--fix and --csv: expected the name of a file, not an empty text."),
    ],
)
def test_a_place_that_cannot_be_written_is_told_first(
    place: str, message: str, command: Any
) -> None:
    write("s.py", NEURON)
    for option in ("--fix", "--csv"):
        status, shown, messages = command("s.py", option, place)
        assert (status, shown, messages.splitlines()[0]) == (2, "", message)
    assert Path("s.py").read_text() == NEURON


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CLASSIFIER, "`out.py` was not written: s.py is right, so that there is nothing to fix."),
        (
            CASES["loops_neuron-missing-gradient"].source,
            "`out.py` was not written: no fix of line 43 was found that makes everything right.",
        ),
        (UNKNOWN, "`out.py` was not written: no line was found that is wrong."),
    ],
)
def test_fix_writes_nothing_else(text: str, message: str, command: Any) -> None:
    status, _, messages = command(write("s.py", text), "--fix", "out.py")
    assert (status, messages) == (2, f"{message}\n")
    assert not Path("out.py").exists()


# files that cannot be used


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "s.py is empty; expected a Python script."),
        (b"x = 1\n\xff\xfe", "s.py is not UTF-8 text (byte 7). Save it as UTF-8."),
        (b"x = 1\0", "s.py is not text: it holds a null character."),
        (
            b"x = 1\nfor i in range(3)\n    x += i\n",
            "s.py, line 2, column 18: this is not Python: expected ':'\n"
            "    for i in range(3)\n                     ^",
        ),
        (
            b"x = " + b"-" * 5000 + b"1",
            "s.py, line 1: nested too deeply (at most 120 levels are read).",
        ),
        (b"#" * 500_001, "`s.py` has 500,001 bytes; at most 500,000 are read."),
        (b"#" * 10_000_000, "`s.py` has 10,000,000 bytes; at most 500,000 are read."),
    ],
)
def test_broken_files(content: bytes, message: str, command: Any) -> None:
    assert command(write("s.py", content)) == (2, "", f"{message}\n")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "1+" * 50_000 + "1",
        "x = a" + ".a" * 50_000,
        "f" + "()" * 50_000,
        "x = " + "(" * 50_000 + ")" * 50_000,
        "if a:\n pass\n" + "elif a:\n pass\n" * 20_000,
        "x = " + "9" * 100_000,
    ],
    ids=["sum", "attributes", "calls", "brackets", "branches", "number"],
)
def test_hostile_files_end_in_one_message(text: str, command: Any) -> None:
    status, shown, messages = command(write("s.py", text))
    assert (status, shown) == (2, "")
    assert messages.startswith("s.py, line ")
    assert len(messages) < 700


@pytest.mark.parametrize(
    "text",
    [
        "x = 9**9**9**9",
        "x = 'a' * 10**12",
        "w = 1.0\nwhile True: w -= w",
        "x = 'a'\nfor k in range(99): x = x + x",
        "x = 'a'\nfor k in range(99): x = f'{x}{x}'",
        "x = 'a'\nfor k in range(99): x = ''.join([x, x])",
        "x = 'a'\nfor k in range(99): x = x.replace('a', 'aa')",
        "x = [1]\nfor k in range(99): x = x + x",
        "x = ()\nfor k in range(99): x = (x, x) + (x, x)",
        "x = {}\nfor k in range(99): x[k] = dict(x)",
        "x = f'{3:10000000000d}'",
        "x = '%10000000000d' % 3",
        "x = '{:10000000000d}'.format(3)",
        "x = 'a'.ljust(10**12)",
    ],
)
def test_no_work_that_a_script_asks_for_is_done(text: str, command: Any) -> None:
    assert command(write("s.py", text))[0] == 3


def test_a_missing_file_and_an_empty_folder(command: Any) -> None:
    write("network.py", NEURON)
    message = "There is no file `netwrk.py`.\nDid you mean `network.py`?\n"
    assert command("netwrk.py") == (2, "", message)
    Path("empty").mkdir()
    assert command("empty") == (2, "", "There is no Python script in the folder `empty`.\n")


# nothing is run

WATCHED = """
import sys
import whygrad.checking.checks, whygrad.checking.lifting, whygrad.checking.pages  # noqa
from whygrad.cli import main
main(["check", "warm.py"])
seen = []
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".py") and "src" not in str(arguments[0]):
        seen.append((event, str(arguments[0])))
    if event == "exec" and getattr(arguments[0], "co_filename", "") in ("s.py", "<script>"):
        seen.append((event, arguments[0].co_filename))
    if event.startswith(("subprocess", "os.system", "os.exec", "os.posix_spawn", "socket")):
        seen.append((event, ""))
    if event == "import" and str(arguments[0]).startswith("evil"):
        seen.append((event, arguments[0]))
sys.addaudithook(hook)
main(["check", "s.py"])
print("SEEN", sorted(set(seen)))
"""
HOSTILE = """
import evil_module
from evil_package import evil
import os
os.system("touch PWNED")
open("PWNED", "w").write("x")
exec("open('PWNED', 'w')")
__import__("subprocess").run(["touch", "PWNED"])
class Evil:
    def __init_subclass__(cls): open("PWNED", "w")
class Child(Evil): pass
"""


def test_nothing_of_a_script_is_run(folder: Path) -> None:
    write("warm.py", NEURON)
    write("s.py", HOSTILE + NEURON)
    write("evil_module.py", "open('PWNED', 'w')")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "SEEN [('open', 's.py')]"
    assert "wrong-operand" in done.stdout
    assert not (folder / "PWNED").exists()


def test_no_heavy_package_is_imported(folder: Path) -> None:
    write("s.py", NEURON)
    heavy = "{'matplotlib', 'numba', 'pandas', 'rich', 'scipy', 'sklearn', 'torch'}"
    code = (
        "import sys; from whygrad.cli import main; main(['check', 's.py'])\n"
        f"print(*({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


# several scripts


def test_a_folder_gives_a_table_and_csv(command: Any) -> None:
    Path("all/inner").mkdir(parents=True)
    write("all/a.py", NEURON)
    write("all/b.py", CLASSIFIER)
    write("all/inner/c.py", "x = (")
    write("all/inner/=d.py", SCALED)
    status, shown, messages = command("all", "--csv", "table.csv")
    assert status == 1
    assert shown.splitlines() == [
        "script           verdict   lines  mistakes",
        "all/a.py         wrong     37     wrong-operand",
        "all/b.py         right",
        "all/inner/=d.py  scaled",
        "all/inner/c.py   unusable",
        "",
        "4 scripts",
        "1 right, 1 scaled, 1 wrong, 1 unusable",
        "wrote table.csv",
    ]
    assert messages.startswith("all/inner/c.py, line 1, column 5: this is not Python:")
    rows = list(csv.DictReader(Path("table.csv").read_text().splitlines()))
    assert [row["verdict"] for row in rows] == ["wrong", "right", "scaled", "unusable"]
    assert rows[0]["mistakes"] == "wrong-operand"
    data = json.loads(command("all", "--json")[1])
    assert [each["verdict"] for each in data["scripts"]] == [row["verdict"] for row in rows]


@pytest.mark.parametrize(
    ("texts", "status"),
    [([CLASSIFIER, SCALED], 0), ([CLASSIFIER, UNKNOWN], 3), ([UNKNOWN, "x = ("], 2)],
)
def test_the_gravest_verdict_decides(texts: list[str], status: int, command: Any) -> None:
    names = [write(f"{number}.py", text) for number, text in enumerate(texts)]
    assert command(*names)[0] == status


def test_a_cell_that_begins_as_a_formula_does_is_text(command: Any) -> None:
    command(write("=a.py", CLASSIFIER), "--csv", "t.csv")
    assert Path("t.csv").read_text().splitlines()[1] == "'=a.py,right,,,"


# the catalogue


def test_the_page_of_a_mistake(command: Any) -> None:
    status, shown, _ = command("--explain", "wrong-operand")
    assert status == 0
    assert shown.startswith("## wrong-operand\n\nAnother quantity stands where one belongs.\n")
    message = "--explain wrong-operan: there is no such mistake. Did you mean `wrong-operand`?\n"
    assert command("--explain", "wrong-operan") == (2, "", message)


def test_the_catalogue_in_the_docs_is_up_to_date() -> None:
    assert (ROOT / "docs" / "mistakes.md").read_text(encoding="utf-8") == page("all")


@pytest.mark.parametrize("mistake", CATALOGUE, ids=sorted(BY_ID))
def test_every_page_says_all(mistake: Any) -> None:
    text = page(mistake.id)
    for part in ("Example: ", "Why it still trains: ", "How to see it: ", "Right: "):
        assert f"\n{part}" in text


def test_the_process_of_the_check_leaves_no_file(folder: Path, command: Any) -> None:
    command(write("s.py", NEURON))
    assert os.listdir(folder) == ["s.py"]
