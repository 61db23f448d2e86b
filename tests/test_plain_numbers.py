"""Quotients and powers of plain numbers: infinity and NaN, as arrays give, in every program."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import whygrad as wg
from c_programs import STRICT, compiler, run

DATA = {"x": [1.0, 2.0]}
SURE = ("1 / (1 + decay * iteration)", "decay**iteration", "decay / (iteration + 1)")
DOUBTFUL = {  # the value in step 0, and in step 1
    "1 / iteration": (np.inf, 1.0),
    "-1 / iteration": (-np.inf, -1.0),
    "iteration**-2": (np.inf, 1.0),
    "(iteration - 3)**0.5": (np.nan, np.nan),
    "(iteration - 1)**(decay - 1.5)": (-1.0, np.inf),
    "decay / iteration": (np.inf, 0.5),
    "(decay - 1)**0.5": (np.nan, np.nan),
    "size[i] / (size[i] - 2)": (np.inf, np.inf),
    "(size[i] - 3)**0.5": (np.nan, np.nan),
    "0 / iteration": (np.nan, 0.0),
    "1 / start": (np.inf, np.inf),
    "start**-1": (np.inf, np.inf),
    "10**(400 * iteration)": (1.0, np.inf),
}


def model(rate: str) -> wg.Model:
    return wg.Model(f"""
x[i]:  data
decay: setting = 0.5
start: parameter = 0
w:     parameter = 1
rate = {rate}
loss = mean[i]((w * x[i])**2) + 0 * start
""")


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("rate", DOUBTFUL)
def test_every_engine_goes_on(rate: str, engine: str) -> None:
    found = model(rate).fit(DATA, steps=2, learning_rate=0.1, engine=engine)
    np.testing.assert_array_equal(found.history["rate"], DOUBTFUL[rate])


@pytest.mark.parametrize("rate", DOUBTFUL)
def test_every_script_goes_on_or_says_where_it_ended(rate: str, tmp_path: Path) -> None:
    for style in ("numpy", "loops", "comprehensions"):
        file = tmp_path / f"as_{style}.py"
        file.write_text(model(rate).script(style, DATA, steps=2, learning_rate=0.1))
        command = [sys.executable, "-W", "ignore", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = done.stderr.strip()
        assert not said or (style != "numpy" and said.startswith("Diverged in step ")), said
    (tmp_path / "model.c").write_text(model(rate).script("c", DATA, steps=2, learning_rate=0.1))
    run([compiler(), *STRICT, "model.c", "-o", "model", "-lm"], tmp_path)
    assert "loss in the last step" in run(["./model"], tmp_path)


@pytest.mark.parametrize("rate", SURE)
def test_what_cannot_fail_stays_as_it_is_written(rate: str) -> None:
    source = model(rate).script("numpy", DATA, steps=2)
    assert f"rate = {rate}\n" in source
    assert "np.float64(" not in source


def test_what_can_fail_is_still_readable() -> None:
    source = model("1 / iteration").script("numpy", DATA, steps=2)
    assert "rate = float(np.divide(1, iteration))\n" in source
    source = model("1 / (decay - start)").script("numpy", DATA, steps=2)
    assert "rate = 1 / (decay - start)\n" in source
    call = "x, np.float64(start), w, np.float64(decay), learning_rate, steps\n"
    assert f"start, w, history = train(\n        {call}    )\n" in source


def test_scalars_made_of_given_ones_count_too(tmp_path: Path) -> None:
    text = model("start * 2").text.replace("loss =", "again = 1 / rate\nloss =")
    source = wg.Model(text).script("numpy", DATA, steps=2)
    assert "np.float64(start)" in source
    (tmp_path / "model.py").write_text(source)
    subprocess.run([sys.executable, "-W", "ignore", tmp_path / "model.py"], check=True)


def test_a_step_in_single_precision_stays_single() -> None:
    text = model("1 / (iteration - 3)").text.replace("0 * start", "rate * (w + start)")
    found = wg.Model(text).fit(DATA, steps=2, learning_rate=0.1, dtype="float32", engine="numpy")
    assert found.parameters["w"].dtype == np.float32
    assert found.history["rate"].dtype == np.float32
