"""Checkpoints: the run so far in a model file, written again and again, whole each time."""

from __future__ import annotations

import os
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whygrad.language.messages import WhygradError
from whygrad.training.arguments import check_count
from whygrad.training.data import shown
from whygrad.training.files import check_target, save
from whygrad.training.history import History

SECONDS = 30.0  # between two, where nobody says after how many steps


class CheckpointWarning(UserWarning):
    """A checkpoint could not be written; training went on."""


@dataclass
class Checkpoint:
    """The file that keeps a training on its way; `every` counts steps, None: by time."""

    path: Path
    every: int | None = None
    written: float = field(default_factory=time.monotonic)

    def is_due(self, step: int) -> bool:
        if self.every is None:
            return time.monotonic() - self.written >= SECONDS
        return step % self.every == 0

    def write(self, history: History) -> None:
        """Replace the file. A failure is told, and costs no more than the file."""
        try:
            save(history, self.path, force=True)
        except WhygradError as error:
            warnings.warn(str(error), CheckpointWarning, stacklevel=2)
        self.written = time.monotonic()


def checkpoint_of(given: Any, every: Any, *, is_resumed: bool = False) -> Checkpoint | None:
    """What `checkpoint` and `checkpoint_every` ask for. A new training replaces no file."""
    if every is not None:
        check_count("checkpoint_every", every)
        if given is None:
            raise WhygradError(
                'checkpoint_every: no file is named.\nPass `checkpoint="run.wg"` too.'
            )
    if given is None or isinstance(given, Checkpoint):
        return given
    if not isinstance(given, str | os.PathLike):
        raise WhygradError(f"checkpoint: expected the name of a file, not {shown(given)}.")
    if not is_resumed and os.path.exists(given) and not os.path.isdir(given):
        raise WhygradError(
            f"checkpoint: `{given}` exists.\n"
            f'Go on with it: `wg.load("{given}").resume()`; or name another file.'
        )
    check_target(given, force=True)
    return Checkpoint(Path(given), every)
