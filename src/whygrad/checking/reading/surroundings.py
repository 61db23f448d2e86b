"""What surrounds a script: its arguments, its files, the system. A fresh run without arguments.

What is written outside has no part in the computation; what is read from outside is not known.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.signals import Raised, Unreadable
from whygrad.checking.reading.values import (
    Builtin,
    Class,
    Instance,
    Listing,
    Module,
    Quiet,
    table_of,
)

WRITING = frozenset("wax")


def outside(name: str) -> Callable[..., Any]:
    """A function that reads from outside: inside a `try` it fails as if nothing was there."""

    def call(m: Interpreter, *values: Any, **how: Any) -> Any:
        if m.guarded:
            raise Raised("FileNotFoundError")
        raise Unreadable(f"`{name}` reads from outside the script")

    return call


def opened(m: Interpreter, path: Any, mode: Any = "r", *more: Any, **how: Any) -> Any:
    """`open`: a file that is written."""
    if isinstance(mode, str) and WRITING & set(mode):
        return Quiet("file")
    return outside("open")(m)


def lines_of(m: Interpreter, text: Any = "") -> Any:
    """`StringIO` of a text that the script states: its lines."""
    if not isinstance(text, str):
        return Quiet("text")
    return lists.listing(m, text.splitlines())


def table(name: str) -> Callable[..., Any]:
    """`np.loadtxt` and `np.genfromtxt`: of lines that the script states."""

    def call(m: Interpreter, source: Any, *more: Any, delimiter: Any = None, skiprows: Any = 0,
             usecols: Any = None, unpack: Any = False, **how: Any) -> Any:  # fmt: skip
        if not isinstance(source, Listing):
            return outside(name)(m)
        lines = [line for line in lists.items_of(m, source) if line.strip()]
        m.spend(sum(map(len, lines)) / 200)
        columns = None if usecols is None else [*lists.items_of(m, usecols)]
        skipped = max(skiprows, how.get("skip_header", 0))
        found = np.loadtxt(lines, delimiter=delimiter, skiprows=skipped, usecols=columns)
        return m.wrapped(m.leaf(found.T if unpack else found))

    return call


def nothing(m: Interpreter, *values: Any, **how: Any) -> None:
    return None


def absent(m: Interpreter, *values: Any, **how: Any) -> bool:
    return False


def path_of(m: Interpreter, *parts: Any) -> Any:
    return "/".join(part for part in parts if isinstance(part, str))


def environment(m: Interpreter, name: Any, default: Any = None) -> Any:
    return default


# Arguments --------------------------------------------------------------------------------------


def parser(m: Interpreter, *values: Any, **how: Any) -> Instance:
    """`argparse.ArgumentParser`: its arguments have their defaults."""
    found = Instance(Class("ArgumentParser", ()), m.loops)
    given = Instance(Class("Namespace", ()), m.loops)
    same = Builtin("group", lambda m, *values, **how: found)
    found.slots.update(
        add_argument=Builtin("add_argument", adding(given)),
        parse_args=Builtin("parse_args", lambda m, *values: given),
        parse_known_args=Builtin("parse_known_args", lambda m, *values: (given, ())),
        add_argument_group=same,
        add_mutually_exclusive_group=same,
        set_defaults=Builtin("set_defaults", lambda m, **how: given.slots.update(how)),
        print_help=Builtin("print_help", nothing),
    )
    return found


def adding(given: Instance) -> Callable[..., Any]:
    def call(m: Interpreter, *names: Any, **how: Any) -> None:
        spelled = [name for name in names if isinstance(name, str)]
        long = next((n for n in spelled if n.startswith("--")), spelled[0])
        name = how.get("dest", long.lstrip("-").replace("-", "_"))
        usual = {"store_true": False, "store_false": True}.get(str(how.get("action")))
        value = how.get("default", usual)
        kind = how.get("type")
        if isinstance(value, str) and isinstance(kind, Builtin):
            value = kind.call(m, value)
        given.slots[name] = value

    return call


# Patterns of text -------------------------------------------------------------------------------

LONGEST = 3_000  # characters that are searched, with one repetition in the pattern
SHORT = 200  # with two


def searching(name: str) -> Callable[..., Any]:
    """`re.findall`, `re.split` and `re.sub`, for patterns that cannot search for long."""

    def call(m: Interpreter, pattern: Any, *texts: Any, **how: Any) -> Any:
        plain = isinstance(pattern, str) and all(isinstance(text, str) for text in texts)
        repeats = sum(pattern.count(c) for c in "*+{") if plain else 0
        if not plain or "(" in pattern or repeats > 2:
            raise Unreadable(f"`re.{name}` with this pattern is not read")
        if sum(map(len, texts)) > (SHORT if repeats > 1 else LONGEST):
            raise Unreadable(f"`re.{name}` in so long a text is not read")
        found = getattr(re, name)(pattern, *texts)
        return lists.listing(m, found) if isinstance(found, list) else found

    return call


# Tables -----------------------------------------------------------------------------------------

READERS = ("load", "fromfile", "fromregex")
WRITERS = ("save", "savetxt", "savez", "savez_compressed")
NUMPY: dict[str, Any] = {
    **{name: Builtin(name, outside(f"np.{name}")) for name in READERS},
    **{name: Builtin(name, nothing) for name in WRITERS},
    **table_of({name: table(f"np.{name}") for name in ("loadtxt", "genfromtxt")}),
}


def files(reading: tuple[str, ...], writing: tuple[str, ...], module: str) -> dict[str, Any]:
    return {
        **{name: Builtin(name, outside(f"{module}.{name}")) for name in reading},
        **{name: Builtin(name, nothing) for name in writing},
    }


def text_of(m: Interpreter, value: Any, **how: Any) -> str:
    """`json.dumps`: a text that nothing reads."""
    return ""


TABLES: dict[str, dict[str, Any]] = {
    "sys": {"argv": ("script.py",), "maxsize": 2**63 - 1, "version": "3",
            "version_info": (3, 13, 0), "platform": "linux", "float_info": Module("sys.float_info"),
            "exit": Builtin("exit", nothing)},
    "sys.float_info": {"epsilon": 2.220446049250313e-16, "max": 1.7976931348623157e308,
                       "min": 2.2250738585072014e-308},
    "argparse": table_of({"ArgumentParser": parser}),
    "json": files(("load", "loads"), ("dump",), "json") | table_of({"dumps": text_of}),
    "pickle": files(("load", "loads"), ("dump",), "pickle") | table_of({"dumps": text_of}),
    "io": table_of({"StringIO": lines_of}),
    "joblib": files(("load",), ("dump",), "joblib"),
    "csv": files(("reader", "DictReader"), (), "csv"),
    "pandas": files(("read_csv", "read_excel", "read_table", "read_parquet"), (), "pandas"),
    "gzip": files(("open",), (), "gzip"),
    "os": {"path": Module("os.path"), **table_of({"getenv": environment})},
    "os.path": table_of({
        "exists": absent, "isfile": absent, "isdir": absent, "join": path_of,
        "dirname": path_of, "basename": path_of, "abspath": path_of,
    }),
    "re": table_of({name: searching(name) for name in ("findall", "split", "sub")}),
    "string": {name: getattr(string, name) for name in (
        "ascii_lowercase", "ascii_uppercase", "ascii_letters", "digits", "punctuation",
        "printable", "whitespace")},
}  # fmt: skip


def quietly(m: Interpreter, function: Quiet, arguments: tuple[Any, ...]) -> Any:
    """What has no part in the computation; a progress bar is what it goes over."""
    last = function.name.rsplit(".", 1)[-1]
    if function.name.startswith("tqdm") and last in ("trange", "tnrange"):
        from whygrad.checking.reading.builtins import numbers

        return numbers(m, *arguments)
    if function.name.startswith("tqdm") and arguments and last in ("tqdm", "auto", "notebook"):
        return arguments[0]
    if function.name.startswith("time."):
        return m.leaf(0.0)
    if last in ("exists", "is_file", "is_dir"):
        return False
    if last in ("read_text", "read_bytes", "readlines", "readline") or last == "read":
        return outside(last)(m)
    if last == "open" and not any(isinstance(a, str) and WRITING & set(a) for a in arguments):
        return outside(last)(m)
    return function
