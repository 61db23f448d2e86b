"""A script run in a process of its own, with limits, and the curve of its loss.

The process is a guard against accidents, no sandbox: a script can do there what its author can do
anywhere. It has an empty folder of its own to work in, no input, no display, an environment
without the user's variables, and limits of time, memory, and the size of what it writes. It is
started only on `--run`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("child.py")
SECONDS = 20.0
GRACE = 1.0  # seconds, in which the process may still note what came of it
MEMORY = 2_000_000_000  # bytes of address space
STOPPED = "stopped"  # what the process says of itself when its time is over
OUTPUT = 5_000_000  # bytes of one file, and of what is printed


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a run.

    losses   (pass, loss), pass from 0; thinned out where they are many
    message  why it did not end well; "" where it did
    """

    losses: tuple[tuple[int, float], ...]
    message: str = ""

    @property
    def last(self) -> float | None:
        return self.losses[-1][1] if self.losses else None


def run_script(
    text: str, instruments: Mapping[str, Any] | None, *, seconds: float = SECONDS
) -> Trial:
    """Run a script's text, and note its loss where `instruments` say that it has one.

    seconds  of wall time, and of processor time; at most
    """
    with tempfile.TemporaryDirectory(prefix="whygrad-") as name:
        folder = Path(name)
        (folder / "work").mkdir()
        (folder / "script.py").write_text(text, encoding="utf-8")
        limits: dict[str, Any] = {"memory": MEMORY, "output": OUTPUT, "seconds": seconds}
        wanted = limits | {"instruments": dict(instruments) if instruments else None}
        (folder / "wanted.json").write_text(json.dumps(wanted), encoding="utf-8")
        status = started(folder, seconds)
        printed = (folder / "printed").stat().st_size
        found = noted(folder / "losses.json")
        return Trial(losses(found), message(status, found, printed, seconds))


def started(folder: Path, seconds: float) -> int | None:
    """The exit status; None where it had to be ended. Its children end with it."""
    with (folder / "printed").open("wb") as printed:
        child = subprocess.Popen(
            [sys.executable, "-I", "-B", str(CHILD), str(folder)],
            cwd=folder / "work",
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return child.wait(seconds + GRACE)
        except subprocess.TimeoutExpired:
            return None
        finally:
            end(child)


def end(child: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError, PermissionError):  # no groups here, or none left
        child.kill()
    child.wait()


def environment(folder: Path) -> dict[str, str]:
    """What Python needs to start, plots off, one thread; nothing of the user's own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    home = {"HOME": str(folder / "work"), "TMPDIR": str(folder / "work"), "LC_ALL": "C.UTF-8"}
    return kept | threads | home | {"MPLBACKEND": "Agg", "MPLCONFIGDIR": str(folder / "work")}


def noted(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def losses(found: Mapping[str, Any]) -> tuple[tuple[int, float], ...]:
    """The losses as the process wrote them; none where the script wrote over its file."""
    try:
        return tuple((int(number), float(loss)) for number, loss in found.get("losses", ()))
    except (TypeError, ValueError, OverflowError):
        return ()


def message(status: int | None, found: Mapping[str, Any], printed: int, seconds: float) -> str:
    """In one sentence why a run did not end well."""
    if printed >= OUTPUT:
        return f"It was stopped: it printed more than {OUTPUT:,} bytes."
    ended = status is None or status == -getattr(signal, "SIGXCPU", 24)
    if ended or found.get("error") == STOPPED:
        return (
            f"It was stopped after {seconds:g} seconds: it does not end, or takes longer than that."
        )
    if found.get("error"):
        return f"It stops with an error: {found['error']}."
    if status or not found:
        return f"It was ended from outside, or ended its own process (status {status})."
    return ""
