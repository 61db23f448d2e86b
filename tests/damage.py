"""Damaged model files by the thousand: a clear message or the right model, and nothing else.

    .venv/bin/python tests/damage.py 100000    # or: make damage

Each is made of a sound file in tests/corpus: bits flipped, cut, pieces doubled or foreign; a header
with wrong offsets, huge sizes, doubled keys, deep nesting, names with code in them; and, under a
sound checksum, metadata that say something else. It is read under an audit hook that notes what
is opened, imported or run, with a limit on memory. The same seed gives the same files.
"""

import json
import os
import random
import resource
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import safetensors.numpy

from corpus import CORPUS
from whygrad.language.messages import WhygradError
from whygrad.run import load
from whygrad.training.files.records import checksum
from whygrad.training.files.storage import serialized
from whygrad.training.history import History

MOST_MEMORY = 3 * 10**9  # bytes of address space for the whole process
SLOWEST = 1.0  # seconds of work for one file
PER_BYTE, FLOOR = 250, 3 * 10**6  # memory for a file: so much for each of its bytes, and so much
TRACED = 7  # of so many files the memory of one is traced

ALLOWED = {"compile"}  # to a tree: what is run is the event "exec"
CODE = [
    "__import__('os').system('touch PWNED')",
    'exec("open(\\"PWNED\\", \\"w\\")")',
    "(lambda: open('PWNED', 'w'))()",
    "().__class__.__base__.__subclasses__()",
    'f\'{open("PWNED", "w")}\'',
    "x.__class__",
    "../../../etc/passwd",
    "cos\nsystem\n(S'touch PWNED'\ntR.",
    "a\x00b",
    "${PWNED}`touch PWNED`",
    "x" * 100_000,
    "\ud800",
    "loss\u202e",
]


def powers(form: str, depth: int) -> str:
    """A formula within itself, twice as long each time."""
    text = "w"
    for _ in range(depth):
        text = form.format(text, text)
    return text


def summed(count: int) -> str:
    """So many parameters, one added after another."""
    lines = [f"w{k}: parameter = 1" for k in range(count)] + ["q0 = w0"]
    return "\n".join([*lines, *(f"q{k} = q{k - 1} + w{k}" for k in range(1, count))])


def stateful(count: int) -> str:
    """An update rule with so many states of each parameter."""
    states = [f"s{k}_NAME: state = zeros()" for k in range(count)]
    updates = [f"s{k}_NAME = s{k}_NAME * 2" for k in range(count)]
    return "\n".join([*states, *updates, "NAME = NAME - learning_rate * grad_NAME"])


ODD = [
    None,
    True,
    False,
    0,
    -1,
    2**31,
    2**63,
    2**64,
    10**300,
    0.5,
    -0.0,
    "",
    "0",
    [],
    [[]],
    {},
    *CODE,
]
PIECES = [
    "{",
    "}",
    "[",
    "]",
    '"',
    ",",
    ":",
    "9" * 30,
    "-1",
    "null",
    "1e999",
    "F32",
    '"a":',
    "\\u0000",
]
LINES = [
    *("loss = " + code for code in CODE[:5]),
    "loss = " + "(" * 5000 + "1" + ")" * 5000,
    "loss = " + "-" * 90_000 + "1",
    "loss = 9**9**9**9**9",
    "loss = " + "9" * 5000,
    "n: index(1000000000)",
    "big[n]: parameter = zeros()\nn: index(999999999)",
    "x[i, i]: data",
    "import os",
    "class A: pass",
    "\n".join(f"q{k} = {k}" for k in range(8000)),
    "loss = " + " + ".join(["1"] * 20_000),
    "loss = " + "tanh(" * 70 + "1" + ")" * 70,
    "w: parameter = 1\nloss = " + powers("({} * {})", 12),
    "w: parameter = 1\nloss = " + powers("gelu({} / {})", 6),
    "w: parameter = 1\nq0 = w\n" + "\n".join(f"q{k + 1} = q{k} * q{k}" for k in range(1500)),
    "w: parameter = 1\nq0 = w\n" + "\n".join(f"q{k + 1} = q{k} * 2" for k in range(5500)),
    "w: parameter = 1\nq0 = w\n"
    + "\n".join(f"q{k + 1} = q{k} * (size[i] + {k})" for k in range(3500)),
    *(PARAMETERS := [summed(count) for count in (200, 800, 2400)]),
]
RULES = [
    *LINES,
    *CODE,
    *(stateful(count) for count in (10, 500, 1500)),
    "norm = sqrt(sum[all](grad_NAME**2))\nNAME = NAME - grad_NAME / norm",
    "NAME = NAME - grad_NAME * sum[all](grad_NAME**2)",
]


Parts = tuple[dict[str, Any], bytes]  # the header, and the bytes of the tensors


def taken_apart(content: bytes) -> Parts:
    length = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + length]), content[8 + length :]


def put_together(header: Any, body: bytes, length: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + body


def noise(content: bytes, draw: random.Random) -> bytes:
    """A copy with flipped bits, a cut, a doubled or a foreign piece."""
    raw = bytearray(content)
    first = draw.randrange(len(raw))
    match draw.randrange(6):
        case 0:
            for _ in range(draw.choice((1, 1, 1, 8, 64))):
                raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
        case 1:
            del raw[first:]
        case 2:
            del raw[first : first + draw.randrange(1, 200)]
        case 3:
            raw[first:first] = draw.randbytes(draw.randrange(1, 200))
        case 4:
            raw[first:first] = raw[first : first + draw.randrange(1, 200)]
        case 5:
            raw[draw.randrange(16)] = draw.randrange(256)
    return bytes(raw)


def header_text(content: bytes, draw: random.Random) -> bytes:
    """A header with some pieces exchanged, its length right."""
    length = int.from_bytes(content[:8], "little")
    text = content[8 : 8 + length].decode()
    for _ in range(draw.randrange(1, 4)):
        first = draw.randrange(len(text))
        text = text[:first] + draw.choice(PIECES) + text[first + draw.randrange(3) :]
    return put_together(text.encode(), content[8 + length :])


def tensor_entries(content: bytes, draw: random.Random) -> bytes:
    """Offsets, shapes, types and names of tensors that cannot be."""
    header, body = taken_apart(content)
    names = [name for name in header if name != "__metadata__"]
    name = draw.choice(names)
    match draw.randrange(5):
        case 0:
            header[name]["data_offsets"] = draw.choice(
                [[0, 2**63], [-8, 0], [8, 0], [0, 1], [0.5, 8], [0, len(body)], [2**64, 2**65], []]
            )
        case 1:
            header[name]["shape"] = draw.choice(
                [[2**40, 2**40], [-1], [0], [2**63], [1] * 5000, [[1]], "3", None, [1e9]]
            )
        case 2:
            header[name]["dtype"] = draw.choice(
                ["F16", "BOOL", "I64", "F128", "O", "", None, "F32"]
            )
        case 3:
            header[draw.choice(CODE)] = header.pop(name)
        case 4:
            header[name] = draw.choice(ODD)
    return put_together(header, body)


def doubled_key(content: bytes, draw: random.Random) -> bytes:
    """A key of the header, or of its metadata, that stands there twice."""
    header, body = taken_apart(content)
    key = draw.choice(list(header))
    if draw.random() < 0.5:
        inner = header["__metadata__"]
        key = draw.choice(list(inner))
        text = json.dumps(header).replace(f'"{key}":', f'"{key}": "twice", "{key}":', 1)
    else:
        text = "{" + f'"{key}": {json.dumps(draw.choice(ODD))}, ' + json.dumps(header)[1:]
    return put_together(text.encode(), body)


def nested(content: bytes, draw: random.Random) -> bytes:
    """Brackets within brackets, or a length of the header that is none."""
    header, body = taken_apart(content)
    deep = draw.choice((50, 1000, 100_000))
    mark, end = draw.choice((("[", "]"), ('{"a":', "}")))
    bomb = mark * deep + "1" + end * deep
    text = json.dumps(header)
    if draw.random() < 0.5:
        return put_together(f'{{"bomb": {bomb}, {text[1:]}'.encode(), body)
    if draw.random() < 0.5:
        header["__metadata__"]["run"] = bomb
        return put_together(header, body)
    return put_together(
        header, body, draw.choice((0, 1, 7, len(text) - 1, 2**40, 2**63, 2**64 - 1))
    )


def signed(content: bytes, draw: random.Random) -> bytes:
    """Metadata or tensors that say something else, under a checksum that belongs to them."""
    tensors = dict(safetensors.numpy.load(content))
    metadata = dict(taken_apart(content)[0]["__metadata__"])
    match draw.randrange(7):
        case 0:
            metadata["equations"] = draw.choice((placed, exchanged))(metadata["equations"], draw)
        case 1:
            run = json.loads(metadata["run"])
            run[draw.choice(list(run))] = draw.choice(ODD)
            metadata["run"] = json.dumps(run)
        case 2:
            key = draw.choice([key for key in metadata if key != "checksum"])
            metadata[key] = draw.choice([json.dumps(draw.choice(ODD)), *CODE[:-2]])
        case 3:
            key = draw.choice(["run", "columns", "equations", "source"])
            metadata[key] = exchanged(metadata[key], draw)
        case 4:
            name = draw.choice(sorted(tensors))
            tensors[draw.choice([name, "final.x", "data.inputs", "x"])] = tensors.pop(name)[
                ..., None
            ]
        case 5:
            run = json.loads(metadata["run"])
            run["optimizer"] = draw.choice(RULES)
            metadata["run"] = json.dumps(run)
        case 6:
            run = json.loads(metadata["run"]) | {"optimizer": draw.choice([*RULES, "adam"])}
            metadata |= {"equations": draw.choice(PARAMETERS), "run": json.dumps(run)}
    metadata = {key: value.encode(errors="replace").decode() for key, value in metadata.items()}
    del metadata["checksum"]
    return serialized(tensors, {**metadata, "checksum": checksum(tensors, metadata)})


def placed(text: str, draw: random.Random) -> str:
    """The text with a line that does not belong there."""
    lines = text.splitlines()
    lines.insert(draw.randrange(len(lines) + 1), draw.choice(LINES))
    return "\n".join(lines)


def exchanged(text: str, draw: random.Random) -> str:
    for _ in range(draw.randrange(1, 4)):
        first = draw.randrange(len(text) + 1)
        piece = draw.choice([*PIECES, "", "loss", "k", "(", "**"])
        text = text[:first] + piece + text[first + draw.randrange(4) :]
    return text


KINDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    noise,
    header_text,
    tensor_entries,
    doubled_key,
    nested,
    signed,
)


def damaged(count: int, seed: int = 0) -> Iterator[tuple[str, bytes, bytes]]:
    """The kind of damage, the sound file and the damaged one."""
    sound = [path.read_bytes() for path in sorted(CORPUS.rglob("*.wg"))]
    for number in range(count):
        draw = random.Random(f"{seed} {number}")
        kind, content = KINDS[number % len(KINDS)], draw.choice(sound)
        yield kind.__name__, content, kind(content, draw)


# Reading them


@dataclass
class Watch:
    """An audit hook, which notes while it is on what should not happen."""

    path: str = ""
    on: bool = False
    seen: Counter[str] = field(default_factory=Counter)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on or event in ALLOWED:
            return
        if event == "open" and (arguments[0] in (self.path, "") or isinstance(arguments[0], int)):
            return  # whole numbers are open already; no file has an empty name
        self.on = False  # a hook that is looked into is no further event
        self.seen[f"{event} {str(arguments)[:80]}"] += 1
        self.on = True


@dataclass
class Found:
    """What came of the files: how many were refused or taken, and every fault."""

    refused: int = 0
    taken: int = 0
    slowest: float = 0.0
    memory: int = 0
    faults: list[str] = field(default_factory=list)


def meaning(record: History) -> tuple[Any, ...]:
    """What makes two models the same."""
    arrays = (record.initial, record.parameters, record.states, record.scalars, record.data or {})
    numbers = [{n: (v.dtype, v.tobytes()) for n, v in group.items()} for group in arrays]
    return record.step, record.steps, record.seed, record.settings, numbers


def read_all(count: int, seed: int = 0) -> Found:
    """Reads so many damaged files, in the current folder."""
    watch, found = Watch("m.wg"), Found()
    for content in {content for _, content, _ in damaged(len(KINDS) * 20, seed)}:
        Path("m.wg").write_bytes(content)
        load("m.wg")  # whatever Python itself loads on first use
    sys.addaudithook(watch)
    for number, (kind, content, broken) in enumerate(damaged(count, seed)):
        Path("m.wg").write_bytes(broken)
        label = f"{kind} {number}"
        record = read_one(watch, found, label, len(broken), number % TRACED == 0)
        if record is not None and kind == "noise":
            Path("m.wg").write_bytes(content)
            if meaning(record) != meaning(load("m.wg").record):
                found.faults.append(f"{label}: another model was read")
    found.faults += [f"{event}: {times} times" for event, times in watch.seen.items()]
    if os.listdir() != ["m.wg"]:
        found.faults.append(f"files came about: {os.listdir()}")
    return found


def read_one(watch: Watch, found: Found, label: str, size: int, traced: bool) -> History | None:
    """The run in `m.wg`, if it is taken; what should not happen becomes a fault.

    Where memory is traced, which takes its time, the time does not count.
    """
    if traced:
        tracemalloc.start()
    start, record = time.process_time(), None
    watch.on = True
    try:
        record = load("m.wg").record
        found.taken += 1
    except WhygradError:
        found.refused += 1
    except BaseException as error:
        found.faults.append(f"{label}: {type(error).__name__}: {str(error)[:200]}")
    finally:
        watch.on = False
    seconds, memory = time.process_time() - start, 0
    if traced:
        seconds, memory = 0.0, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    if seconds > SLOWEST:
        found.faults.append(f"{label}: {seconds:.1f} s of work")
    if memory > FLOOR + PER_BYTE * size:
        found.faults.append(f"{label}: {memory:,} bytes of memory for a file of {size:,}")
    found.slowest, found.memory = max(found.slowest, seconds), max(found.memory, memory)
    return record


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        found = read_all(count, seed)
        os.chdir("/")
    print(f"{count:,} damaged files: {found.refused:,} refused, {found.taken:,} taken")
    print(f"most for one file: {found.slowest:.2f} s of work, {found.memory:,} bytes of memory")
    print("\n".join(found.faults or ["no faults"]))
    sys.exit(bool(found.faults))


if __name__ == "__main__":
    main()
