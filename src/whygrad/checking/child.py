"""The program of the process that a script is run in: `python -I child.py FOLDER`.

It reads `script.py` and `wanted.json` in the folder, and leaves `losses.json`. The script is
compiled from its own syntax tree, so that line numbers are its own; one call is put in where its
loss is computed, one where a pass of its training loop begins. It imports nothing of whygrad.

The script may start no process and signal none: an audit hook, which nothing in Python can take
away again, refuses it before the system is asked. So nothing outlives the run, on any system, and
a fork bomb ends at its first fork. To libraries it looks as if the system refused; matplotlib, for
one, goes on without its list of fonts. C code could do it without the hook: this is no sandbox.
"""

from __future__ import annotations

import ast
import contextlib
import json
import random
import signal
import sys
import types
from pathlib import Path
from typing import Any

MOST = 4000  # losses that are kept
STOPPED = "stopped"
NOTE, ERROR, BEGIN = "__whygrad_note__", "__whygrad_error__", "__whygrad_begin__"


STARTING = ("_winapi.CreateProcess", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
            "os.spawn", "os.startfile", "os.system", "pty.spawn", "subprocess.Popen")  # fmt: skip
SIGNALLING = ("os.kill", "os.killpg", "signal.pthread_kill")


class Refused(PermissionError):
    """The script asks for what a run does not allow."""


class Stopped(BaseException):
    """The time is over; what was noted until then is left."""


class Notes:
    """The loss of each pass: the mean of what the pass computed, of a running sum the last."""

    def __init__(self, instruments: dict[str, Any] | None):
        self.losses: list[tuple[int, float]] = []
        self.here: list[float] = []
        self.number, self.every = 0, 1
        self.sums = bool(instruments and instruments["sum"])
        self.loops = bool(instruments and instruments["loop"])

    def note(self, loss: Any) -> Any:
        """Take a loss down; it goes on as it is."""
        number = sized(loss)
        if number is not None:
            self.here = [number] if self.sums else [*self.here, number]
            if not self.loops:
                self.begin()
        return loss

    def error(self, error: Any) -> Any:
        """Take half the squared error down, of a script that computes no loss."""
        import numpy

        with contextlib.suppress(TypeError, ValueError):
            self.note(float(numpy.sum(numpy.square(numpy.asarray(error, dtype=float)))) / 2)
        return error

    def begin(self) -> None:
        """A pass begins, and the one before is over."""
        if self.here:
            if self.number % self.every == 0:
                self.losses.append((self.number, sum(self.here) / len(self.here)))
            self.number += 1
            self.here = []
        if len(self.losses) > MOST:
            self.losses = self.losses[::2]
            self.every *= 2

    def end(self) -> list[tuple[int, float]]:
        self.every = 1
        self.begin()
        return self.losses


def sized(loss: Any) -> float | None:
    try:
        return float(loss)
    except (TypeError, ValueError):
        pass
    try:
        return float(loss.reshape(-1)[0]) if loss.size == 1 else None
    except (AttributeError, TypeError, ValueError):
        return None


class Instruments(ast.NodeTransformer):
    """The calls put in: around or behind the loss, and at the head of the training loop."""

    def __init__(self, wanted: dict[str, Any]):
        self.loss = tuple(wanted.get("loss") or ())
        self.value = tuple(wanted.get("value") or ())
        self.error = tuple(wanted.get("error") or ())
        self.name = wanted.get("name")
        self.loop = wanted.get("loop")

    def visit(self, node: ast.AST) -> Any:
        here = place(node)
        found: Any = self.generic_visit(node)
        if here and here == self.error and isinstance(node, ast.BinOp):
            return ast.copy_location(call(ERROR, found), node)
        if here and here == self.value and isinstance(node, ast.expr):
            return ast.copy_location(call(NOTE, found), node)
        if here and here == self.loss and isinstance(node, ast.stmt):
            return self.noted(found)
        if isinstance(node, ast.For | ast.While) and node.lineno == self.loop:
            begin = ast.Expr(call(BEGIN))
            found.body.insert(0, ast.copy_location(begin, found.body[0]))
        return found

    def noted(self, statement: ast.stmt) -> Any:
        """A statement, and the note of the loss that it computes."""
        if isinstance(statement, ast.Assign):
            if not any(isinstance(target, ast.Tuple | ast.List) for target in statement.targets):
                statement.value = call(NOTE, statement.value)
                return statement
        elif isinstance(statement, ast.Return | ast.AnnAssign) and statement.value is not None:
            statement.value = call(NOTE, statement.value)
            return statement
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            arguments = statement.value.args
            arguments[-1:] = [call(NOTE, arguments[-1])] if arguments else []
            return statement
        if self.name is None:
            return statement
        read = ast.parse(self.name, mode="eval").body
        return [statement, ast.copy_location(ast.Expr(call(NOTE, read)), statement)]


def place(node: ast.AST) -> tuple[int, ...]:
    names = ("lineno", "col_offset", "end_lineno", "end_col_offset")
    return tuple(getattr(node, name) for name in names if hasattr(node, name))


def call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def limit(wanted: dict[str, Any]) -> None:
    """Hard limits, as far as the system has them."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(wanted["seconds"]) + 2
    limits = {"AS": wanted["memory"], "CPU": seconds, "FSIZE": wanted["output"], "CORE": 0}
    for name, most in limits.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def refuse(*arguments: Any) -> None:
    raise Refused("it starts another process, which --run does not allow")


def guarded() -> None:
    """From here on no process can be started; the call below `multiprocessing` has no event."""
    with contextlib.suppress(ImportError):
        import _posixsubprocess

        vars(_posixsubprocess)["fork_exec"] = refuse
    sys.addaudithook(guard)


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """The audit hook: no other processes, whether started or signalled."""
    if event in STARTING:
        refuse()
    if event in SIGNALLING:
        raise Refused("it signals a process, which --run does not allow")


def stop_after(seconds: float) -> None:
    """End the script before its process is ended from outside."""
    with contextlib.suppress(AttributeError, ValueError):  # not every system has this signal
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def stop(number: int, frame: types.FrameType | None) -> None:
    raise Stopped


def seed() -> None:
    """The same random numbers in each run, for a script that sets no seed of its own."""
    random.seed(0)
    try:
        import numpy
    except ImportError:
        return
    numpy.random.seed(0)
    original = numpy.random.default_rng
    numpy.random.default_rng = lambda seed=0: original(0 if seed is None else seed)


def run(folder: Path, wanted: dict[str, Any], notes: Notes) -> str:
    """Run the script; what stopped it, in words."""
    text = (folder / "script.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    if wanted["instruments"]:
        tree = ast.fix_missing_locations(Instruments(wanted["instruments"]).visit(tree))
    main = types.ModuleType("__main__")
    names = {NOTE: notes.note, ERROR: notes.error, BEGIN: notes.begin, "__file__": "script.py"}
    main.__dict__.update(names)
    sys.modules["__main__"], sys.argv = main, ["script.py"]
    try:
        stop_after(wanted["seconds"])
        guarded()
        exec(compile(tree, "script.py", "exec"), main.__dict__)
    except Stopped:
        return STOPPED
    except SystemExit as end:
        return f"it exits with status {end.code}" if end.code else ""
    except Refused as error:
        return f"{line_of(error.__traceback__)} {error}".strip()
    except MemoryError:
        return f"there is not enough memory{line_of(sys.exc_info()[2])}"
    except BaseException as error:
        said = " ".join(str(error).split())[:200]
        return f"{type(error).__name__}{line_of(error.__traceback__)}: {said}".removesuffix(": ")
    return ""


def line_of(trace: types.TracebackType | None) -> str:
    """The last line of the script in a traceback."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "script.py":
            line = trace.tb_lineno
        trace = trace.tb_next
    return f" in line {line}" if line else ""


def main(folder: Path) -> None:
    wanted = json.loads((folder / "wanted.json").read_text(encoding="utf-8"))
    seed()
    limit(wanted)
    notes = Notes(wanted["instruments"])
    error = run(folder, wanted, notes)
    with contextlib.suppress(AttributeError):
        signal.setitimer(signal.ITIMER_REAL, 0)
    found = json.dumps({"losses": notes.end(), "error": error})
    (folder / "losses.json").write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
