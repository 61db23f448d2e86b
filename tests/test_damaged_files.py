"""Model files that others could have touched, old ones, and saves that do not come to an end.

`make damage` reads 100,000 damaged files; here 2,000 of them are read.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import whygrad as wg
from corpus import CORPUS, content_of
from damage import KINDS, damaged, put_together, stateful, summed, taken_apart
from whygrad.calculus import derivation
from whygrad.calculus.derivation import derive
from whygrad.calculus.extent import MOST, derived_extent
from whygrad.language.expressions import Expression
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse
from whygrad.training.files import writing
from whygrad.training.files.records import checksum
from zoo import LONG, ZOO

TESTS = Path(__file__).parent
SAVED = sorted(CORPUS.rglob("*.wg"))
MODEL = wg.Model("x[i]: data\nw: parameter = 1\nloss = mean[i]((w * x[i] - 1)**2)")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def message(path: str) -> str:
    with pytest.raises(WhygradError) as caught:
        wg.load(path)
    return str(caught.value)


# files of released versions


@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_files_of_every_version_are_read(path: Path) -> None:
    found = wg.load(path)
    want = json.loads(path.with_suffix(".json").read_text())
    assert content_of(found) == want
    if found.record.data is not None:
        assert np.isfinite(found.predict(found.record.data, step=0)).all()
    found.save("again.wg")
    assert content_of(wg.load("again.wg")) == want


def test_the_corpus_has_every_kind_of_file() -> None:
    found = {path.stem: wg.load(path).record for path in SAVED}
    assert {record.dtype for record in found.values()} == {"float64", "float32"}
    assert any(record.states for record in found.values())
    assert any(record.batch for record in found.values())
    assert any(record.stopped for record in found.values())
    assert any(record.data is None for record in found.values())


# damaged files


def test_two_thousand_damaged_files() -> None:
    """In a process of its own, since an audit hook stays for good."""
    command = [sys.executable, "-W", "error", str(TESTS / "damage.py"), "2000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "no faults"


SPY = """
import sys
sys.path.insert(0, {tests!r})
import damage
def spoiled(path):
    {what}
    return real(path)
real, damage.load = damage.load, spoiled
sys.argv = ["damage.py", "12"]
damage.main()
"""


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("open('/dev/null').close()", "open ('/dev/null', 'r',"),
        ("import colorsys, importlib; importlib.reload(colorsys)", "exec ("),
        ("eval('1')", "exec ("),
        ("import subprocess; subprocess.run('true')", "subprocess.Popen ("),
        ("raise ValueError('mine')", "ValueError: mine"),
        ("damage.SLOWEST = -1.0", "s of work"),
        ("kept = bytearray(10**7)", "bytes of memory for a file of"),
    ],
)
def test_what_should_not_happen_is_noticed(what: str, fault: str) -> None:
    """Each of the watched things is done on purpose."""
    code = SPY.format(tests=str(TESTS), what=what)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert fault in done.stdout + done.stderr
    assert done.returncode == 1


def test_the_same_seed_gives_the_same_files() -> None:
    first, again = (list(damaged(60)) for _ in range(2))
    assert first == again
    assert [kind for kind, _, _ in first[: len(KINDS)]] == [kind.__name__ for kind in KINDS]
    assert first != list(damaged(60, seed=1))


def with_equations(text: str, **changed: str) -> None:
    """Write `m.wg`: a sound file with other equations and parts of `run`, its checksum right."""
    header, body = taken_apart(SAVED[0].read_bytes())
    run = json.dumps(json.loads(header["__metadata__"]["run"]) | changed)
    metadata = {**header["__metadata__"], "equations": text, "run": run}
    metadata.pop("checksum")
    tensors = wg_tensors(put_together(header, body))
    header["__metadata__"] = {**metadata, "checksum": checksum(tensors, metadata)}
    Path("m.wg").write_bytes(put_together(header, body))


def wg_tensors(content: bytes) -> dict[str, np.ndarray]:
    from safetensors.numpy import load

    return load(content)


def products(depth: int) -> str:
    text = "w"
    for _ in range(depth):
        text = f"({text} * {text})"
    return f"w: parameter = 1\nloss = {text}"


def chain(formula: str, length: int) -> str:
    lines = (f"q{k + 1} = {formula.format(f'q{k}', k)}" for k in range(length))
    return "\n".join(["x[i]: data", "w: parameter = 1", "q0 = w + sum[i](x[i])", *lines])


@pytest.mark.parametrize(
    "text",
    [products(12), chain("2 * {}", 5000), chain("{0} * (size[i] + {1})", 3000)],
    ids=["one long product", "numbers that grow", "sizes that pile up"],
)
def test_equations_that_would_take_for_ever(text: str) -> None:
    with_equations(text)
    assert message("m.wg") == (
        "`m.wg`: its equations cannot be used.\n"
        "The gradients are too large to derive.\n"
        "Split long expressions over several equations; sum many like terms over an index."
    )


def test_a_rule_that_would_take_for_ever() -> None:
    """A text of 36 kB for 800 parameters would be 400,000 equations."""
    with_equations(summed(800), optimizer=stateful(500))
    assert message("m.wg") == (
        "`m.wg`: its equations cannot be used.\n"
        "optimizer: `own rule` is too long to be written for 800 parameters.\n"
        "Take a shorter rule, or put parameters together: one with an index for many without."
    )


def test_many_parameters_are_derived_in_linear_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each equation is looked through once for what it reads, however many parameters there are."""
    read = Counter[int]()
    reads = derivation.names_read

    def counting(expression: Expression) -> list[str]:
        read[len(step.forward)] += 1
        return reads(expression)

    monkeypatch.setattr(derivation, "names_read", counting)
    for size in (20, 200):
        lines = [f"w{k}: parameter = 1" for k in range(size)] + ["q0 = w0"]
        step = parse("\n".join([*lines, *(f"q{k} = q{k - 1} + w{k}" for k in range(1, size))]))
        assert len(derive(step).backward) == size
    assert read == {20: 20, 200: 200}


def test_no_model_of_ours_is_too_large_to_derive() -> None:
    assert max(derived_extent(parse(model.text)) for model in [*ZOO.values(), LONG]) < MOST / 4


def test_the_extent_is_that_of_the_contributions() -> None:
    step = parse("w: parameter = 2\nq = w * w * w\nloss = tanh(q) + q")
    assert derived_extent(step) == (1 + 1 + 1) + (1 + 1 + 1) + (1 + 3) + (1 + 2) + 1
    assert derive(step).backward


def test_a_message_shows_little_of_what_stands_in_a_foreign_file() -> None:
    header, body = taken_apart(SAVED[0].read_bytes())
    metadata = header["__metadata__"]
    metadata.pop("checksum")
    name = "final.\x1b[2J\u202e" + "x" * 10_000
    header[name] = header.pop("final.weight")
    tensors = wg_tensors(put_together(header, body))
    header["__metadata__"] = {**metadata, "checksum": checksum(tensors, metadata)}
    Path("m.wg").write_bytes(put_together(header, body))
    found = message("m.wg")
    assert len(found) < 2_200
    assert all(letter.isprintable() or letter == "\n" for letter in found)


# saves that do not come to an end

KILLING = """
import os, random, signal, sys, time
from pathlib import Path
import whygrad as wg
from whygrad.training import files
contents, draw = [Path(name).read_bytes() for name in sys.argv[1:]], random.Random(1)
files.write("m.wg", contents[0], force=True)
for _ in range(40):
    child = os.fork()
    while not child:
        for content in contents:
            files.write("m.wg", content, force=True)
    time.sleep(draw.uniform(0, 0.05))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(contents.index(Path("m.wg").read_bytes()), wg.load("m.wg").steps)
"""


def test_a_process_that_is_killed_leaves_a_whole_file() -> None:
    """The old one or the new one, at whatever moment of a write it is killed."""
    names = [str(CORPUS / "0.1.0" / f"{name}.wg") for name in ("neuron", "settings")]
    command = [sys.executable, "-c", KILLING, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = done.stdout.splitlines()
    assert len(found) == 40
    assert set(found) == {f"{k} {wg.load(name).steps}" for k, name in enumerate(names)}
    wg.load(names[0]).save("m.wg", force=True)
    assert os.listdir() == ["m.wg"]


LEFT = ".whygrad-0123456789abcdef.tmp"


def test_what_a_killed_process_left_is_removed_by_the_next_save() -> None:
    for name in (LEFT, ".whygrad-notes", "mine.tmp"):
        Path(name).write_text("x")
    MODEL.fit({"x": [1.0]}, steps=1, learning_rate=0.1).save("m.wg")
    assert sorted(os.listdir()) == [".whygrad-notes", "m.wg", "mine.tmp"]


@pytest.mark.parametrize("lock", ["LOCK_SH", "LOCK_EX"])
def test_a_file_at_which_another_process_is_at_work_stays(folder: Path, lock: str) -> None:
    """A save of its own ends all the same."""
    import fcntl

    Path(LEFT).write_text("x")
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, getattr(fcntl, lock))
    run = MODEL.fit({"x": [1.0]}, steps=1, learning_rate=0.1)
    run.save("m.wg")
    assert sorted(os.listdir()) == [LEFT, "m.wg"]
    os.close(descriptor)
    run.save("m.wg", force=True)
    assert os.listdir() == ["m.wg"]


def test_a_system_without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "fcntl", None)
    Path(LEFT).write_text("x")
    MODEL.fit({"x": [1.0]}, steps=1, learning_rate=0.1).save("m.wg")
    assert sorted(os.listdir()) == [LEFT, "m.wg"]


LIMITED = """
import os, resource, sys
import whygrad as wg
run = wg.load(sys.argv[1])
run.save("first.wg")  # whatever is loaded on first use
{limit}
try:
    run.save(sys.argv[2], force=True)
except wg.WhygradError as error:
    print(error)
"""


def limited(limit: str, target: str) -> str:
    """What a save says in a process with a limit."""
    code = LIMITED.format(limit=limit)
    source = str(CORPUS / "0.1.0" / "neuron.wg")
    done = subprocess.run(
        [sys.executable, "-c", code, source, target], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_a_file_that_may_not_grow() -> None:
    Path("m.wg").write_text("mine")
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    assert limited(limit, "m.wg") == (
        "`m.wg` was not written: no file may be so large here.\nSave it elsewhere.\n"
    )
    assert Path("m.wg").read_text() == "mine"
    assert sorted(os.listdir()) == ["first.wg", "m.wg"]


def test_a_full_disk() -> None:
    """`/dev/full` takes the place of the file that is written beside the target."""
    Path("m.wg").write_text("mine")
    full = "import builtins, pathlib; real = builtins.open"
    full += "\nbuiltins.open = lambda path, mode: real('/dev/full', 'wb') if mode == 'xb' else None"
    assert limited(full, "m.wg") == (
        "`m.wg` was not written: the disk is full.\nFree some space, or save elsewhere.\n"
    )
    assert Path("m.wg").read_text() == "mine"


def test_a_folder_that_is_read_only(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir()
    (closed / "m.wg").write_text("mine")
    closed.chmod(0o555)
    folder.chmod(0o755)
    nobody = "os.getuid() or os.setuid(65534)"  # permissions do not bind root
    try:
        found = limited(nobody, "closed/m.wg")
    finally:
        closed.chmod(0o755)
    assert found == ("`closed/m.wg` cannot be written: no permission to write into `closed`.\n")
    assert (closed / "m.wg").read_text() == "mine"
