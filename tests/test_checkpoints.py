"""Checkpoints, going on with a run, and callbacks: the same bits as without a pause."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save as to_bytes

import whygrad as wg
from whygrad.language.messages import WhygradError
from whygrad.training import files
from whygrad.training.checkpoints import Checkpoint, CheckpointWarning
from whygrad.training.files.records import checksum
from whygrad.training.fitting import DivergenceWarning, InterruptionWarning
from whygrad.training.history import History

TEXT = """
x[i, k]: data
y[i]: data
keep: setting = 0.8
w[k]: parameter = normal(0, 1)
b: parameter = 0.1
mask[i, k]: draw = bernoulli(keep)
output[i] = sum[k](x[i, k] * mask[i, k] / keep * w[k]) + b
loss = mean[i]((output[i] - y[i])**2) / (1 + 0.001 * iteration)
"""
RANDOM = np.random.default_rng(5)
X = RANDOM.normal(size=(23, 3))
DATA = {"x": X, "y": X @ [1.0, -2.0, 0.5] + 0.3 * RANDOM.normal(size=23)}
APART = RANDOM.normal(size=(7, 3))
HELD = {"x": APART, "y": APART @ [1.0, -2.0, 0.5] + 0.3 * RANDOM.normal(size=7)}


def fit(data: Any = None, **options: Any) -> wg.Run:
    given = {"steps": 30, "learning_rate": 0.05, "seed": 3, **options}
    return wg.Model(TEXT).fit(DATA if data is None else data, **given)


def fault(action: Callable[[], Any]) -> str:
    with pytest.raises(WhygradError) as caught:
        action()
    return str(caught.value)


def bits(arrays: dict[str, np.ndarray]) -> dict[str, bytes]:
    return {name: np.asarray(array).tobytes() for name, array in arrays.items()}


def same(one: wg.Run, other: wg.Run) -> bool:
    """Whether two runs have the same bits in all that was trained and recorded."""
    pairs = (
        (one.history, other.history),
        (one.parameters, other.parameters),
        (one.record.states, other.record.states),
        (one.initial, other.initial),
    )
    return one.ending == other.ending and all(bits(a) == bits(b) for a, b in pairs)


# going on


@pytest.mark.parametrize(
    ("engine", "optimizer", "batch", "dtype"),
    [
        ("numpy", "gradient_descent", None, "float64"),
        ("numpy", "adam", None, "float32"),
        ("numpy", "adam", 5, "float64"),
        ("compiled", "adam", 5, "float64"),
        ("compiled", "gradient_descent", None, "float32"),
        ("auto", "momentum", 5, "float64"),
    ],
)
def test_a_run_that_goes_on_has_the_same_bits(
    engine: str, optimizer: str, batch: int | None, dtype: str, tmp_path: Path
) -> None:
    options = {"engine": engine, "optimizer": optimizer, "batch": batch, "dtype": dtype}
    whole = fit(**options)
    part = fit(**options, steps=13)
    assert same(part.resume(steps=30), whole)
    saved = wg.load(part.save(tmp_path / "m.wg"))
    assert same(saved.resume(steps=17).resume(steps=30), whole)
    assert len(whole.losses) == 30


def test_a_run_of_l_bfgs_goes_on() -> None:
    text = TEXT.replace("mask[i, k]: draw = bernoulli(keep)\n", "").replace(" * mask[i, k]", "")
    model = wg.Model(text.replace(" / (1 + 0.001 * iteration)", ""))
    whole = model.fit(DATA, steps=6, optimizer="lbfgs")
    assert same(model.fit(DATA, steps=2, optimizer="lbfgs").resume(steps=6), whole)


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("validation", [0.2, HELD])
def test_the_curve_goes_on_too(engine: str, validation: Any, tmp_path: Path) -> None:
    options = {"engine": engine, "batch": 5, "validation": validation, "every": 4}
    whole, part = fit(**options), fit(**options, steps=14)
    saved = wg.load(part.save(tmp_path / "m.wg"))
    assert same(saved.resume(steps=30), whole)
    assert len(whole.history["validation_loss"]) == 7


def stopping(steps: int = 200, **options: Any) -> wg.Run:
    given = {"batch": 5, "optimizer": "adam", "learning_rate": 0.1, **options}
    return fit(steps=steps, validation=HELD, every=3, **given)


def test_a_run_that_stopped_early_goes_on_with_more_patience() -> None:
    whole = stopping(patience=30)
    early = stopping(patience=2)
    assert early.ending == "patience"
    assert early.steps < whole.steps
    again = early.resume()
    assert same(again, early)  # as often as one likes
    assert same(early.resume(patience=30), whole)
    assert same(stopping(steps=early.steps).resume(steps=200, patience=30), whole)


def test_a_finished_run_comes_back_as_it_is() -> None:
    run = fit()
    assert same(run.resume(), run)


def test_what_cannot_go_on() -> None:
    run = fit()
    assert fault(lambda: run.resume(steps=29)) == (
        "steps: the run has 30 steps already, more than 29."
    )
    assert fault(lambda: run.resume(steps=0)) == (
        "steps: expected a whole number of 1 or more, not 0."
    )
    assert fault(lambda: run.resume(patience=3)) == (
        "patience: there is no validation to wait for.\n"
        "Pass `validation=0.2` (`--validation 0.2`), or data of its own."
    )
    assert fault(lambda: run.resume(every=3)) == (
        "every: it says when to validate and when to call.\n"
        "Pass `validation=0.2` (`--validation 0.2`), or a `callback`."
    )
    watched = fit(validation=HELD, every=4)
    assert fault(lambda: watched.resume(steps=40, every=3)) == (
        "every: the run is validated every 4 steps."
    )


def test_a_run_goes_on_with_the_data_of_its_training(tmp_path: Path) -> None:
    """Where the file has no data: all of them if a share was held out, else both sets."""
    for validation, given in ((0.2, {}), (HELD, {"validation": HELD})):
        part = fit(steps=8, batch=5, validation=validation, every=4, checkpoint=tmp_path / "m.wg")
        whole = fit(batch=5, validation=validation, every=4)
        monkey = pytest.MonkeyPatch()
        monkey.setattr("whygrad.training.files.records.MOST_EMBEDDED", 1)
        path = part.save(tmp_path / "m.wg", force=True)
        monkey.undo()
        assert fault(lambda path=path: wg.load(path).resume(steps=30)) == (
            "This run was loaded without its data, which this needs.\n"
            'Pass them: `wg.load("model.wg", data=...)`, or `--data DATA.csv`.'
        )
        assert same(wg.load(path, DATA, **given).resume(steps=30), whole)
        Path(path).unlink()
    path = fit(steps=8, validation=HELD, every=4).save(tmp_path / "n.wg")
    other = {"x": HELD["x"], "y": HELD["y"] + 1}
    assert fault(lambda: wg.load(path, validation=other)) == (
        f"These are not the data on which `{path}` was validated.\n"
        "Pass the very data, every sample in the same order."
    )
    plain = fit().save(tmp_path / "p.wg")
    assert fault(lambda: wg.load(plain, validation=HELD)) == (
        f"`{plain}`: this run has no validation.\nLeave `validation` out."
    )


def test_without_the_data_held_out_it_does_not_go_on() -> None:
    run = fit(steps=8, validation=HELD, every=4)
    assert run.validation is not None
    bare = wg.Run(replace(run.record, validation=replace(run.validation, data=None)))
    assert fault(lambda: bare.resume(steps=30)) == (
        "This run was loaded without the data that it is validated on.\n"
        'Pass them: `wg.load("run.wg", data=..., validation=...)`; where a share was split off,'
        " all of the data."
    )


# checkpoints


def kept(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """From now on: the content of each file that is written."""
    found: list[bytes] = []
    original = files.save

    def save(history: History, path: Any, *, force: bool = False) -> Path:
        written = original(history, path, force=force)
        found.append(written.read_bytes())
        return written

    monkeypatch.setattr("whygrad.training.checkpoints.save", save)
    return found


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_every_checkpoint_leads_to_the_same_end(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = kept(monkeypatch)
    path = tmp_path / "run.wg"
    whole = stopping(engine=engine, patience=4, checkpoint=path, checkpoint_every=5)
    assert whole.ending == "patience"
    assert same(wg.load(path), whole)
    assert len(written) > 5
    for content in written[:-1]:
        path.write_bytes(content)
        part = wg.load(path)
        assert (part.ending, part.steps % 5, part.record.goal) == ("interrupted", 0, 200)
        assert same(part.resume(), whole)


def test_checkpoints_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "run.wg"
    run = fit(batch=5, checkpoint=path, checkpoint_every=4)
    assert same(run, fit(batch=5))
    assert same(wg.load(path), run)
    assert [file.name for file in tmp_path.iterdir()] == ["run.wg"]


def test_without_a_number_checkpoints_come_by_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = kept(monkeypatch)
    fit(steps=500, checkpoint=tmp_path / "a.wg")
    assert len(written) == 1  # at the end
    monkeypatch.setattr("whygrad.training.checkpoints.SECONDS", 0.0)
    fit(steps=500, checkpoint=tmp_path / "b.wg")
    assert len(written) > 2


def test_a_resumed_run_may_keep_its_file(tmp_path: Path) -> None:
    path = tmp_path / "run.wg"
    fit(steps=10, checkpoint=path)
    run = wg.load(path).resume(steps=30, checkpoint=path, checkpoint_every=7)
    assert same(run, fit())
    assert same(wg.load(path), run)


def test_a_diverged_or_interrupted_training_is_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "run.wg"
    with pytest.warns(DivergenceWarning):
        run = fit(steps=5000, learning_rate=5, checkpoint=path)
    assert run.ending == "diverged"
    assert same(wg.load(path), run)

    def press(run: wg.Run) -> None:
        if run.steps == 12:
            raise KeyboardInterrupt

    path = tmp_path / "other.wg"
    with pytest.warns(InterruptionWarning, match=r"^Interrupted after 12 steps\.$"):
        run = fit(callback=press, every=4, checkpoint=path)
    assert (run.steps, run.ending) == (12, "interrupted")
    assert same(wg.load(path).resume(), fit())


def test_ctrl_c_in_a_look_leaves_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    from whygrad.training.validation import Validator

    original, calls = Validator.look, iter(range(1, 100))

    def look(self: Any, moment: Any) -> Any:
        if next(calls) == 3:
            raise KeyboardInterrupt
        return original(self, moment)

    whole = fit(validation=HELD, every=4, patience=50)
    monkeypatch.setattr(Validator, "look", look)
    with pytest.warns(InterruptionWarning):
        part = fit(validation=HELD, every=4)
    assert (part.steps, len(part.history["validation_loss"])) == (12, 2)
    assert same(part.resume(patience=50), whole)


def test_a_checkpoint_that_cannot_be_written_costs_only_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Path:
        raise WhygradError("`run.wg` was not written: the disk is full.")

    monkeypatch.setattr("whygrad.training.checkpoints.save", fail)
    with pytest.warns(CheckpointWarning, match=r"^`run.wg` was not written: the disk is full\.$"):
        run = fit(checkpoint=tmp_path / "run.wg", checkpoint_every=10)
    assert same(run, fit())


def test_files_that_a_checkpoint_cannot_take(tmp_path: Path) -> None:
    path = tmp_path / "run.wg"
    path.write_text("mine")
    assert fault(lambda: fit(checkpoint=path)) == (
        f"checkpoint: `{path}` exists.\n"
        f'Go on with it: `wg.load("{path}").resume()`; or name another file.'
    )
    assert path.read_text() == "mine"
    missing = tmp_path / "no" / "run.wg"
    assert fault(lambda: fit(checkpoint=missing)) == (
        f"There is no folder `{missing.parent}`, so `{missing}` cannot be written.\n"
        "Make the folder first."
    )
    assert fault(lambda: fit(checkpoint=tmp_path)).startswith(f"`{tmp_path}` is a folder;")
    assert fault(lambda: fit(checkpoint=3)) == ("checkpoint: expected the name of a file, not 3.")
    assert fault(lambda: fit(checkpoint_every=3)) == (
        'checkpoint_every: no file is named.\nPass `checkpoint="run.wg"` too.'
    )
    assert fault(lambda: fit(checkpoint=tmp_path / "a.wg", checkpoint_every=0)) == (
        "checkpoint_every: expected a whole number of 1 or more, not 0."
    )


TRAINING = """
import sys
import numpy as np
import whygrad as wg
data = dict(np.load("data.npz"))
model = wg.Model(open("model.eq").read())
model.fit(data, steps=10**6, learning_rate=0.01, seed=3, batch=5, optimizer="adam",
          engine="numpy", checkpoint=sys.argv[1], checkpoint_every=3)
"""


def test_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    """Nearly all of its time the training writes; whoever reads meanwhile sees whole files."""
    np.savez(tmp_path / "data.npz", **DATA)
    (tmp_path / "model.eq").write_text(TEXT)
    command = [sys.executable, "-c", TRAINING]
    paths = [tmp_path / f"{number}.wg" for number in range(6)]
    trainings = [subprocess.Popen([*command, path.name], cwd=tmp_path) for path in paths]
    draw = random.Random(1)
    try:
        for path, training in zip(paths, trainings, strict=True):
            while not path.exists():
                assert training.poll() is None
                time.sleep(0.01)
            wg.load(path)
            time.sleep(draw.uniform(0, 0.05))
            training.kill()
            training.wait()
    finally:
        for training in trainings:
            training.kill()
            training.wait()
    parts = [wg.load(path) for path in paths]
    assert all(part.steps % 3 == 0 < part.steps for part in parts)
    last = max(part.steps for part in parts) + 10
    options = {"batch": 5, "optimizer": "adam", "engine": "numpy", "learning_rate": 0.01}
    whole = fit(**options, steps=last)
    for part in parts:
        np.testing.assert_array_equal(part.losses, whole.losses[: part.steps])
    assert same(min(parts, key=lambda part: part.steps).resume(steps=last), whole)


# callbacks


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_a_callback_gets_the_run_so_far(engine: str) -> None:
    seen: list[wg.Run] = []
    run = fit(engine=engine, batch=5, validation=HELD, every=7, callback=seen.append)
    assert [part.steps for part in seen] == [7, 14, 21, 28]
    for look, part in enumerate(seen, 1):
        np.testing.assert_array_equal(part.losses, run.losses[: part.steps])
        assert bits(part.parameters) == bits(run.parameters_at(part.steps))
        assert len(part.history["validation_loss"]) == look
        np.testing.assert_array_equal(part.predict(HELD), run.predict(HELD, step=part.steps))
    assert same(run, fit(engine=engine, batch=5, validation=HELD, every=7))


def test_nothing_of_it_can_be_changed() -> None:
    def meddle(run: wg.Run) -> None:
        for arrays in (run.parameters, run.history, run.record.states):
            for array in arrays.values():
                with pytest.raises((ValueError, TypeError)):
                    array[...] = 0

    assert same(fit(callback=meddle, every=5, optimizer="adam"), fit(optimizer="adam"))


@pytest.mark.parametrize("answer", [True, np.True_, 1])
def test_a_callback_ends_the_training(answer: Any) -> None:
    run = fit(callback=lambda run: answer if run.steps >= 12 else None, every=4)
    assert (run.steps, run.ending, run.stopped) == (12, "callback", None)
    assert len(run.losses) == 12
    assert same(run.resume(), fit())


def test_what_a_callback_raises_is_passed_on(tmp_path: Path) -> None:
    def fail(run: wg.Run) -> None:
        if run.steps == 8:
            raise LookupError("mine")

    with pytest.raises(LookupError, match=r"^mine\n") as caught:
        fit(callback=fail, every=4)
    assert caught.value.args == ("mine",)
    assert caught.value.__notes__ == [
        "The callback failed after 8 steps; they are lost. With `checkpoint` they are kept in a"
        " file."
    ]
    path = tmp_path / "run.wg"
    with pytest.raises(LookupError) as caught:
        fit(callback=fail, every=4, checkpoint=path)
    assert caught.value.__notes__ == [f"The callback failed after 8 steps; they are in `{path}`."]
    part = wg.load(path)
    assert part.steps == 8
    assert same(part.resume(), fit())


def test_a_callback_that_fails_where_patience_ends(tmp_path: Path) -> None:
    path = tmp_path / "run.wg"
    whole = stopping(patience=4)
    last = 3 * len(whole.history["validation_loss"])

    def fail(run: wg.Run) -> None:
        if run.steps == last:
            raise LookupError("mine")

    with pytest.raises(LookupError):
        stopping(patience=4, callback=fail, checkpoint=path)
    part = wg.load(path)
    assert part.steps == last > whole.steps
    assert same(part.resume(), whole)


def test_a_callback_is_called() -> None:
    assert fault(lambda: fit(callback=3)) == (
        "callback: expected a function that takes the run so far."
    )
    assert fault(lambda: fit(batch=5, steps=4, callback=print)) == (
        "every: the run has 4 steps, so there would be no look after 5.\n"
        "Take a smaller number, or more steps."
    )
    seen: list[int] = []
    fit(steps=1000, callback=lambda run: seen.append(run.steps))
    assert seen == list(range(10, 1001, 10))
    seen.clear()
    fit(batch=5, callback=lambda run: seen.append(run.steps))
    assert seen == [5, 10, 15, 20, 25, 30]


def test_a_checkpoint_may_be_told_to_replace_a_file(tmp_path: Path) -> None:
    path = tmp_path / "run.wg"
    path.write_text("old")
    run = fit(checkpoint=Checkpoint(path))
    assert same(wg.load(path), run)


# damaged files


def changed(path: Path, **changes: Any) -> Path:
    """A file whose words on the fitting are others, with the checksum that goes with them."""
    with safe_open(path, "numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        metadata = {k: v for k, v in file.metadata().items() if k != "checksum"}
    fitting = json.loads(metadata["fitting"])
    for name, value in changes.items():
        if name in tensors:
            tensors[name] = value
        elif name in ("every", "patience", "share", "data_hash"):
            fitting["validation"][name] = value
        else:
            fitting[name] = value
    metadata["fitting"] = json.dumps(fitting)
    metadata["checksum"] = checksum(tensors, metadata)
    path.write_bytes(to_bytes(tensors, metadata))
    return path


@pytest.mark.parametrize(
    ("changes", "damage"),
    [
        ({"goal": 3}, "it has more steps than were asked for"),
        ({"goal": -1}, "`goal` in its metadata cannot be what it says"),
        ({"ending": "tired"}, "`ending` in its metadata cannot be what it says"),
        ({"best": 100}, "its best step comes after its last"),
        ({"best": None}, "it holds tensors `best` that its metadata do not mention"),
        (
            {"validation": None},
            "it holds tensors `validation` that its metadata do not mention",
        ),
        ({"every": 0}, "`every` in its metadata cannot be what it says"),
        ({"share": 1.5}, "`share` in its metadata cannot be what it says"),
        (
            {"validation_data.x": np.zeros((7, 2))},
            "its validation data do not fit it. The sizes clash: index `k` has length 2 from `x`"
            " (axis 1), but 3 from `w`",
        ),
        (
            {"data_hash": "0"},
            "its validation data are not those that it was validated on",
        ),
        (
            {"validation.loss": np.zeros(2, np.float32)},
            "the tensor `validation.loss` has not one entry a look",
        ),
        (
            {"best.w": np.zeros(4)},
            "the tensors of its best step differ in shape from those of its last",
        ),
        ({"best.b": np.zeros(1)}, "the tensor `best.b` has the shape (1,), which does not fit `b`"),
        ({"more": 1}, "`fitting` in its metadata has not the fields that it should have"),
    ],
)
def test_a_damaged_checkpoint_ends_in_a_message(
    changes: dict[str, Any], damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, path = kept(monkeypatch), tmp_path / "run.wg"
    stopping(patience=4, checkpoint=path, checkpoint_every=5)
    path.write_bytes(written[2])
    assert wg.load(changed(path)).record.best is not None
    assert fault(lambda: wg.load(changed(path, **changes))) == (
        f"`{path}` is damaged: {damage}.\nTake another copy of it, or train again."
    )
