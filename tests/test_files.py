"""The model file: round trip, atomic writing, and what damaged or foreign files end in."""

import errno
import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save as to_bytes

import whygrad as wg
from whygrad.calculus.derivation import derive
from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse
from whygrad.training import files
from whygrad.training.data import data_hash
from whygrad.training.files.records import checksum
from whygrad.training.history import Column, History, Stopped
from whygrad.training.optimizers import with_update

TEXT = """# of flowers
inputs[i, k]: data
label[i, c]: data   # one column a class
decay: setting = 1e-4
weights[k, c]: parameter = normal(0, 1)
bias: parameter = 0.5

output[i, c] = sum[k](inputs[i, k] * weights[k, c]) + bias   # linear
penalty = decay * sum[k, c](weights[k, c]**2)
loss = mean[i](sum[c]((output[i, c] - label[i, c])**2)) + penalty
prediction: output
"""


def rebuild(forward: Step, optimizer: str) -> Step:
    return with_update(derive(forward), optimizer)


def history(optimizer: str = "momentum", dtype: str = "float64", rows: int = 5) -> History:
    draw = np.random.RandomState(1)

    def array(*shape: int) -> np.ndarray:
        return np.asarray(draw.normal(size=shape), dtype=dtype)

    step = rebuild(parse(TEXT, "flowers.eq"), optimizer)
    data = {"inputs": array(rows, 3), "label": array(rows, 2)}
    shapes = {"weights": (3, 2), "bias": ()}
    states = {d.name: array(*shapes[d.name.split("_", 1)[1]]) for d in step.declared("state")}
    return History(
        step=step,
        data=data,
        initial={name: array(*shape) for name, shape in shapes.items()},
        parameters={name: array(*shape) for name, shape in shapes.items()},
        initial_states={name: np.zeros_like(value) for name, value in states.items()},
        states=states,
        scalars={"penalty": array(7), "loss": array(7)},
        settings={s.name: 1 / 3 for s in step.settings},
        learning_rate=0.1,
        steps=7,
        seed=2**32 - 1,
        optimizer=optimizer,
        dtype=dtype,
        engine="numpy",
        engine_reason='asked for: "α"',
        source="def step():\n    pass\n",
        columns={
            "label": (Column("species", ("setosa", "ëé, x")),),
            "inputs": tuple(map(Column, "abc")),
        },
        data_hash=data_hash(data),
        stopped=Stopped(7, "loss", 0.1, "Try less."),
    )


def same(one: Any, other: Any) -> bool:
    """Equal in every bit, type and order of names."""
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and bool(one == other)


def differing(one: History, other: History) -> list[str]:
    names = [field.name for field in fields(History)]
    return [name for name in names if not same(getattr(one, name), getattr(other, name))]


def load(path: Path | str, data: Any = None) -> History:
    return files.load(path, data, rebuild=rebuild)


def message(call: Callable[[], Any]) -> str:
    with pytest.raises(WhygradError) as caught:
        call()
    return str(caught.value)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# The file, taken apart and put together anew


def parts(content: bytes) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    from safetensors.numpy import load as from_bytes

    length = int.from_bytes(content[:8], "little")
    return from_bytes(content), json.loads(content[8 : 8 + length])["__metadata__"]


def put(tensors: dict[str, np.ndarray], metadata: dict[str, str], *, sound: bool = True) -> None:
    """Write `m.wg`, with the checksum that belongs to it."""
    metadata = {key: value for key, value in metadata.items() if key != "checksum"}
    if sound:
        metadata["checksum"] = checksum(tensors, metadata)
    Path("m.wg").write_bytes(to_bytes(tensors, metadata))


def with_run(metadata: dict[str, str], **changes: Any) -> dict[str, str]:
    return {**metadata, "run": json.dumps({**json.loads(metadata["run"]), **changes})}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("model") / "m.wg"
    files.save(history(), path)
    return path.read_bytes()


# Round trip


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum"])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_loaded_run_is_the_saved_one(optimizer: str, dtype: str) -> None:
    saved = history(optimizer, dtype)
    assert files.save(saved, "m.wg") == Path("m.wg")
    loaded = load("m.wg")
    assert differing(saved, loaded) == []
    assert loaded.step.text == TEXT
    assert loaded.parameters["bias"].shape == ()
    assert not any(array.flags.writeable for array in loaded.parameters.values())


def test_a_run_without_a_text_or_a_fault_or_columns_or_steps() -> None:
    run = history()
    saved = replace(
        run,
        step=replace(run.step, text=""),
        stopped=None,
        columns={},
        steps=0,
        batch=3,
        scalars={name: array[:0] for name, array in run.scalars.items()},
    )
    files.save(saved, "m.wg")
    assert differing(saved, load("m.wg")) == []


def test_arrays_in_another_order_of_memory_are_saved_as_they_read() -> None:
    run = history()
    run.parameters["weights"] = np.asfortranarray(run.parameters["weights"])
    run.initial["weights"] = np.repeat(run.initial["weights"], 2, axis=0)[::2]
    files.save(run, "m.wg")
    loaded = load("m.wg")
    assert np.array_equal(loaded.parameters["weights"], run.parameters["weights"])
    assert np.array_equal(loaded.initial["weights"], run.initial["weights"])


def test_the_same_run_gives_the_same_bytes(content: bytes) -> None:
    files.save(history(), "m.wg")
    assert Path("m.wg").read_bytes() == content


def test_what_the_file_holds(content: bytes) -> None:
    tensors, metadata = parts(content)
    assert sorted(tensors) == [
        "data.inputs",
        "data.label",
        "final.bias",
        "final.weights",
        "history.loss",
        "history.penalty",
        "initial.bias",
        "initial.weights",
        "initial_state.velocity_bias",
        "initial_state.velocity_weights",
        "state.velocity_bias",
        "state.velocity_weights",
    ]
    assert list(metadata) == sorted(metadata)
    assert metadata["format"] == "whygrad"
    assert metadata["format_version"] == "1"
    assert metadata["equations"] == TEXT
    inputs = [{"name": name, "categories": []} for name in "abc"]
    assert json.loads(metadata["columns"])["inputs"] == inputs


def test_large_data_stay_outside_and_are_compared() -> None:
    saved = history(rows=30_000)
    files.save(saved, "m.wg")
    assert os.path.getsize("m.wg") < 10_000
    assert load("m.wg").data is None
    assert differing(saved, load("m.wg", saved.data)) == []
    assert saved.data is not None
    turned = {name: array[::-1] for name, array in saved.data.items()}
    assert message(lambda: load("m.wg", turned)) == (
        "These are not the data that trained `m.wg`.\n"
        "Pass the very data of the training, every sample in the same order."
    )
    assert message(lambda: load("m.wg", {"label": [[1, 2]]})).startswith("The data lack `inputs[")


def test_other_data_than_those_in_the_file_are_refused() -> None:
    saved = history()
    files.save(saved, "m.wg")
    assert saved.data is not None
    assert differing(saved, load("m.wg", saved.data)) == []
    other = {**saved.data, "label": saved.data["label"] + 1}
    assert message(lambda: load("m.wg", other)).startswith("These are not the data that trained")


def test_a_run_whose_parts_do_not_fit_is_not_saved() -> None:
    run = history()
    wrong = replace(run, parameters={**run.parameters, "bias": np.zeros(2)})
    assert message(lambda: files.save(wrong, "m.wg")) == (
        "This run cannot be saved: the tensor `final.bias` has the shape (2,), which does not fit"
        " `bias`."
    )
    endless = replace(run, learning_rate=float("inf"))
    assert message(lambda: files.save(endless, "m.wg")) == (
        "This run cannot be saved: one of its numbers is not finite."
    )
    half = replace(run, engine_reason="\ud800")
    assert message(lambda: files.save(half, "m.wg")) == (
        "This run cannot be saved: one of its texts holds half a character."
    )
    assert os.listdir() == []


# Writing


def test_an_existing_file_is_replaced_only_on_demand() -> None:
    Path("m.wg").write_text("mine")
    assert message(lambda: files.save(history(), "m.wg")) == (
        "`m.wg` exists.\nTake another name, or replace it: `force=True`, `--force`."
    )
    assert Path("m.wg").read_text() == "mine"
    files.save(history(), "m.wg", force=True)
    assert load("m.wg").steps == 7
    assert os.listdir() == ["m.wg"]


def test_places_where_no_file_can_be_written() -> None:
    Path("folder").mkdir()
    assert message(lambda: files.save(history(), "folder", force=True)) == (
        "`folder` is a folder; expected the name of a file, such as `folder/model.wg`."
    )
    assert message(lambda: files.save(history(), "no/m.wg")) == (
        "There is no folder `no`, so `no/m.wg` cannot be written.\nMake the folder first."
    )
    assert message(lambda: files.save(history(), "x" * 300)) == (
        f"`{'x' * 300}` was not written: file name too long."
    )
    assert message(lambda: files.save(history(), "a\0b")) == (
        "`a\0b` was not written: the name holds a null byte."
    )
    os.mkfifo("pipe")  # as are /dev/full and /dev/stdout
    assert message(lambda: files.save(history(), "pipe", force=True)) == (
        "`pipe` is no regular file, so it is not replaced.\nTake another name."
    )
    assert sorted(os.listdir()) == ["folder", "pipe"]
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_a_folder_without_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert message(lambda: files.save(history(), "m.wg")) == (
        "`m.wg` cannot be written: no permission to write into `.`."
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            errno.ENOSPC,
            "`m.wg` was not written: the disk is full.\nFree some space, or save elsewhere.",
        ),
        (
            errno.EACCES,
            "`m.wg` was not written: permission denied.\nSave in a folder of your own.",
        ),
        (errno.EIO, "`m.wg` was not written: input/output error."),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_leaves_everything_as_it_was(
    monkeypatch: pytest.MonkeyPatch, call: str, number: int, expected: str
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    Path("m.wg").write_text("mine")
    monkeypatch.setattr(os, call, fail)
    assert message(lambda: files.save(history(), "m.wg", force=True)) == expected
    assert os.listdir() == ["m.wg"]
    assert Path("m.wg").read_text() == "mine"


def test_an_interruption_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.save(history(), "m.wg")
    assert os.listdir() == []


def test_a_file_that_came_about_meanwhile_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: Path("m.wg").write_text("mine"))
    assert message(lambda: files.save(history(), "m.wg")).startswith("`m.wg` exists.")
    assert Path("m.wg").read_text() == "mine"


def test_the_file_has_the_usual_permissions_and_links_are_followed() -> None:
    Path("folder").mkdir()
    Path("m.wg").symlink_to("folder/real.wg")
    files.save(history(), "m.wg")
    Path("plain").touch()
    assert Path("m.wg").is_symlink()
    mode = stat.S_IMODE(os.stat("folder/real.wg").st_mode)
    assert mode == stat.S_IMODE(os.stat("plain").st_mode)


# Reading what is no sound model file

NO_MODEL = (
    "`m.wg` is no model file, or it was cut off.\n"
    "Expected a file that `run.save` or `whygrad train` wrote."
)
NOT_OURS = (
    "`m.wg` was not written by whygrad: its metadata do not say so.\n"
    "Expected a file that `run.save` or `whygrad train` wrote."
)


def damaged(what: str) -> str:
    return f"`m.wg` is damaged: {what}.\nTake another copy of it, or train again."


def header(value: Any, length: int | None = None) -> bytes:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", NO_MODEL),
        (b"1234567", NO_MODEL),
        (b"\0" * 8, NO_MODEL),
        (b"\0" * 100, NO_MODEL),
        (b"\xff" * 100, NO_MODEL),
        (b"name,value\n1,2\n" * 10, NO_MODEL),
        (header({}, length=2**63), NO_MODEL),
        (header({}, length=3), NO_MODEL),
        (header(b"[" * 100_000), NO_MODEL),
        (header(b'{"a":' * 100_000), NO_MODEL),
        (header(b'{"a": 1, "a": 2}'), NO_MODEL),
        (header(b'{"a": NaN}'), NO_MODEL),
        (header(b'{"a": ' + b"9" * 10_000 + b"}"), NO_MODEL),
        (header(b"\xff\xfe"), NO_MODEL),
        (header(b"{}"), NOT_OURS),
        (header(b"[]"), NOT_OURS),
        (header(b"3"), NOT_OURS),
        (header({"__metadata__": []}), NOT_OURS),
        (header({"__metadata__": {"format": "pt"}}), NOT_OURS),
        (
            header({"__metadata__": {"format": "whygrad", "format_version": 1}}),
            damaged("`format_version` in its metadata is no text"),
        ),
        (
            header({"__metadata__": {"format": "whygrad"}}),
            damaged("it does not say in which format it was written"),
        ),
        (
            header({"__metadata__": {"format": "whygrad", "format_version": "0"}}),
            damaged("it does not say in which format it was written"),
        ),
        (
            header({"__metadata__": {"format": "whygrad", "format_version": "2"}}),
            "`m.wg` was written in format 2; this program reads format 1.\n"
            "Update whygrad: `pip install --upgrade whygrad`.",
        ),
        (
            header({"__metadata__": {"format": "whygrad", "format_version": "1"}}),
            damaged("its metadata lack `equations`"),
        ),
        (
            header({"__metadata__": {"format": "whygrad", "format_version": "1"}, "a": 3}),
            damaged("its tensors are not what its header says"),
        ),
    ],
)
def test_files_that_are_no_model_files(raw: bytes, expected: str) -> None:
    Path("m.wg").write_bytes(raw)
    assert message(lambda: load("m.wg")) == expected


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F64", "shape": [2**62, 2**62], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [0, 2**62, 2**62], "data_offsets": [0, 0]},
        {"dtype": "F64", "shape": [2**40], "data_offsets": [0, 2**43]},
        {"dtype": "F64", "shape": [-1], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [1], "data_offsets": [8, 0]},
        {"dtype": "F64", "shape": [1], "data_offsets": [4, 12]},
        {"dtype": "F64", "shape": [1] * 100, "data_offsets": [0, 8]},
        {"dtype": "BF16", "shape": [4], "data_offsets": [0, 8]},
        {"dtype": "object", "shape": [1], "data_offsets": [0, 8]},
    ],
)
def test_tensors_of_impossible_sizes_and_types(entry: dict[str, Any]) -> None:
    metadata = {"format": "whygrad", "format_version": "1"}
    Path("m.wg").write_bytes(header({"__metadata__": metadata, "a": entry}) + b"\0" * 8)
    assert message(lambda: load("m.wg")) == damaged("its tensors are not what its header says")


def test_a_changed_bit_is_noticed(content: bytes) -> None:
    Path("m.wg").write_bytes(content[:-3] + bytes([content[-3] ^ 1]) + content[-2:])
    assert message(lambda: load("m.wg")) == damaged("its content has changed since it was written")
    tensors, metadata = parts(content)
    put(tensors, metadata, sound=False)
    assert message(lambda: load("m.wg")) == damaged("its content has changed since it was written")


@pytest.mark.parametrize(
    ("name", "array", "expected"),
    [
        ("final.bias", None, "the tensor `final.bias` is missing"),
        ("state.velocity_bias", None, "the tensor `state.velocity_bias` is missing"),
        ("data.label", None, "the tensor `data.label` is missing"),
        ("history.loss", None, "the tensor `history.loss` is missing"),
        ("final.more", np.zeros(1), "the tensor `final.more` belongs to nothing"),
        ("final", np.zeros(1), "the tensor `final.` belongs to nothing"),
        ("other.bias", np.zeros(1), "the tensor `other.bias` belongs to nothing"),
        (
            "final.bias",
            np.zeros((), np.float32),
            "the tensor `final.bias` is float32, not float64",
        ),
        ("final.bias", np.zeros((), np.int64), "the tensor `final.bias` is int64, not float64"),
        (
            "final.weights",
            np.zeros(6),
            "the tensor `final.weights` has the shape (6,), which does not fit `weights[k, c]`",
        ),
        (
            "final.weights",
            np.zeros((2, 3)),
            "its tensors differ in shape before and after training",
        ),
        (
            "history.loss",
            np.zeros(8),
            "the tensor `history.loss` has the shape (8,), not one entry for each of 7 steps",
        ),
        (
            "data.inputs",
            np.ones((5, 3)),
            "its data are not those that trained it",
        ),
        (
            "data.inputs",
            np.ones((4, 3)),
            "its data cannot be used. The sizes clash: index `i` has length 4 from `inputs` (axis"
            " 0), but 5 from `label` (axis 0)",
        ),
        (
            "data.inputs",
            np.full((5, 3), np.nan),
            "its data cannot be used. `inputs[0, 0]` is nan in row 0, counted from 0 (14 more like"
            " it).\nExpected finite numbers: fill it in, or leave the sample out",
        ),
    ],
)
def test_tensors_that_do_not_belong(
    content: bytes, name: str, array: np.ndarray | None, expected: str
) -> None:
    tensors, metadata = parts(content)
    tensors.pop(name, None)
    if array is not None:
        tensors[name] = array
    put(tensors, metadata)
    assert message(lambda: load("m.wg")) == damaged(expected)


def test_shapes_that_clash_with_the_equations(content: bytes) -> None:
    tensors, metadata = parts(content)
    for group in ("initial", "final"):
        tensors[f"{group}.weights"] = np.zeros((4, 2))
    put(tensors, metadata)
    assert message(lambda: load("m.wg")) == damaged(
        "its shapes do not fit its equations. The sizes clash: index `k` has length 3 from"
        " `inputs` (axis 1), but 4 from `weights` (axis 0)"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dtype": "float16"}, "`dtype` in its metadata cannot be what it says"),
        ({"dtype": ["float64"]}, "`dtype` in its metadata cannot be what it says"),
        ({"steps": -1}, "`steps` in its metadata cannot be what it says"),
        ({"steps": 7.0}, "`steps` in its metadata cannot be what it says"),
        ({"steps": True}, "`steps` in its metadata cannot be what it says"),
        ({"seed": 2**32}, "`seed` in its metadata cannot be what it says"),
        ({"batch": 0}, "`batch` in its metadata cannot be what it says"),
        ({"learning_rate": "0.1"}, "`learning_rate` in its metadata cannot be what it says"),
        ({"learning_rate": 10**400}, "`learning_rate` in its metadata cannot be what it says"),
        ({"engine": "\ud800"}, "`engine` in its metadata cannot be what it says"),
        ({"settings": [["decay", 1]]}, "`settings` in its metadata cannot be what it says"),
        ({"settings": {"decay": 1.0}}, "its settings are not those of its equations"),
        ({"data_embedded": 1}, "`data_embedded` in its metadata cannot be what it says"),
        ({"data_embedded": False}, "it holds data that its metadata do not mention"),
        ({"data_hash": "00"}, "its data are not those that trained it"),
        ({"stopped": {}}, "`stopped` in its metadata has not the fields that it should have"),
        ({"more": 1}, "`run` in its metadata has not the fields that it should have"),
        ({"learning_rate": float("nan")}, "`run` in its metadata cannot be read"),
    ],
)
def test_values_that_cannot_be(content: bytes, changes: dict[str, Any], expected: str) -> None:
    tensors, metadata = parts(content)
    put(tensors, with_run(metadata, **changes))
    assert message(lambda: load("m.wg")) == damaged(expected)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("run", "[" * 100_000, "`run` in its metadata cannot be read"),
        ("run", "[]", "`run` in its metadata has not the fields that it should have"),
        ("run", '{"a": 1, "a": 2}', "`run` in its metadata cannot be read"),
        ("columns", "7", "`columns` in its metadata cannot be read"),
        ("columns", '{"label": "abc"}', "`columns` in its metadata cannot be read"),
        ("columns", '{"more": []}', "its columns belong to no data of its equations"),
        (
            "columns",
            '{"label": [3]}',
            "`columns` in its metadata has not the fields that it should have",
        ),
        (
            "columns",
            '{"label": [{"name": "a", "categories": "abc"}]}',
            "`categories` in its metadata cannot be what it says",
        ),
    ],
)
def test_metadata_that_cannot_be(content: bytes, key: str, value: str, expected: str) -> None:
    tensors, metadata = parts(content)
    put(tensors, {**metadata, key: value})
    assert message(lambda: load("m.wg")) == damaged(expected)


FIGURES: dict[str, Any] = {
    "samples": 5,
    "is_held_out": True,
    "scores": [{"name": "accuracy", "what": "share", "before": None, "after": 0.5}],
    "classes": ["a", "b"],
    "confusion": [[1, 2], [0, 2]],
}


def test_figures_of_a_run_are_kept(content: bytes) -> None:
    tensors, metadata = parts(content)
    put(tensors, {**metadata, "measured": json.dumps(FIGURES)})
    found = load("m.wg").measured
    assert found is not None
    assert (found.samples, found.confusion) == (5, ((1, 2), (0, 2)))
    assert np.isnan(found.scores[0].before)
    assert found.scores[0].after == 0.5
    once = Path("m.wg").read_bytes()
    files.save(load("m.wg"), "m.wg", force=True)
    assert json.loads(parts(Path("m.wg").read_bytes())[1]["measured"]) == FIGURES
    assert parts(once)[1]["columns"] == parts(Path("m.wg").read_bytes())[1]["columns"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"samples": 0}, "`samples` in its metadata cannot be what it says"),
        ({"scores": 3}, "`scores` in its metadata cannot be what it says"),
        ({"scores": [3]}, "`measured` in its metadata has not the fields that it should have"),
        ({"more": 1}, "`measured` in its metadata has not the fields that it should have"),
        ({"confusion": [[1, 2]]}, "its confusion table has not a row and a column for each class"),
        ({"confusion": [[1, -2], [0, 1]]}, "`confusion` in its metadata cannot be what it says"),
    ],
)
def test_figures_that_cannot_be(content: bytes, changes: dict[str, Any], expected: str) -> None:
    tensors, metadata = parts(content)
    put(tensors, {**metadata, "measured": json.dumps({**FIGURES, **changes})})
    assert message(lambda: load("m.wg")) == damaged(expected)


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ("filled", None),
        ("told", None),
        ("some", "`gaps` in its metadata cannot be what it says"),
        (3, "`gaps` in its metadata cannot be what it says"),
    ],
)
def test_what_a_column_says_of_missing_values(
    content: bytes, gaps: Any, expected: str | None
) -> None:
    tensors, metadata = parts(content)
    columns = {
        "label": [{"name": name, "categories": [], "gaps": gaps} for name in "ab"],
        "inputs": [{"name": name, "categories": []} for name in "abc"],
    }
    put(tensors, {**metadata, "columns": json.dumps(columns)})
    if expected is None:
        assert load("m.wg").columns["label"][0].gaps == gaps
    else:
        assert message(lambda: load("m.wg")) == damaged(expected)


@pytest.mark.parametrize(
    ("names", "gaps", "expected"),
    [
        ("abc", "", "the columns of `label[i, c]` give 3 numbers, not 2"),
        ("a", "", "the columns of `label[i, c]` give 1 numbers, not 2"),
        ("ab", "told", "no quantity has the column whose gaps `label[i, c]` tells"),
    ],
)
def test_columns_that_do_not_fit(content: bytes, names: str, gaps: str, expected: str) -> None:
    tensors, metadata = parts(content)
    columns = {"label": [{"name": name, "categories": [], "gaps": gaps} for name in names]}
    put(tensors, {**metadata, "columns": json.dumps(columns)})
    assert message(lambda: load("m.wg")) == damaged(expected)


def test_equations_that_cannot_be_read(content: bytes) -> None:
    tensors, metadata = parts(content)
    put(tensors, {**metadata, "equations": "x[i]: data\nloss = __import__('os')"})
    assert message(lambda: load("m.wg")) == (
        "`m.wg`: its equations cannot be used.\n"
        "line 2, column 19: `'` is not part of the language.\n"
        "    loss = __import__('os')\n"
        "                      ^\n"
        "Text in quotes is not part of the language."
    )
    put(tensors, with_run(metadata, optimizer="momentun"))
    assert message(lambda: load("m.wg")) == (
        "`m.wg`: its equations cannot be used.\n"
        "optimizer: there is no `momentun`.\nDid you mean `momentum`?"
    )


def test_files_that_cannot_be_opened() -> None:
    files.save(history(), "m.wg")
    assert message(lambda: load("n.wg")) == "There is no file `n.wg`.\nDid you mean `m.wg`?"
    assert message(lambda: load(".")) == "`.` is a folder; expected a model file."
    assert message(lambda: load("/dev/zero")) == (
        "`/dev/zero` is no regular file; expected a model file."
    )
    os.truncate("m.wg", 4_000_000_001)  # a hole, no bytes on the disk
    assert message(lambda: load("m.wg")) == (
        "`m.wg` has 4,000,000,001 bytes; at most 4,000,000,000 are read."
    )


def test_what_is_loaded_comes_in_the_order_of_the_list(tmp_path: Path) -> None:
    text = "x[i]: data\n" + "".join(f"w{k}: parameter = {k}\n" for k in range(9))
    text += (
        "y[i] = x[i] * (" + " + ".join(f"w{k}" for k in range(9)) + ")\nloss = mean[i](y[i]**2)\n"
    )
    run = wg.Model(text).fit({"x": [1.0, 2.0]}, steps=2, learning_rate=1e-3)
    loaded = wg.load(run.save(tmp_path / "many.wg"))
    assert list(loaded.parameters) == list(run.parameters) == [f"w{k}" for k in range(9)]
    assert list(loaded.history) == list(run.history)
