"""Data larger than the memory: arrays in memory-mapped files and Parquet files."""

import os
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import whygrad as wg
from whygrad.language.messages import WhygradError
from whygrad.training.binding import bind
from whygrad.training.fitting import FIRST_SLICE, SLICE_SECONDS, first_slice
from whygrad.training.mapping import PIECE

TEXT = """
x[i, k]: data
y[i]: data
w[k]: parameter = normal(0, 0.1)
output[i] = sum[k](x[i, k] * w[k])
loss = mean[i]((output[i] - y[i])**2)
"""
ROWS, WIDTH = 60_000, 100
MEGABYTES = 2**20


def saved(folder: Path, dtype: str = "float64", rows: int = 1000, width: int = 3) -> dict[str, Any]:
    """Data in files, memory-mapped."""
    draw = np.random.default_rng(1)
    x = draw.normal(size=(rows, width)).astype(dtype)
    np.save(folder / "x.npy", x)
    np.save(folder / "y.npy", x.sum(axis=1))
    return opened(folder)


def opened(folder: Path) -> dict[str, Any]:
    return {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("x", "y")}


def fit(data: Any, **options: Any) -> wg.Run:
    given = {"steps": 20, "learning_rate": 0.01, "batch": 32, **options}
    return wg.Model(TEXT).fit(data, **given)


def fault(action: Any) -> str:
    with pytest.raises(WhygradError) as caught:
        action()
    return str(caught.value)


# memory-mapped arrays


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """48 MB of data in a folder, written in pieces."""
    folder = tmp_path_factory.mktemp("large")
    draw = np.random.default_rng(1)
    x = np.lib.format.open_memmap(folder / "x.npy", "w+", np.float64, (ROWS, WIDTH))
    y = np.lib.format.open_memmap(folder / "y.npy", "w+", np.float64, (ROWS,))
    for first in range(0, ROWS, 5000):
        x[first : first + 5000] = draw.normal(size=(5000, WIDTH))
        y[first : first + 5000] = x[first : first + 5000].sum(axis=1)
    x.flush()
    y.flush()
    return folder


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_bits_are_those_of_data_in_memory(engine: str, dtype: str, tmp_path: Path) -> None:
    mapped = saved(tmp_path, dtype)
    plain = {name: np.array(array) for name, array in mapped.items()}
    options = {"engine": engine, "dtype": dtype, "validation": 0.1, "every": 10}
    one, other = fit(mapped, **options), fit(plain, **options)
    for name, values in one.history.items():
        np.testing.assert_array_equal(values, other.history[name])
    np.testing.assert_array_equal(one.parameters["w"], other.parameters["w"])
    np.testing.assert_array_equal(one.at(7)["x"], other.at(7)["x"])
    assert one.record.data_hash == other.record.data_hash


def peak(action: Any) -> int:
    """The most bytes that Python and NumPy held at a time during an action."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_memory_holds_batches_only(engine: str, large: Path) -> None:
    """48 MB of data; what is held grows with a piece, a batch, and a number for each sample."""
    fit(opened(large), engine=engine)  # whatever is loaded or compiled the first time
    for options in ({}, {"validation": 0.01, "every": 10}):
        most = peak(lambda options=options: fit(opened(large), engine=engine, **options))
        assert most < 3 * PIECE + 100 * ROWS < 20 * MEGABYTES
    everything = peak(lambda: fit({k: np.array(v) for k, v in opened(large).items()}))
    assert everything > 90 * MEGABYTES  # the array, and the copy that the run has


LIMITED = """
import resource, sys
import numpy as np
import whygrad as wg
data = {name: np.load(f"{name}.npy", mmap_mode="r") for name in ("x", "y")}
model = wg.Model(open("model.eq").read())
options = {"steps": 20, "learning_rate": 0.01, "batch": 32, "engine": "numpy"}
model.fit({name: np.array(array[:64]) for name, array in data.items()}, **options)
used = int(open("/proc/self/statm").read().split()[5]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_DATA, (used + 36 * 2**20,) * 2)
if sys.argv[1] == "copied":
    data = {name: np.array(array) for name, array in data.items()}
print(model.fit(data, **options).losses[-1])
"""


def test_a_process_of_too_little_memory_for_the_data_trains(large: Path) -> None:
    (large / "model.eq").write_text(TEXT)

    def run(how: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", LIMITED, how]
        return subprocess.run(command, cwd=large, capture_output=True, text=True, check=False)

    done = run("mapped")
    assert done.stderr == ""
    assert float(done.stdout) == fit(opened(large), engine="numpy").losses[-1]
    assert "MemoryError" in run("copied").stderr


def test_a_slice_is_worth_its_shuffling(large: Path) -> None:
    """Compiled, each slice shuffles the samples of its epoch anew."""
    assert first_slice(fit(opened(large), steps=1).record) == (ROWS // 512, 0.06)
    many = np.zeros(10**6)
    run = fit({"x": many[:, np.newaxis], "y": many}, steps=1)
    assert first_slice(run.record) == (10**6 // 512, 1.0)
    assert first_slice(replace(run.record, batch=None)) == (FIRST_SLICE, SLICE_SECONDS)


def test_a_file_of_the_runs_type_is_used_where_it_lies(tmp_path: Path) -> None:
    data = saved(tmp_path)
    step = wg.Model(TEXT).step
    found = bind(step, data)
    assert np.shares_memory(found["x"], data["x"])
    assert not found["x"].flags.writeable
    other = bind(step, data, dtype="float32")["x"]
    assert isinstance(other, np.memmap)
    assert not np.shares_memory(other, data["x"])
    np.testing.assert_array_equal(other, np.asarray(data["x"]).astype("float32"))
    turned = np.load(tmp_path / "x.npy", mmap_mode="r").T
    square = bind(step, {"x": turned, "y": data["y"][:3]})["x"]
    np.testing.assert_array_equal(square, np.asarray(turned))
    assert square.flags.c_contiguous


def test_what_is_computed_from_a_file_is_copied_as_ever(tmp_path: Path) -> None:
    data = saved(tmp_path)
    doubled = 2 * data["x"]  # NumPy calls this a memmap, but it is in memory
    found = bind(wg.Model(TEXT).step, {**data, "x": doubled})["x"]
    assert not np.shares_memory(found, doubled)


def test_faults_of_data_in_files_are_named_by_entry(tmp_path: Path) -> None:
    rows = 2 * PIECE // (8 * 50)
    x = np.zeros((rows, 50))
    x[rows - 2, 7] = np.nan
    np.save(tmp_path / "x.npy", x)
    np.save(tmp_path / "y.npy", np.zeros(rows))
    assert fault(lambda: fit(opened(tmp_path))) == (
        f"`x[{rows - 2}, 7]` is nan in row {rows - 2}, counted from 0.\n"
        "Expected finite numbers: fill it in, or leave the sample out."
    )
    np.save(tmp_path / "y.npy", np.array(["a", "b"]))
    assert "`y[0]` is 'a' in row 0" in fault(
        lambda: fit({"x": np.zeros((2, 50)), "y": np.load(tmp_path / "y.npy", mmap_mode="r")})
    )


def test_a_full_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("tempfile.TemporaryFile", fail)
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/folder")
    assert fault(lambda: fit(saved(tmp_path), dtype="float32")) == (
        "The data cannot be written into `/folder`: no space left on device.\n"
        "Name a folder with more room: `TMPDIR=/folder`."
    )


def test_a_run_on_a_file_goes_on(tmp_path: Path) -> None:
    data = saved(tmp_path, rows=50_000)  # too many for the model file
    path = tmp_path / "run.wg"
    fit(data, steps=9, validation=0.1, every=3, checkpoint=path, checkpoint_every=2)
    assert path.stat().st_size < 200_000
    whole = fit(data, validation=0.1, every=3)
    again = wg.load(path, data).resume(steps=20)
    np.testing.assert_array_equal(again.losses, whole.losses)
    np.testing.assert_array_equal(
        again.history["validation_loss"], whole.history["validation_loss"]
    )


# the type


@pytest.mark.parametrize("given", ["float32", "float64", "int16", "bool"])
def test_a_run_is_in_float64_unless_float32_is_asked_for(given: str) -> None:
    """Whatever the type of the data: they are taken as the numbers that they are."""
    draw = np.random.default_rng(2)
    x = (draw.normal(size=(40, 3)) * 3).astype(given)
    data = {"x": x, "y": np.arange(40) % 5}
    double, single = fit(data), fit(data, dtype="float32")
    arrays = [*double.parameters.values(), *double.history.values(), *double.at(3).values()]
    assert {a.dtype.name for a in arrays if a.dtype.kind == "f"} == {"float64"}
    arrays = [*single.parameters.values(), *single.history.values(), *single.at(3).values()]
    assert {a.dtype.name for a in arrays if a.dtype.kind == "f"} == {"float32"}
    exact = fit({"x": x.astype("float64"), "y": data["y"].astype("float64")})
    np.testing.assert_array_equal(double.losses, exact.losses)
    np.testing.assert_allclose(single.losses, double.losses, rtol=1e-5)


# Parquet


def table(rows: int = 300) -> dict[str, Any]:
    draw = np.random.default_rng(3)
    return {
        "length": draw.normal(size=rows),
        "width": draw.normal(size=rows).astype("float32"),
        "count": draw.integers(0, 9, rows),
        "kind": np.array(["red", "green", "blue"])[draw.integers(0, 3, rows)],
        "y": draw.normal(size=rows),
    }


def write(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), folder / "t.parquet", row_group_size=64, **options)
    return folder / "t.parquet"


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_parquet_file_gives_what_arrays_give(tmp_path: Path, dtype: str) -> None:
    columns = table()
    file = wg.ParquetFile(
        write(tmp_path, columns), columns={"x": ["length", "width", "count", "kind"]}, dtype=dtype
    )
    kinds = np.array(["blue", "green", "red"])
    marks = columns["kind"][:, np.newaxis] == kinds
    x = np.column_stack([columns["length"], columns["width"], columns["count"], marks])
    np.testing.assert_array_equal(file["x"], x.astype(dtype))
    np.testing.assert_array_equal(file["y"], columns["y"].astype(dtype))
    one, other = fit(file, dtype=dtype), fit({"x": x, "y": columns["y"]}, dtype=dtype)
    np.testing.assert_array_equal(one.losses, other.losses)
    assert [column.name for column in one.record.columns["x"]] == [
        "length",
        "width",
        "count",
        "kind",
    ]
    assert one.record.columns["x"][3].categories == ("blue", "green", "red")
    assert sorted(file) == ["count", "kind", "length", "width", "x", "y"]
    assert repr(file) == f"<ParquetFile: {tmp_path / 't.parquet'}, 300 rows>"


def test_a_column_of_lists(tmp_path: Path) -> None:
    pixels = np.arange(600.0).reshape(200, 3) / 600
    lists = pa.FixedSizeListArray.from_arrays(pa.array(pixels.ravel()), 3)
    file = wg.ParquetFile(write(tmp_path, {"x": lists, "y": pixels.sum(axis=1)}))
    np.testing.assert_array_equal(file["x"], pixels)
    run = fit(file)
    np.testing.assert_array_equal(run.losses, fit({"x": pixels, "y": pixels.sum(axis=1)}).losses)
    assert "x" not in run.record.columns


def test_a_parquet_file_is_not_read_into_memory(large: Path) -> None:
    arrays = opened(large)
    path = large / "t.parquet"
    schema = pa.schema([(name, pa.float64()) for name in [f"c{n}" for n in range(20)] + ["y"]])
    with pq.ParquetWriter(path, schema) as writer:
        for first in range(0, ROWS, 10_000):
            part = slice(first, first + 10_000)
            columns = [pa.array(arrays["x"][part, n]) for n in range(20)]
            batch = pa.record_batch([*columns, pa.array(arrays["y"][part])], schema=schema)
            writer.write_batch(batch)

    def train() -> wg.Run:
        return fit(wg.ParquetFile(path, columns={"x": [f"c{n}" for n in range(20)]}))

    train()
    pool = pa.default_memory_pool()
    before = pool.bytes_allocated()
    assert peak(train) < 3 * PIECE + 100 * ROWS
    assert pool.bytes_allocated() <= before + MEGABYTES
    plain = {"x": np.array(arrays["x"][:, :20]), "y": np.array(arrays["y"])}
    np.testing.assert_array_equal(train().losses, fit(plain).losses)


def test_parquet_files_that_cannot_be_used(tmp_path: Path) -> None:
    columns = table()
    path = write(tmp_path, columns)
    assert fault(lambda: wg.ParquetFile(path, columns={"x": ["lenght"]})) == (
        f"{path}: there is no column 'lenght' for `x`. Did you mean `length`?\n"
        "The columns are `length`, `width`, `count`, `kind` and `y`."
    )
    assert fault(lambda: wg.ParquetFile(path, columns=["length"])) == (
        'columns: expected names with values, as in {"inputs": ["length", "width"]}.'
    )
    assert fault(lambda: wg.ParquetFile(path, dtype="float16")) == (
        "A run computes in `float64` or `float32`; dtype='float16' is neither."
    )
    assert fault(lambda: fit(wg.ParquetFile(path))) == (
        "The data lack `x[i, k]`.\nGiven are `length`, `width`, `count`, `kind` and `y`."
    )
    assert fault(lambda: wg.ParquetFile(tmp_path / "u.parquet")) == (
        f"There is no file `{tmp_path / 'u.parquet'}`.\nDid you mean `t.parquet`?"
    )
    other = tmp_path / "other.txt"
    other.write_text("length,width\n1,2\n")
    assert fault(lambda: wg.ParquetFile(other)) == (
        f"`{other}` cannot be read as a Parquet file.\nExpected a file in that format."
    )
    write(tmp_path, {"x": pa.array([1.0, None, 3.0]), "d": [b"a", b"b", b"c"]})
    assert fault(lambda: wg.ParquetFile(path)["x"]) == (
        f"{path}: column `x` is empty in row 1, counted from 0.\nFill it in, or leave the row out."
    )
    assert fault(lambda: wg.ParquetFile(path)["d"]) == (
        f"{path}: column `d` holds binary, which is no number.\n"
        "Expected numbers, text that tells categories, or lists of fixed length."
    )
    write(tmp_path, {"x": [f"text {number}" for number in range(1001)]})
    assert fault(lambda: wg.ParquetFile(path)["x"]) == (
        f"{path}: column `x` holds more than 1,000 different texts.\n"
        "Expected numbers, or a few categories that come again."
    )
    write(tmp_path, {"x": pa.array([], pa.float64())})
    assert fault(lambda: wg.ParquetFile(path)["x"]) == (
        f"{path}: the file has no rows.\nExpected at least 1."
    )


def test_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert fault(lambda: wg.ParquetFile("t.parquet")) == (
        'Parquet files are read by pyarrow: pip install "whygrad[parquet]"'
    )
