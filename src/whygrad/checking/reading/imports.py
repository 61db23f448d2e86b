"""Imports: the modules that the interpreter knows, and their members."""

from __future__ import annotations

import ast
from typing import Any

from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import Module, Quiet, Unknown

QUIET = frozenset({
    "IPython", "PIL", "__future__", "abc", "argparse", "array", "atexit", "bisect", "bokeh",
    "codecs", "collections", "colorama", "contextlib", "csv", "ctypes", "dataclasses", "datetime",
    "enum", "errno", "gc", "getpass", "glob", "gzip", "hashlib", "imageio", "inspect", "io",
    "joblib", "json", "locale", "logging", "matplotlib", "mpl_toolkits", "multiprocessing",
    "numba", "numbers", "os", "pandas", "pathlib", "pickle", "platform", "plotly", "pprint",
    "psutil", "pydantic", "pylab", "queue", "rich", "seaborn", "shelve", "shutil", "signal",
    "string", "struct", "subprocess", "sys", "tabulate", "tempfile", "tensorboardX", "termcolor",
    "textwrap", "threading", "time", "timeit", "tqdm", "traceback", "typing",
    "typing_extensions", "unittest", "uuid", "wandb", "warnings", "weakref",
})  # fmt: skip


def module(m: Interpreter, statement: ast.Import) -> None:
    for alias in statement.names:
        name = alias.name if alias.asname else alias.name.split(".")[0]
        m.numpy |= name == "numpy"
        m.write(m.scope, alias.asname or name, Module(name))


def names(m: Interpreter, statement: ast.ImportFrom) -> None:
    whole = Module(statement.module or "")
    m.numpy |= whole.name.startswith("numpy")
    for alias in statement.names:
        if alias.name == "*":
            star(m, whole)
            continue
        try:
            value = member(m, whole, alias.name)
        except Unreadable as error:
            value = Unknown(statement.lineno, str(error))
        m.write(m.scope, alias.asname or alias.name, value)


def star(m: Interpreter, whole: Module) -> None:
    from whygrad.checking.reading.libraries import TABLES

    for name in TABLES.get(whole.name, {}):
        if name not in m.scope.slots:
            m.write(m.scope, name, member(m, whole, name))


def member(m: Interpreter, whole: Module, name: str) -> Any:
    """`module.name`. Raises Unreadable where it is not known."""
    from whygrad.checking.reading.libraries import TABLES

    path = f"{whole.name}.{name}"
    table = TABLES.get(whole.name)
    if table is not None and name in table:
        value = table[name]
        return m.leaf(value) if isinstance(value, float) else value
    if path in TABLES:
        return Module(path)
    if whole.name.split(".")[0] in QUIET or whole.name == "sklearn.metrics":
        return Quiet(path)
    raise Unreadable(f"`{path}` is not known here")
