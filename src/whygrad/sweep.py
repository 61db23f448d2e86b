"""A sweep's result, with everything that can be asked of it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.run import Run
from whygrad.training.data import shown
from whygrad.training.files import check_target, write
from whygrad.training.history import Arrays
from whygrad.training.sweeps import Trials

MOST_ROWS = 20  # of the text form; of more runs the best stand there
BEST_ROWS = 10


class Sweep:
    """What `Model.sweep` returns. `record` holds it all as data.

    Every array has the shape of the grid: one axis for each name in `axes`, in that order.
    """

    def __init__(self, record: Trials, fit: Callable[..., Run]):
        self.record = record
        self._fit = fit

    @property
    def axes(self) -> Arrays:
        """The values of everything that was swept, by name."""
        return self.record.axes

    @property
    def losses(self) -> np.ndarray:
        """The loss in the last step: inf where the run diverged, NaN where it was not made."""
        return self.record.losses

    @property
    def first_losses(self) -> np.ndarray:
        """The loss before training; NaN where it was not run."""
        return self.record.first_losses

    @property
    def diverged(self) -> np.ndarray:
        """Whether the run left the finite numbers."""
        return self.record.diverged

    @property
    def diverged_at(self) -> np.ndarray:
        """The step in which it did; -1 where it did not."""
        return self.record.diverged_at

    @property
    def done(self) -> np.ndarray:
        """Whether the run was made; after Ctrl-C some were not."""
        return self.record.done

    @property
    def parameters(self) -> Arrays:
        """The parameters after training by name, the grid's shape in front of their own.

        Those of a run that diverged are its last finite ones.
        """
        return self.record.parameters

    @property
    def best(self) -> dict[str, Any] | None:
        """The swept values of the run with the lowest finite final loss; None if there is none."""
        place = self.record.best
        return None if place is None else self.record.choice(place)

    @property
    def engine(self) -> str:
        """The engine that ran; `engine_reason` says why and how, `source` is what it ran."""
        return self.record.engine

    @property
    def engine_reason(self) -> str:
        return self.record.engine_reason

    @property
    def source(self) -> str:
        return self.record.source

    def run(self, which: int | tuple[int, ...] | Mapping[str, Any] | None = None) -> Run:
        """One of the runs with all that belongs to it, trained again by `Model.fit`.

        which  its number in the table, its place in the grid, or its values by name, such as
               `{"learning_rate": 0.01, "seed": 3}`; without it the best one

        Raises `WhygradError` where the grid has no such run.
        """
        record = self.record
        choice = record.choice(self._place(which))
        arguments = {**record.arguments, "settings": dict(record.arguments["settings"])}
        for name, value in choice.items():
            own = arguments if name in ("learning_rate", "seed") else arguments["settings"]
            own[name] = value
        return self._fit(record.data, **arguments)

    def _place(self, which: Any) -> tuple[int, ...]:
        if which is None:
            if self.record.best is None:
                raise WhygradError(
                    "There is no best run: none ended with a finite loss.\n"
                    "Name the run that you want, as in `sweep.run(0)`."
                )
            return self.record.best
        if isinstance(which, Mapping):
            return tuple(self._position(name, which) for name in self._names(which))
        shape = self.record.shape
        place = (which,) if isinstance(which, int | np.integer) else which
        if isinstance(which, int | np.integer) and 0 <= which < math.prod(shape):
            return tuple(int(p) for p in np.unravel_index(which, shape))
        if isinstance(place, tuple) and len(place) == len(shape):
            whole = all(isinstance(p, int | np.integer) for p in place)
            if whole and all(0 <= p < length for p, length in zip(place, shape, strict=True)):
                return tuple(int(p) for p in place)
        raise WhygradError(
            f"run: there is no run {shown(which)}; the grid has the shape {shape}.\n"
            f"Expected a number from 0 to {math.prod(shape) - 1}, a place in the grid such as"
            f" {(0,) * len(shape)}, or values by name."
        )

    def _names(self, which: Mapping[str, Any]) -> list[str]:
        """The names of the axes, each of which must have a value."""
        names = list(self.axes)
        for name in which:
            if name not in names:
                advice = nearest(str(name), names) or f"Swept were {listing(names)}."
                raise WhygradError(f"run: `{name}` was not swept.\n{advice}")
        missing = [name for name in names if name not in which]
        if missing:
            raise WhygradError(f"run: no value is given for {listing(missing)}.")
        return names

    def _position(self, name: str, which: Mapping[str, Any]) -> int:
        found = np.flatnonzero(np.equal(self.axes[name], which[name]))
        if len(found) != 1:
            raise WhygradError(
                f"run: {shown(which[name])} is not among the values of `{name}`.\n"
                f"They are {shortened(self.axes[name])}."
            )
        return int(found[0])

    def table(self) -> list[dict[str, Any]]:
        """One row for each run: its number, its values, its losses, how it ended.

        `state` is `finished`, `diverged` or `not run`; `diverged_at` the step in which it did.
        """
        return [self._row(number) for number in range(self.losses.size)]

    def _row(self, number: int) -> dict[str, Any]:
        place = tuple(int(p) for p in np.unravel_index(number, self.record.shape))
        step = int(self.diverged_at[place])
        loss = float(self.losses[place])
        state = "not run" if math.isnan(loss) else "diverged" if math.isinf(loss) else "finished"
        return {
            "run": number,
            **self.record.choice(place),
            "first_loss": float(self.first_losses[place]),
            "final_loss": loss,
            "state": state,
            "diverged_at": step if state == "diverged" else None,
        }

    def to_csv(self, path: str | Path) -> Path:
        """Write the table, whole or not at all; an existing file is replaced."""
        path = Path(path)
        check_target(path, force=True)
        text = io.StringIO(newline="")
        rows = self.table()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        write(path, text.getvalue().encode(), force=True)
        return path

    def plot(self, path: str | Path) -> Path:
        """A picture of the final loss over what was swept, with the diverging part marked.

        Over one swept value, such as the learning rate, a curve (over seeds the median and the
        range); over two a map, and over more the lowest of the others in it.
        """
        from whygrad.insight.sweep_pictures import draw_sweep

        return draw_sweep(self.record, Path(path))

    def __str__(self) -> str:
        return "\n".join([self._title(), "", *self._lines(), "", *self._ending()])

    def __repr__(self) -> str:
        return f"<Sweep: {self._title()}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"

    def _title(self) -> str:
        steps = self.record.arguments["steps"]
        swept = ", ".join(
            f"{name} ({len(values):,} value{'s'[: len(values) != 1]})"
            for name, values in self.axes.items()
        )
        runs, ending = self.losses.size, "" if steps == 1 else "s"
        return f"{runs:,} run{'s'[: runs != 1]} of {steps:,} step{ending}: {swept}"

    def _lines(self) -> list[str]:
        """The table as aligned text: every run, or of many the best ones."""
        count = self.losses.size
        numbers: Any = range(count)
        if count > MOST_ROWS:
            numbers = np.argsort(self.losses, axis=None, kind="stable")[:BEST_ROWS]
        best = self.record.best
        first = None if best is None else np.ravel_multi_index(best, self.record.shape)
        head = ["run", *self.axes, "first loss", "final loss"]
        rows = [head, *(row_text(self._row(int(n))) for n in numbers)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
        for position, number in enumerate(numbers, start=1):
            if number == first:
                lines[position] += "  <- best"
        more = count - len(rows) + 1
        return [*lines, f"... and {more:,} more; `table()` has them all"] if more else lines

    def _ending(self) -> list[str]:
        """How many diverged or were not run, and which was the best."""
        count, missing = int(self.diverged.sum()), int((~self.done).sum())
        lines = [f"{count:,} of {self.losses.size:,} runs diverged."] if count else []
        if missing:
            lines.append(f"{missing:,} of {self.losses.size:,} runs were not made.")
        if self.record.best is None:
            return [*lines, "No run ended with a finite loss."]
        choice = ", ".join(f"{name} {value:.6g}" for name, value in (self.best or {}).items())
        loss = self.losses[self.record.best]
        return [*lines, f"Best: {choice}, with {self.record.step.loss} {loss:.6g}."]


def row_text(row: Mapping[str, Any]) -> list[str]:
    """A row's cells, with how it ended in the place of a loss that it has not."""
    names = [name for name in row if name not in ("state", "diverged_at")]
    cells = [f"{row[n]:d}" if isinstance(row[n], int) else f"{row[n]:.6g}" for n in names]
    if row["state"] == "diverged":
        cells[-1] = f"diverged in step {row['diverged_at']}"
    elif row["state"] == "not run":
        cells[-2:] = ["", "not run"]
    return cells


def shortened(values: np.ndarray, most: int = 6) -> str:
    """The values for a message, the first and the last of many."""
    texts = [f"{value:.12g}" for value in values[: most - 1]]
    if len(values) > most:
        texts.append("...")
    return ", ".join([*texts, *(f"{value:.12g}" for value in values[most - 1 :][-1:])])
