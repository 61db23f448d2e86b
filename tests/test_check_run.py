"""`whygrad check --run`: a process of its own, its limits, and the two losses."""

import json
import math
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from mistaken.cases import CASES
from whygrad.checking.checks import check_script
from whygrad.checking.running import Trial, run_script
from whygrad.checking.trials import Trials, try_script
from whygrad.cli import main

ENDED_BY_ITSELF = "It was ended from outside, or ended its own process (status 0)."
NEURON = CASES["loops_neuron-wrong-operand"].source


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "while True:\n    pass",
            "It was stopped after 1 seconds: it does not end, or takes longer than that.",
        ),
        (
            "while True:\n    print('x' * 10000)",
            "It was stopped: it printed more than 5,000,000 bytes.",
        ),
        (
            "x = 1\ny = x / 0",
            "It stops with an error: ZeroDivisionError in line 2: division by zero.",
        ),
        (
            "big = [0] * 10**10",
            "It stops with an error: there is not enough memory in line 1.",
        ),
        (
            "open('data.csv')",
            "It stops with an error: FileNotFoundError in line 1:"
            " [Errno 2] No such file or directory: 'data.csv'.",
        ),
        ("import sys\nsys.exit(4)", "It stops with an error: it exits with status 4."),
        (
            "import os\nos._exit(3)",
            "It was ended from outside, or ended its own process (status 3).",
        ),
        ("import os\nos._exit(0)", ENDED_BY_ITSELF),
        ("input()", "It stops with an error: EOFError in line 1: EOF when reading a line."),
        ("def f():\n    return f()\nf()", None),
        ("x = 1", ""),
        ("import sys\nsys.exit(0)", ""),
    ],
)
def test_every_end_has_its_message(text: str, message: str | None) -> None:
    found = run_script(text, None, seconds=1 if "while True:\n    pass" in text else 20)
    if message is None:
        assert found.message.startswith("It stops with an error: RecursionError in line 2:")
    else:
        assert found == Trial((), message)


@pytest.mark.parametrize(
    "text",
    [
        "import os\nos.fork()",
        "import os\nos.system('true')",
        "import os\nos.popen('true')",
        "import os\nos.execv('/bin/true', ['true'])",
        "import os\nos.posix_spawn('/bin/true', ['true'], {})",
        "import subprocess\nsubprocess.run(['true'])",
        "import pty\npty.spawn('true')",
        "import multiprocessing as m\nm.get_context('fork').Process(target=print).start()",
        "import multiprocessing as m\nm.get_context('spawn').Process(target=print).start()",
        "import multiprocessing as m\nm.get_context('forkserver').Process(target=print).start()",
        "from concurrent.futures import *\nProcessPoolExecutor().submit(print)",
    ],
)
def test_no_process_is_started(text: str) -> None:
    assert run_script(text, None).message == (
        "It stops with an error: in line 2 it starts another process, which --run does not allow."
    )


def test_what_a_script_asks_for_in_a_try_is_refused_too(folder: Path) -> None:
    """As every fork is refused, one that is tried again and again ends as any endless loop."""
    text = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
    assert run_script(text, None, seconds=1).message == (
        "It was stopped after 1 seconds: it does not end, or takes longer than that."
    )


@pytest.mark.parametrize("call", ["os.kill(os.getppid(), 9)", "os.killpg(0, 9)", "os.kill(0, 9)"])
def test_no_process_is_signalled(call: str) -> None:
    assert run_script(f"import os\n{call}", None).message == (
        "It stops with an error: in line 2 it signals a process, which --run does not allow."
    )


@pytest.mark.parametrize(
    "text",
    [
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
        "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
        "import threading\ndef f():\n    while True: pass\nthreading.Thread(target=f).start()",
        "import atexit\n@atexit.register\ndef f():\n    while True: pass",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    ],
    ids=["mask", "ignored", "thread", "exit", "caught"],
)
def test_what_stands_in_the_way_of_the_end_does_not_hold_it_up(text: str) -> None:
    assert run_script(text, None, seconds=1).message == (
        "It was stopped after 1 seconds: it does not end, or takes longer than that."
    )


def test_what_it_leaves_for_us_is_not_believed() -> None:
    lies = "[[0, 'x'], 5]", "{'losses': 3}", "{'losses': [[1, 'x']]}", "[" * 5000
    for lie in lies:
        text = f"import os\nopen('../losses.json', 'w').write({lie!r}.replace(chr(39), chr(34)))"
        assert run_script(f"{text}\nos._exit(0)", None) == Trial(
            (), "" if "losses" in lie else ENDED_BY_ITSELF
        )


def test_it_runs_in_an_empty_folder_without_the_environment(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    Path("beside.py").write_text("raise SystemExit(9)")
    text = (
        "import os\nassert os.listdir() == [], os.listdir()\n"
        "assert 'SECRET_TOKEN' not in os.environ\nassert os.environ['MPLBACKEND'] == 'Agg'\n"
        "open('left.txt', 'w').write('x')\n"
        "try:\n    import beside\nexcept ImportError:\n    pass\n"
    )
    assert run_script(text, None).message == ""
    assert sorted(path.name for path in folder.iterdir()) == ["beside.py"]


def test_plots_open_no_window() -> None:
    text = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    assert run_script(text, None).message == ""


def expected_losses(text: str, name: str) -> list[float]:
    """The losses of a script run here, its loop followed by a note that we write in by hand."""
    names: dict[str, Any] = {"__name__": "__main__", "noted": []}
    exec(compile(text, name, "exec"), names)
    return list(names["noted"])


LOOP = """
import numpy as np
x = np.linspace(-1, 1, 9)
y = 2 * x + 1
w, b = 0.3, 0.1
for step in range(25):
    out = w * x + b
    loss = np.mean((out - y) ** 2)
    d = 2 * (out - y) / 9
    w -= 0.1 * np.sum(d * x)
    b -= 0.1 * np.sum(d)
"""


def test_the_losses_are_those_of_the_script() -> None:
    report = check_script(LOOP)
    losses = run_script(LOOP, report.instruments).losses
    noted = LOOP.replace("    d = 2", "    noted.append(float(loss))\n    d = 2")
    assert [number for number, _ in losses] == list(range(25))
    assert [loss for _, loss in losses] == expected_losses(noted, "noted")


def test_the_passes_of_nested_loops_are_those_of_the_outer_one() -> None:
    text = LOOP.replace("    out = w", "  for i in range(3):\n    out = w")
    assert len(run_script(text, check_script(text).instruments).losses) == 25


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    loss = np.mean((out - y) ** 2)\n", "    error = out - y\n"),
        ("    loss = np.mean((out - y) ** 2)\n", ""),
    ],
)
def test_a_script_without_a_loss_has_its_squared_error(old: str, new: str) -> None:
    text = LOOP.replace(old, new)
    if "error" in new:
        text = text.replace("2 * (out - y)", "error")
    else:
        text = text.replace("2 * (out - y)", "(out - y)")
    losses = [loss for _, loss in run_script(text, check_script(text).instruments).losses]
    noted = text.replace("    d =", "    noted.append(float(np.sum((out - y) ** 2) / 2))\n    d =")
    assert losses == pytest.approx(expected_losses(noted, "noted"), rel=1e-12)


def test_a_loss_that_is_only_printed_in_the_end_is_noted_once() -> None:
    text = LOOP.replace("    loss = np.mean((out - y) ** 2)\n", "")
    text += "print('loss', np.mean((w * x + b - y) ** 2))\n"
    noted = text.replace("print('loss', ", "noted.append(").replace("2))", "2).item())")
    losses = run_script(text, check_script(text).instruments).losses
    assert [loss for _, loss in losses] == expected_losses(noted, "noted")


def test_two_runs_without_a_seed_see_the_same_numbers() -> None:
    text = LOOP.replace("0.3, 0.1", "*np.random.default_rng().normal(size=2)")
    instruments = check_script(LOOP).instruments
    text = text.replace("w, b =", "w, b =")
    assert run_script(text, instruments) == run_script(text, instruments)


def test_it_trains_but() -> None:
    trials = try_script(NEURON, check_script(NEURON))
    assert trials.right is not None
    assert trials.yours.losses[0] == trials.right.losses[0]
    assert trials.reduction is not None
    assert 0.9 < trials.reduction < 1
    text = str(trials)
    assert text.startswith("Both were run:\n")
    assert "It trains, but its loss falls to" in text
    assert len(text.splitlines()) > 5


def curve(*losses: float) -> Trial:
    return Trial(tuple(enumerate(losses)))


@pytest.mark.parametrize(
    ("yours", "right", "sentence"),
    [
        (
            curve(4, 2),
            curve(4, 1),
            "It trains, but its loss falls to 2 where the corrected one reaches 1:"
            " 66.7% of the way.",
        ),
        (
            curve(4, 5),
            curve(4, 1),
            "It does not train: its loss does not fall, that of the corrected one to 1.",
        ),
        (
            curve(4, math.nan),
            curve(4, 1),
            "It does not train: its loss is no longer a finite number.",
        ),
        (curve(4, 2), None, "It trains: its loss falls from 4 to 2."),
        (curve(2, 4), None, "It does not train: its loss goes from 2 to 4."),
        (curve(), None, "No loss was noted, so that nothing can be compared."),
        (curve(4, 3), curve(4, 4), "The loss ends at 3; that of the corrected script at 4."),
    ],
)
def test_the_sentence(yours: Trial, right: Trial | None, sentence: str) -> None:
    assert f" {sentence}" in " ".join(str(Trials(yours, right)).split())


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    Path("s.py").write_text(NEURON)
    assert main(["check", "s.py", "--run", "--draw", "losses.svg"]) == 1
    shown = capsys.readouterr().out
    assert "Both were run:" in shown
    assert "wrote losses.svg" in shown
    letters = "".join(ET.parse("losses.svg").getroot().itertext())
    assert "loss" in letters.lower() or Path("losses.svg").stat().st_size > 5000
    assert main(["check", "s.py", "--run", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)["run"]
    assert len(data["yours"]["losses"]) == len(data["corrected"]["losses"]) == 1000
    assert data["yours"]["message"] == ""


def test_an_endless_script_is_stopped_and_the_report_stands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = NEURON.replace("for step in range(1000):", "while True:")
    trials = try_script(text, check_script(text), seconds=1)
    message = "It was stopped after 1 seconds: it does not end, or takes longer than that."
    assert f"  Your script: {message}" in str(trials).splitlines()


def test_what_was_noted_before_the_time_was_over_is_kept() -> None:
    trial = run_script(f"{LOOP}while True:\n    pass\n", check_script(LOOP).instruments, seconds=1)
    assert trial.message.startswith("It was stopped after 1 seconds")
    assert trial.losses == run_script(LOOP, check_script(LOOP).instruments).losses
