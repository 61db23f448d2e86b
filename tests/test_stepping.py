"""A debugger in the NumPy engine's program, and the source of the compiled one."""

import os
import subprocess
import sys
from pathlib import Path

import whygrad as wg
from whygrad.engines.cache import cache_folder
from whygrad.engines.compiled import COMPILED
from whygrad.engines.programs import load
from whygrad.examples import read_example

DATA = {"celsius": [0, 100], "fahrenheit": [32, 212]}
TRAINING = """\
import whygrad as wg
from whygrad.engines.programs import load
from whygrad.examples import read_example

model = wg.Model(read_example("neuron"))
how = {"data": {"celsius": [0, 100], "fahrenheit": [32, 212]}, "engine": "numpy"}
how |= {"learning_rate": 1e-4, "initial": {"weight": 0.5, "bias": 0.25}}
program = load(model.fit(steps=1, **how).source)
model.fit(steps=3, **how)
"""
ASKED = """\
break 9
continue
break program.backward
continue
next
p grad_output.tolist()
list
break {line}
continue
p float(bias), float(grad_bias)
where
quit
"""


def debugged(folder: Path, commands: str) -> str:
    """What pdb says to commands on standard input."""
    (folder / "training.py").write_text(TRAINING)
    done = subprocess.run(
        [sys.executable, "-m", "pdb", "training.py"],
        input=commands,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert not done.stderr
    return done.stdout


def test_a_breakpoint_in_the_numpy_engines_program(tmp_path: Path) -> None:
    run = wg.Model(read_example("neuron")).fit(DATA, steps=1, learning_rate=1e-4, engine="numpy")
    name, lines = load(run.source).__file__, run.source.splitlines()
    line = next(n for n, text in enumerate(lines, 1) if text.startswith("    bias "))
    said = debugged(tmp_path, ASKED.format(line=line))
    backward = lines.index("def backward(celsius, fahrenheit, output):") + 1
    assert f"Breakpoint 2 at {name}:{backward}\n" in said
    first, second = 0.25 - 32, 0.5 * 100 + 0.25 - 212
    assert f"[{first}, {second}]\n" in said
    place = lines.index("    grad_weight = grad_output @ celsius  # from output") + 1
    assert f"{place:3}  ->\t{lines[place - 1]}\n" in said
    assert f"{place + 1:3}  \t{lines[place]}\n" in said
    assert f"Breakpoint 3 at {name}:{line}" in said
    assert f"({0.25}, {first + second})\n" in said
    assert f"> {name}({line})update_parameters()\n-> {lines[line - 1].strip()}\n" in said


def test_the_compiled_engines_source_is_a_file() -> None:
    model = wg.Model(read_example("neuron"))
    run = model.fit(DATA, steps=2, learning_rate=1e-4, engine="compiled")
    folder = cache_folder()
    assert folder is not None
    assert run.source in [file.read_text() for file in folder.glob("*.py")]
    function = COMPILED[run.source].py_func  # type: ignore[attr-defined]
    assert Path(function.__code__.co_filename).read_text() == run.source
