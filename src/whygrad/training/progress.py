"""A progress bar for work over a second; silent where the output is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

PATIENCE = 1.0  # seconds of work before a bar appears


class Progress:
    """A bar on standard error, drawn by rich, that comes late and goes when all is done."""

    def __init__(self, steps: int, noun: str = "step"):
        self.steps, self.noun = steps, noun
        self.started = time.monotonic()
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Progress:
        return self

    def show(self, step: int, note: Callable[[], str] = str) -> None:
        if self.bar is None:
            if time.monotonic() - self.started < PATIENCE or not sys.stderr.isatty():
                return
            self.open()
        self.bar.update(self.task, completed=step, note=note())

    def open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self.bar = Progress(
            TextColumn(f"{self.noun} {{task.completed}} of {{task.total}}"),
            BarColumn(),
            TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=sys.stdout.isatty(),  # else printed lines would go to standard error
        )
        self.task = self.bar.add_task("training", total=self.steps, note="")
        self.bar.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.bar is not None:
            self.bar.stop()
