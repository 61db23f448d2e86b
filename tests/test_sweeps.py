"""Sweeps: every run is the one that `fit` makes; what diverged or was cut short is marked."""

from __future__ import annotations

import csv
import os
import threading
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.image import imread

import whygrad as wg
from whygrad.engines.compiled import COMPILED, CompiledEngine
from whygrad.engines.numpy import NumpyEngine
from whygrad.examples import example_data, read_example
from whygrad.insight.canvas import picture
from whygrad.insight.sweep_pictures import median
from whygrad.language.messages import WhygradError
from whygrad.sweep import Sweep
from whygrad.training.fitting import DivergenceWarning, InterruptionWarning
from whygrad.training.held import Held
from whygrad.training.history import Moment
from whygrad.training.sweeps import crew, plans, results
from whygrad.training.sweeps.trials import Trial
from whygrad.training.trainer import Trainer

LINE = """
x[i]: data
y[i]: data
w: parameter = uniform(0, 1)
b: parameter = 0.5
output[i] = w * x[i] + b
loss = mean[i]((output[i] - y[i])**2)
"""
DATA = {"x": [-1.0, 0, 1, 2], "y": [1.0, 2, 4, 5]}
DECAY = "decay: setting = 0.01\n" + LINE.replace(")**2)", ")**2) + decay * w**2")
SPREAD = """
x[i, k]: data
y[i]: data
spread: setting = 0.5
keep: setting = 0.75
w[k]: parameter = normal(0, spread)
mask[i, k]: draw = bernoulli(keep)
output[i] = sum[k](x[i, k] * mask[i, k] / keep * w[k])
accuracy = mean[i](equal(step(output[i]), 1))
loss = mean[i]((output[i] - y[i])**2)
"""
WIDE = {"x": np.sin(np.arange(15.0)).reshape(5, 3), "y": [1.0, 0, 1, 1, 0]}
RATES = [0.001, 0.05, 3.0]  # the last one diverges
ENGINES = ("numpy", "compiled")


def sweep(text: str = LINE, data: Any = DATA, **options: Any) -> Sweep:
    return wg.Model(text).sweep(data, **{"steps": 40, "learning_rate": RATES, **options})


def fit(text: str = LINE, data: Any = DATA, **options: Any) -> wg.Run:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DivergenceWarning)
        return wg.Model(text).fit(data, **{"steps": 40, **options})


def check_run(swept: Sweep, place: tuple[int, ...], run: wg.Run) -> None:
    """A run of the sweep has the very bits of the one that `fit` made."""
    stopped = -1 if run.stopped is None else run.stopped.step
    assert swept.diverged_at[place] == stopped
    assert swept.diverged[place] == (run.stopped is not None)
    if run.steps:
        assert swept.first_losses[place] == run.losses[0]
    assert swept.losses[place] == (run.losses[-1] if run.stopped is None else np.inf)
    for name, value in run.parameters.items():
        assert swept.parameters[name].dtype == value.dtype
        np.testing.assert_array_equal(swept.parameters[name][place], value)


# ---- the same numbers as fit


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("engine", ENGINES)
def test_every_run_has_the_bits_of_fit(engine: str, dtype: str) -> None:
    how: dict[str, Any] = {"engine": engine, "dtype": dtype, "steps": 300}
    swept = sweep(seed=[4, 1], **how)
    assert swept.losses.dtype == dtype
    assert swept.engine == engine
    for a, rate in enumerate(RATES):
        for b, seed in enumerate([4, 1]):
            check_run(swept, (a, b), fit(learning_rate=rate, seed=seed, **how))


@pytest.mark.parametrize(("batch", "shuffle"), [(None, True), (2, True), (2, False)])
@pytest.mark.parametrize("engine", ENGINES)
def test_settings_that_shape_starts_and_draws(
    engine: str, batch: int | None, shuffle: bool
) -> None:
    how: dict[str, Any] = {"engine": engine, "batch": batch, "shuffle": shuffle}
    how |= {"optimizer": "momentum"}
    swept = sweep(
        SPREAD, WIDE, learning_rate=0.05, seed=range(2, 4),
        settings={"momentum": [0.5, 0.8], "spread": np.array([0.1, 2, 0.7]), "keep": 0.5}, **how,
    )  # fmt: skip
    assert swept.losses.shape == (2, 2, 3)
    assert swept.parameters["w"].shape == (2, 2, 3, 3)
    assert list(swept.axes) == ["seed", "momentum", "spread"]
    for place in np.ndindex(2, 2, 3):
        values = {name: axis[p] for (name, axis), p in zip(swept.axes.items(), place, strict=True)}
        seed = int(values.pop("seed"))
        run = fit(SPREAD, WIDE, learning_rate=0.05, seed=seed, settings={**values, "keep": 0.5},
                  **how)  # fmt: skip
        check_run(swept, place, run)


def test_a_fixed_start_and_the_rate_of_the_text() -> None:
    text = "learning_rate: setting = 0.125\n" + LINE.replace("**2)", "**2) * learning_rate")
    swept = sweep(text, learning_rate=None, seed=[1, 2], initial={"w": 0.25})
    check_run(swept, (1,), fit(text, seed=2, initial={"w": 0.25}))
    how: dict[str, Any] = {"learning_rate": 0.3, "engine": "compiled"}
    check_run(sweep(text, seed=[5], **how), (0,), fit(text, seed=5, **how))
    rates = sweep(text, learning_rate=None, settings={"learning_rate": [0.1, 0.2]})
    assert list(rates.axes) == ["learning_rate"]
    check_run(rates, (1,), fit(text, learning_rate=0.2))


@pytest.mark.parametrize("slow", [True, False])
def test_slices_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch, slow: bool) -> None:
    whole = sweep(steps=200, seed=[1, 2])
    monkeypatch.setattr(crew, "SLICE_SECONDS", 0.0 if slow else 1e9)
    sliced = sweep(steps=200, seed=[1, 2])
    np.testing.assert_array_equal(whole.losses, sliced.losses)
    np.testing.assert_array_equal(whole.diverged_at, sliced.diverged_at)
    np.testing.assert_array_equal(whole.parameters["w"], sliced.parameters["w"])


def test_starts_are_drawn_once_for_each_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    original = plans.starting_values

    def count(*arguments: Any, **options: Any) -> Any:
        drawn.append(options["seed"])
        return original(*arguments, **options)

    monkeypatch.setattr(plans, "starting_values", count)
    monkeypatch.setattr(plans, "STARTS_KEPT", 1)
    sweep(seed=[7, 8, 9], settings={"decay": [0.1, 0.2]}, text=DECAY)
    assert drawn == [7, 8, 9]
    drawn.clear()
    sweep(SPREAD, WIDE, seed=[7, 8], settings={"keep": [0.5, 0.7], "spread": [0.1, 0.2]})
    assert drawn == [7, 7, 8, 8]


def test_many_threads_make_each_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "cores", lambda: 8)
    rates = np.geomspace(1e-4, 3, 40)
    swept = sweep(learning_rate=rates, engine="compiled", seed=[3, 5])
    monkeypatch.setattr(crew, "cores", lambda: 1)
    alone = sweep(learning_rate=rates, engine="compiled", seed=[3, 5])
    np.testing.assert_array_equal(swept.losses, alone.losses)
    np.testing.assert_array_equal(swept.diverged_at, alone.diverged_at)
    assert swept.engine_reason == "asked for; runs on 8 cores at once"
    assert alone.engine_reason == "asked for; one run after another"


def test_a_thread_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(self: Trial, steps: int) -> None:
        raise WhygradError("broken")

    monkeypatch.setattr(crew, "cores", lambda: 2)
    monkeypatch.setattr(Trial, "advance", break_down)
    with pytest.raises(WhygradError, match=r"^broken$"):
        sweep(engine="compiled")


def test_without_numba_it_says_how_the_runs_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whygrad.engines.compiled.is_installed", lambda: False)
    monkeypatch.setattr("whygrad.engines.selection.WORTH_COMPILING", 0.0)
    swept = sweep()
    assert swept.engine == "numpy"
    assert swept.engine_reason.endswith(
        'a compiler would pay: pip install "whygrad[fast]"; one run after another'
    )


def test_compiled_code_lets_other_threads_run() -> None:
    swept = sweep(engine="compiled")
    function: Any = COMPILED[swept.source]
    assert function.targetoptions["nogil"] is True


# ---- divergence


@pytest.mark.parametrize("engine", ENGINES)
def test_a_diverged_run_is_a_result_and_no_warning(engine: str) -> None:
    swept = sweep(steps=3000, engine=engine)
    assert swept.diverged.tolist() == [False, False, True]
    assert swept.losses[2] == np.inf
    assert 0 < swept.diverged_at[2] < 3000
    assert np.isfinite(swept.parameters["w"]).all()
    with pytest.warns(DivergenceWarning):
        run = swept.run(2)
    check_run(swept, (2,), run)


def test_a_state_that_overflows_out_of_sight_of_the_loss() -> None:
    """Where the loss does not tell the step it is searched by halves."""
    text = LINE + "\n"
    swept = sweep(text, steps=400, learning_rate=[1e-9], settings={"momentum": [1.1, 50.0]},
                  optimizer="momentum")  # fmt: skip
    for place, momentum in enumerate([1.1, 50.0]):
        run = fit(text, steps=400, learning_rate=1e-9, optimizer="momentum",
                  settings={"momentum": momentum})  # fmt: skip
        check_run(swept, (0, place), run)
    assert swept.diverged[0, 1]


@pytest.mark.parametrize("fault", [0, 1, 2, 7, 39, None])
def test_the_last_finite_moment_is_found(fault: int | None) -> None:
    """An engine whose parameter leaves the finite numbers at a step, the loss never."""

    class Engine:
        def train(self, data: Any, parameters: Any, states: Any, settings: Any, *, steps: int,
                  learning_rate: float, seed: int, first: int, room: Any) -> Any:  # fmt: skip
            last = first + steps
            w = np.float64(np.nan if fault is not None and last > fault else last)
            return {"w": w}, {}, {"loss": np.arange(first, last, dtype=float)}

    plan = Trainer(
        step=wg.Model(LINE).step, engine=Engine(), data=Held({}, "float64"), settings={},  # type: ignore[arg-type]
        learning_rate=0.1, seed=1, moment=Moment(0, {"w": np.asarray(0.0)}, {}), batch=None,
        scalars={},
    )  # fmt: skip
    trial = Trial(plan)
    trial.advance(40)
    assert trial.has_diverged == (fault is not None)
    assert plan.moment.step == (40 if fault is None else fault)


def test_a_first_step_that_overflows() -> None:
    swept = sweep(data={"x": [1e200], "y": [1.0]}, seed=[1, 2])
    assert swept.diverged_at.tolist() == [[0, 0]] * 3
    assert not np.isfinite(swept.first_losses).any()
    assert swept.best is None
    assert "No run ended with a finite loss." in str(swept)
    with pytest.raises(WhygradError) as caught:
        swept.run()
    assert str(caught.value) == (
        "There is no best run: none ended with a finite loss.\n"
        "Name the run that you want, as in `sweep.run(0)`."
    )


# ---- the result


def test_shapes_axes_and_the_best() -> None:
    swept = sweep(DECAY, seed=(1, 2), settings={"decay": [0.0, 0.1, 0.2, 0.3]})
    assert swept.losses.shape == swept.diverged.shape == swept.first_losses.shape == (3, 2, 4)
    assert swept.done.all()
    assert {name: axis.tolist() for name, axis in swept.axes.items()} == {
        "learning_rate": RATES, "seed": [1, 2], "decay": [0.0, 0.1, 0.2, 0.3],
    }  # fmt: skip
    assert swept.best is not None
    place = np.unravel_index(np.argmin(swept.losses), swept.losses.shape)
    assert swept.best["learning_rate"] == 0.05 == RATES[place[0]]
    assert type(swept.best["seed"]) is int
    best = swept.run()
    assert isinstance(best, wg.Run)
    assert best.losses[-1] == swept.losses.min()
    for which in (swept.best, tuple(map(int, place)), int(np.argmin(swept.losses))):
        np.testing.assert_array_equal(swept.run(which).losses, best.losses)
    with pytest.raises(ValueError, match="read-only"):
        swept.losses[0] = 0


def test_a_list_of_one_and_a_single_number() -> None:
    assert sweep(learning_rate=[0.1]).losses.shape == (1,)
    assert sweep(learning_rate=0.1, seed=[1]).losses.shape == (1,)
    assert sweep(learning_rate=np.float64(0.1), seed=np.arange(3)).losses.shape == (3,)


@pytest.mark.parametrize(
    ("which", "message"),
    [
        (3, "run: there is no run 3; the grid has the shape (3,).\n"
            "Expected a number from 0 to 2, a place in the grid such as (0,), or values by name."),
        ((0, 1), "run: there is no run (0, 1); the grid has the shape (3,).\n"
            "Expected a number from 0 to 2, a place in the grid such as (0,), or values by name."),
        ({"learning_rat": 1}, "run: `learning_rat` was not swept.\nDid you mean `learning_rate`?"),
        ({"seed": 1}, "run: `seed` was not swept.\nSwept were `learning_rate`."),
        ({}, "run: no value is given for `learning_rate`."),
        ({"learning_rate": 2}, "run: 2 is not among the values of `learning_rate`.\n"
            "They are 0.001, 0.05, 3."),
    ],
)  # fmt: skip
def test_a_run_that_is_not_there(which: Any, message: str) -> None:
    with pytest.raises(WhygradError) as caught:
        sweep().run(which)
    assert str(caught.value) == message


def test_the_table_and_its_file(tmp_path: Path) -> None:
    swept = sweep(seed=[1, 2], steps=3000)
    rows = swept.table()
    assert len(rows) == 6
    assert rows[2] == {
        "run": 2, "learning_rate": 0.05, "seed": 1, "first_loss": swept.first_losses[1, 0],
        "final_loss": swept.losses[1, 0], "state": "finished", "diverged_at": None,
    }  # fmt: skip
    assert rows[4]["state"] == "diverged"
    assert rows[4]["diverged_at"] == swept.diverged_at[2, 0]
    assert rows[4]["final_loss"] == np.inf
    path = swept.to_csv(tmp_path / "sweep.csv")
    with path.open(newline="") as file:
        written = list(csv.DictReader(file))
    assert [float(row["final_loss"]) for row in written] == swept.losses.ravel().tolist()
    assert written[0]["diverged_at"] == ""
    with pytest.raises(WhygradError, match=r"^There is no folder "):
        swept.to_csv(tmp_path / "none" / "sweep.csv")


def test_the_text_form_marks_the_best() -> None:
    swept = sweep(steps=3000, learning_rate=[0.001, 0.05, 3.0])
    first, last = (f"{swept.losses[p]:.6g}" for p in (0, 1))
    start, step = f"{swept.first_losses[0]:.6g}", swept.diverged_at[2]
    lost = f"diverged in step {step}"
    wide = len(lost)
    gap = len("first loss")
    assert str(swept).splitlines() == [
        "3 runs of 3,000 steps: learning_rate (3 values)",
        "",
        f"run  learning_rate  first loss  {'final loss':>{wide}}",
        f"  0          0.001  {start:>{gap}}  {first:>{wide}}",
        f"  1           0.05  {start:>{gap}}  {last:>{wide}}  <- best",
        f"  2              3  {start:>{gap}}  {lost}",
        "",
        "1 of 3 runs diverged.",
        f"Best: learning_rate 0.05, with loss {last}.",
    ]
    assert repr(swept) == "<Sweep: 3 runs of 3,000 steps: learning_rate (3 values)>"
    assert "&lt;- best" in swept._repr_html_()


def test_a_long_text_form_shows_the_best_ten() -> None:
    swept = sweep(seed=range(8))
    lines = str(swept).splitlines()
    assert lines[2].split() == ["run", "learning_rate", "seed", "first", "loss", "final", "loss"]
    assert lines[3].endswith("<- best")
    shown = [float(line.split()[4]) for line in lines[3:13] if "best" not in line]
    assert shown == sorted(shown)
    assert lines[13] == "... and 14 more; `table()` has them all"


# ---- what cannot be used


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"learning_rate": 0.1},
         "There is nothing to sweep: every value is a single one.\n"
         "Give a list, as in `learning_rate=[0.001, 0.01, 0.1]`."),
        ({"learning_rate": []}, "learning_rate: the list is empty.\nGive at least one value."),
        ({"settings": {"decay": ()}},
         "settings: decay: the list is empty.\nGive at least one value."),
        ({"learning_rate": [0.1, np.nan]},
         "learning_rate[1]: expected a finite number, not nan."),
        ({"learning_rate": [0.1, -0.5]},
         "learning_rate[1]: expected a number above 0, not -0.5."),
        ({"learning_rate": [0.1, "fast"]}, "learning_rate[1]: expected a number, not 'fast'."),
        ({"learning_rate": "fast", "seed": [1]},
         "learning_rate: expected a number, not 'fast'."),
        ({"learning_rate": -1.0, "seed": [1]},
         "learning_rate: expected a number above 0, not -1."),
        ({"learning_rate": [[0.1]]}, "learning_rate[0]: expected a number, not [0.1]."),
        ({"learning_rate": [0.1, 0.2, 0.1]},
         "learning_rate[2]: 0.1 is in the list already.\nGive it once."),
        ({"learning_rate": [1e39], "dtype": "float32"},
         "learning_rate[0]: 1e+39 is too large for float32."),
        ({"learning_rate": None, "seed": [1]},
         "learning_rate: none is given.\n"
         "Pass one (`fit(learning_rate=0.01)`, `--learning-rate 0.01`), or write"
         " `learning_rate: setting = 0.01` into the text."),
        ({"seed": [1, 1.5]}, "seed[1]: expected a whole number, not 1.5."),
        ({"seed": [-1]}, "seed[0]: expected 0 to 4294967295, not -1."),
        ({"seed": "one"}, "seed: expected a whole number, not 'one'."),
        ({"settings": {"decya": [0.1]}},
         "settings: there is no `decya`.\nDid you mean `decay`?"),
        ({"settings": {"decay": [0.1, None]}},
         "settings: decay[1]: expected a number, not None."),
        ({"settings": [0.1]},
         'settings: expected names with values, as in {"decay": [0.01, 0.1]}.'),
        ({"settings": {"learning_rate": [0.1]}},
         "learning_rate: given twice, as an argument and in `settings`.\nGive it once."),
        ({"settings": {"seed": [1]}},
         "settings: a sweep uses the name `seed` itself.\nGive that setting another name."),
        ({"learning_rate": np.ones(20_000_000)},
         "20,000,000 runs are too many; a sweep takes at most 10,000,000.\nTake shorter lists."),
        ({"learning_rate": np.ones(1000), "seed": range(20_000)},
         "1,000 x 20,000 = 20,000,000 runs are too many; a sweep takes at most 10,000,000.\n"
         "Take shorter lists."),
        ({"steps": 0}, "steps: expected a whole number of 1 or more, not 0."),
        ({"engine": "numy"}, "engine: there is no `numy`.\nDid you mean `numpy`?"),
        ({"batch": 9}, "batch: the data have 4 samples; expected 1 to 4."),
        ({"initial": {"v": 1.0}},
         "initial: there is no parameter `v`.\nParameters are `w` and `b`."),
    ],
)  # fmt: skip
def test_messages(options: dict[str, Any], message: str) -> None:
    with pytest.raises(WhygradError) as caught:
        sweep(DECAY, **options)
    assert str(caught.value) == message


def test_a_result_that_no_memory_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "LARGEST_ARRAY", 5)
    with pytest.raises(WhygradError) as caught:
        sweep()
    assert str(caught.value) == (
        "3 runs that train 2 numbers each are too many; a sweep keeps at most 5 numbers.\n"
        "Take shorter lists."
    )

    def full(*_: Any) -> np.ndarray:
        raise MemoryError

    monkeypatch.undo()
    monkeypatch.setattr(results.np, "full", full)
    with pytest.raises(WhygradError, match=r"^3 runs are too many for the memory\.$"):
        sweep(engine="numpy")


# ---- Ctrl-C


def interrupt(monkeypatch: pytest.MonkeyPatch, engine: type, at: int) -> None:
    original: Callable[..., Any] = engine.train  # type: ignore[attr-defined]
    calls = iter(range(1, 10**6))

    def train(self: Any, *arguments: Any, **options: Any) -> Any:
        if next(calls) == at:
            raise KeyboardInterrupt
        return original(self, *arguments, **options)

    monkeypatch.setattr(engine, "train", train)


def test_ctrl_c_gives_the_runs_so_far(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rates = [0.01, 0.02, 0.03, 0.04]
    whole = sweep(learning_rate=rates, engine="numpy", steps=10)
    interrupt(monkeypatch, NumpyEngine, 3)
    with pytest.warns(InterruptionWarning, match=r"^Interrupted after 2 of 4 runs\.$") as caught:
        swept = sweep(learning_rate=rates, engine="numpy", steps=10)
    assert caught[0].filename == __file__
    assert swept.done.tolist() == [True, True, False, False]
    np.testing.assert_array_equal(swept.losses[:2], whole.losses[:2])
    assert np.isnan(swept.losses[2:]).all()
    assert np.isnan(swept.parameters["w"][2:]).all()
    assert not swept.diverged.any()
    assert swept.best == {"learning_rate": 0.02}
    assert swept.table()[3]["state"] == "not run"
    assert str(swept).splitlines()[5].split() == ["2", "0.03", "not", "run"]
    assert "2 of 4 runs were not made." in str(swept)
    assert swept.plot(tmp_path / "part.png").exists()
    np.testing.assert_array_equal(swept.run(3).losses[-1], whole.losses[3])


def test_ctrl_c_before_anything_is_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    interrupt(monkeypatch, CompiledEngine, 1)
    monkeypatch.setattr(crew, "cores", lambda: 2)
    with pytest.warns(InterruptionWarning, match=r"^Interrupted after 0 of 3 runs\.$"):
        swept = sweep(engine="compiled")
    assert not swept.done.any()
    with pytest.raises(WhygradError, match=r"^There is nothing to draw: no run was made\.$"):
        swept.plot(tmp_path / "none.png")


def test_ctrl_c_stops_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """It reaches the thread that waits; the others end after the slice that they are in."""
    original = crew.wait

    def wait(*arguments: Any) -> Any:
        original(arguments[0], 0.2)
        raise KeyboardInterrupt

    monkeypatch.setattr(crew, "cores", lambda: 2)
    monkeypatch.setattr(crew, "wait", wait)
    before = threading.active_count()
    with pytest.warns(InterruptionWarning, match=r"^Interrupted after [\d,]+ of 400 runs\.$"):
        swept = sweep(learning_rate=np.linspace(0.001, 0.01, 400), steps=10**7, engine="compiled")
    assert threading.active_count() == before
    assert not swept.done.all()


# ---- pictures


class Drawn:
    axes: Axes


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """The axes as they were when a picture was saved."""
    kept = Drawn()

    class Picture:
        def __init__(self, *arguments: Any):
            self.inner = picture(*arguments)

        def __enter__(self) -> Axes:
            kept.axes = self.inner.__enter__()
            return kept.axes

        def __exit__(self, *error: Any) -> bool | None:
            return self.inner.__exit__(*error)

    monkeypatch.setattr("whygrad.insight.sweep_pictures.picture", Picture)
    return kept


def labels(axes: Axes) -> list[str]:
    return axes.get_legend_handles_labels()[1]


SWEPT: dict[str, dict[str, Any]] = {
    "rates": {"steps": 3000},
    "rates and seeds": {"steps": 3000, "seed": [1, 2, 3]},
    "one rate": {"learning_rate": [0.1]},
    "all diverged": {"learning_rate": [5.0, 8.0], "steps": 3000},
    "overflow": {"data": {"x": [1e200], "y": [1.0]}},
    "seeds": {"learning_rate": 0.1, "seed": [5, 1]},
    "diverged seeds": {"learning_rate": 5.0, "seed": [5, 1], "steps": 3000},
    "a setting": {"learning_rate": 0.1, "settings": {"decay": [0.0, 0.1, -0.2]}},
    "map": {"settings": {"decay": [0.0, 0.1]}, "steps": 3000},
    "map and seeds": {"settings": {"decay": [0.0, 0.1]}, "steps": 3000, "seed": [1, 2, 3]},
    "diverged map": {"settings": {"decay": [0.0, 0.1]}, "steps": 3000, "learning_rate": [5, 6]},
    "three": {
        "settings": {"decay": [0.0, 0.1], "momentum": [0.1, 0.2]},
        "optimizer": "momentum",
        "seed": [1, 2],
        "steps": 3000,
    },
    "exact": {"data": {"x": [0.0], "y": [0.5]}, "settings": {"decay": 0.0}},
}


@pytest.mark.parametrize("suffix", [".png", ".svg"])
@pytest.mark.parametrize("name", SWEPT)
def test_pictures_are_whole_files(name: str, suffix: str, tmp_path: Path) -> None:
    path = sweep(DECAY, **SWEPT[name]).plot(tmp_path / f"picture{suffix}")
    if suffix == ".png":
        assert imread(path).shape == (500, 800, 4)
    else:
        assert ElementTree.parse(path).getroot().tag.endswith("svg")
    assert os.listdir(tmp_path) == [path.name]


def test_a_curve_is_logarithmic_and_hatched_where_all_diverged(
    drawn: Drawn, tmp_path: Path
) -> None:
    swept = sweep(steps=3000)
    swept.plot(tmp_path / "curve.svg")
    axes = drawn.axes
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    line = axes.get_lines()[0]
    assert np.asarray(line.get_xdata()).tolist() == RATES
    np.testing.assert_array_equal(line.get_ydata(), [*swept.losses[:2], np.nan])
    (patch,) = axes.patches
    assert patch.get_hatch() == "////"
    assert patch.get_x() == pytest.approx(np.sqrt(RATES[1] * RATES[2]))  # type: ignore[attr-defined]
    assert labels(axes) == ["after training", "before training", "diverged"]


def test_seeds_give_a_median_a_band_and_crosses(drawn: Drawn, tmp_path: Path) -> None:
    model = wg.Model(read_example("two_layers"))
    swept = model.sweep(example_data("two_layers"), steps=60, seed=range(12), engine="numpy",
                        learning_rate=[1e-5, 1e-4, 2e-4, 1e-2])  # fmt: skip
    some = swept.diverged.any(axis=1) & ~swept.diverged.all(axis=1)
    assert some.any()
    swept.plot(tmp_path / "curve.svg")
    axes = drawn.axes
    assert labels(axes) == ["median", "before training", "diverged", "some diverged"]
    middle = np.asarray(axes.get_lines()[0].get_ydata())
    np.testing.assert_allclose(middle[0], np.median(swept.losses[0]))
    np.testing.assert_array_equal(axes.get_lines()[2].get_xdata(),
                                  swept.axes["learning_rate"][some])  # fmt: skip


def test_a_map_hatches_what_diverged_and_stars_the_lowest(drawn: Drawn, tmp_path: Path) -> None:
    rates = [3.0, 0.05, 0.001]  # the map sorts them
    swept = sweep(DECAY, learning_rate=rates, settings={"decay": [0.0, 0.1]}, steps=3000)
    swept.plot(tmp_path / "map.svg")
    axes = drawn.axes
    assert labels(axes) == ["diverged", "lowest"]
    hatched = [c for c in axes.collections if c.get_hatch() == "////"]
    places = [path.get_extents().bounds for c in hatched for path in c.get_paths()]
    assert places == [(1.5, -0.5, 1, 1), (1.5, 0.5, 1, 1)]
    (star,) = axes.get_lines()
    assert swept.best is not None
    assert (star.get_xdata(), star.get_ydata()) == ([sorted(rates).index(0.05)], [0])
    assert swept.best == {"learning_rate": 0.05, "decay": 0.0}
    assert [text.get_text() for text in axes.get_xticklabels()] == ["0.001", "0.05", "3"]


def test_the_median_counts_what_diverged_as_highest() -> None:
    assert median(np.array([np.inf, 1.0, 2.0])) == 2.0
    assert median(np.array([np.inf, np.inf, 2.0])) == np.inf
    assert median(np.array([np.nan, 4.0, 2.0])) == 3.0
    assert np.isnan(median(np.array([np.nan])))


def test_a_picture_needs_a_suffix(tmp_path: Path) -> None:
    with pytest.raises(WhygradError, match=r"a picture ends in \.png or \.svg\.$"):
        sweep().plot(tmp_path / "picture.gif")
