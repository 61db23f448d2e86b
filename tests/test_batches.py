"""Mini-batches: the same samples in every engine, every script and `run.at`."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from c_programs import build
from c_programs import run as run_program
from whygrad.language.messages import WhygradError
from whygrad.training.batches import batch_rows

TEXT = """
x[i, k]: data
y[i]: data
rate: data
keep: setting = 0.8
w[k]: parameter = uniform(-1, 1)
b: parameter = 0
mask[i]: draw = bernoulli(keep)
z[i] = (sum[k](x[i, k] * w[k]) + b) * mask[i]
loss = mean[i]((z[i] - y[i])**2) * rate
"""
SAMPLES, BATCH, STEPS = 11, 4, 9
RANDOM = np.random.default_rng(3)
DATA = {
    "x": RANDOM.normal(size=(SAMPLES, 2)),
    "y": RANDOM.normal(size=SAMPLES),
    "rate": np.array(0.5),
}


def fit(**options: Any) -> wg.Run:
    given = {"steps": STEPS, "learning_rate": 0.1, "batch": BATCH, "seed": 7, **options}
    return wg.Model(TEXT).fit(DATA, **given)


@pytest.mark.parametrize("seed", [1, 7, 2**32 - 1])
def test_an_epoch_takes_every_sample_once(seed: int) -> None:
    batches = [batch_rows(seed, step, SAMPLES, BATCH) for step in range(6)]
    assert [len(rows) for rows in batches] == [4, 4, 3] * 2
    first, second = np.concatenate(batches[:3]), np.concatenate(batches[3:])
    assert sorted(first) == sorted(second) == list(range(SAMPLES))
    assert list(first) != list(second)


def test_the_order_is_that_of_the_published_hash() -> None:
    def third_word(x: int, y: int, z: int) -> int:
        x, y, z = ((v * 1664525 + 1013904223) % 2**32 for v in (x, y, z))
        for turn in range(2):
            x = (x + y * z) % 2**32
            y = (y + z * x) % 2**32
            z = (z + x * y) % 2**32
            if turn == 0:
                x, y, z = (v ^ (v >> 16) for v in (x, y, z))
        return z

    order = sorted(range(SAMPLES), key=lambda sample: third_word(7, 1, sample))
    assert batch_rows(7, 4, SAMPLES, BATCH).tolist() == order[4:8]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_both_engines_take_the_same_samples(dtype: str) -> None:
    ours, numpys = fit(engine="compiled", dtype=dtype), fit(engine="numpy", dtype=dtype)
    tolerance = 1e-12 if dtype == "float64" else 1e-5
    np.testing.assert_allclose(ours.losses, numpys.losses, rtol=tolerance)
    for name, value in numpys.parameters.items():
        np.testing.assert_allclose(ours.parameters[name], value, rtol=tolerance)


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_a_step_knows_its_rows(engine: str) -> None:
    run = fit(engine=engine)
    for step in range(STEPS):
        found = run.at(step)
        assert found["rows"].tolist() == batch_rows(7, step, SAMPLES, BATCH).tolist()
        np.testing.assert_array_equal(found["x"], DATA["x"][found["rows"]])
        np.testing.assert_array_equal(found["rate"], DATA["rate"])
        np.testing.assert_allclose(found["loss"], run.losses[step], rtol=1e-13)


def test_a_saved_run_keeps_its_batches(tmp_path: Path) -> None:
    run = fit()
    again = wg.load(run.save(tmp_path / "m.wg"))
    np.testing.assert_array_equal(again.at(5)["rows"], run.at(5)["rows"])
    assert again.at(5)["loss"] == run.at(5)["loss"]


@pytest.mark.parametrize("style", ["loops", "comprehensions", "numpy"])
def test_a_script_ends_where_the_run_ended(style: str, tmp_path: Path) -> None:
    run = fit()
    (tmp_path / "script.py").write_text(run.script(style))
    printed = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    last = next(li for li in printed.splitlines() if li.startswith("loss in the last step:"))
    np.testing.assert_allclose(float(last.split(":")[1]), run.losses[-1], rtol=1e-9)


def in_order(step: int) -> list[int]:
    """The samples that a step takes of data in their own order."""
    return list(range(SAMPLES))[step % 3 * BATCH :][:BATCH]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_without_a_shuffle_samples_come_as_they_stand(
    engine: str, dtype: str, tmp_path: Path
) -> None:
    """Each step by hand, from gradients that the slice alone gives."""
    run = fit(engine=engine, dtype=dtype, shuffle=False, settings={"keep": 1})
    model, now = wg.Model(TEXT), {name: value.copy() for name, value in run.initial.items()}
    for step in range(STEPS):
        rows = in_order(step)
        assert run.at(step)["rows"].tolist() == rows
        taken = {**DATA, "x": DATA["x"][rows], "y": DATA["y"][rows]}
        found = model.gradients(taken, now, settings={"keep": 1})
        now = {name: value - 0.1 * found[name] for name, value in now.items()}
    for name, value in now.items():
        tolerance = 1e-12 if dtype == "float64" else 1e-4
        np.testing.assert_allclose(run.parameters[name], value, rtol=tolerance)
    again = wg.load(run.save(tmp_path / "m.wg"))
    assert again.at(5)["rows"].tolist() == in_order(5)
    assert "in the order of the data" in again.card()


@pytest.mark.parametrize("style", ["loops", "comprehensions", "numpy", "c"])
def test_a_script_without_a_shuffle_ends_where_the_run_ended(style: str, tmp_path: Path) -> None:
    run = fit(shuffle=False)
    script = run.script(style)
    assert "shuffle" not in script
    if style == "c":
        printed = run_program([str(build(script, tmp_path))], tmp_path)
    else:
        (tmp_path / "script.py").write_text(script)
        printed = subprocess.run(
            [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
    last = next(li for li in printed.splitlines() if li.startswith("loss in the last step:"))
    np.testing.assert_allclose(float(last.split(":")[1]), run.losses[-1], rtol=1e-9)


def test_a_shuffle_is_there_or_not() -> None:
    with pytest.raises(WhygradError) as caught:
        fit(shuffle="no")
    assert str(caught.value) == "shuffle: expected True or False, not 'no'."


@pytest.mark.parametrize(
    ("batch", "expected"),
    [
        (0, "batch: expected a whole number of 1 or more, not 0."),
        (2.0, "batch: expected a whole number of 1 or more, not 2.0."),
        (12, "batch: the data have 11 samples; expected 1 to 11."),
    ],
)
def test_wrong_batches(batch: Any, expected: str) -> None:
    with pytest.raises(WhygradError) as caught:
        fit(batch=batch)
    assert str(caught.value) == expected


def test_what_has_no_samples_has_no_batches() -> None:
    model = wg.Model("w: parameter = 1\nloss = (w - 2)**2")
    with pytest.raises(WhygradError) as caught:
        model.fit({}, steps=2, learning_rate=0.1, batch=1)
    assert str(caught.value) == (
        "batch: no data carry an index, so there are no samples to choose."
    )
