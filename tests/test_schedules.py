"""A learning rate that falls with the number of the step, in whole and negative powers."""

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from c_programs import SANITIZED, build, run
from whygrad.calculus.derivation import derive
from whygrad.engines.compiled import CompiledEngine
from whygrad.engines.numpy import NumpyEngine
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse, parse_step
from whygrad.training.batches import batch_rows
from whygrad.writers import c, jax
from whygrad.writers.styles import writer_of

FORWARD = """
x[i]: data
y[i]: data
w: parameter = 1
warmth = (iteration + 1)**-0.5 + (iteration + 2)**-1
loss = warmth * mean[i]((w * x[i] - y[i])**2)
"""
UPDATE = "w = w - learning_rate * (iteration + 1)**-2 * size[i]**-1 * grad_w"
STEP = parse_step(f"{step_text(derive(parse(FORWARD)))}\n{UPDATE}\n")
DATA = {"x": np.array([0.5, -1.0, 1.5, 2.0, 0.75]), "y": np.array([1.0, -2.0, 2.5, 4.5, 1.0])}
STEPS, RATE, SEED = 7, 0.5, 3
BATCHES = pytest.mark.parametrize("batch", [None, 2], ids=["whole", "batch"])


def by_hand(batch: int | None) -> tuple[float, list[float]]:
    """The weight after training and the losses, in numbers of Python's own."""
    w, losses = 1.0, []
    for step in range(STEPS):
        rows = range(5) if batch is None else batch_rows(SEED, step, 5, batch).tolist()
        pairs = [(float(DATA["x"][row]), float(DATA["y"][row])) for row in rows]
        warmth = 1 / math.sqrt(step + 1.0) + 1 / (step + 2.0)
        losses.append(warmth * sum((w * x - y) ** 2 for x, y in pairs) / len(pairs))
        slope = warmth * sum(2 * (w * x - y) * x for x, y in pairs) / len(pairs)
        w -= RATE / (step + 1.0) ** 2 / len(pairs) * slope
    return w, losses


def written(style: str, batch: int | None) -> str:
    options: dict[str, Any] = {"steps": STEPS, "learning_rate": RATE, "seed": SEED}
    return writer_of(style)(STEP, DATA, batch=batch, **options)


def check_printed(printed: str, batch: int | None) -> None:
    found = dict(line.split(": ") for line in printed.splitlines() if line.count(": ") == 1)
    weight, losses = by_hand(batch)
    assert float(found["loss in the first step"]) == pytest.approx(losses[0], rel=1e-9)
    assert float(found["loss in the last step"]) == pytest.approx(losses[-1], rel=1e-9)
    assert float(found["w"]) == pytest.approx(weight, rel=1e-9)


@BATCHES
@pytest.mark.parametrize("name", ["numpy", "compiled"])
def test_engines(name: str, batch: int | None) -> None:
    compiled = name == "compiled"
    engine = CompiledEngine(STEP, {"i": 5}, batch=batch) if compiled else NumpyEngine(STEP, batch)
    start, options = {"w": np.array(1.0)}, {"learning_rate": RATE, "seed": SEED}
    parameters, _, history = engine.train(DATA, start, steps=STEPS, **options)  # type: ignore[arg-type]
    weight, losses = by_hand(batch)
    assert float(parameters["w"]) == pytest.approx(weight, rel=1e-12)
    np.testing.assert_allclose(history["loss"], losses, rtol=1e-12)


@BATCHES
@pytest.mark.parametrize("style", ["loops", "comprehensions", "numpy"])
def test_scripts(style: str, batch: int | None, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(written(style, batch))
    command = [sys.executable, "-W", "error", "script.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    check_printed(done.stdout, batch)


@BATCHES
def test_a_program_in_c(batch: int | None, tmp_path: Path) -> None:
    source = c.write(STEP, DATA, batch=batch, steps=STEPS, learning_rate=RATE, seed=SEED)
    check_printed(run([str(build(source, tmp_path, *SANITIZED))], tmp_path), batch)


def test_jax_counts_steps_in_real_numbers() -> None:
    """Its compiled code refuses a negative power of a whole number."""
    whole = jax.write_program(STEP).source
    assert "first + jnp.arange(steps, dtype=float)" in whole
    batched = jax.write_program(STEP, batch=True).source
    assert "x_batch, y_batch = take_batch(x, y, batch, seed, iteration)" in batched
    assert "loss = forward(x_batch, y_batch, w, float(iteration))" in batched
    assert batched.count("float(iteration)") == 2
