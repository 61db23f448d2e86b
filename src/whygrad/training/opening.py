"""Opening a file to read it: a regular one, of a size that can be read, or a clear message."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO

from whygrad.language.messages import WhygradError, nearest

WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)  # else opening a pipe would wait for its writer
BINARY = getattr(os, "O_BINARY", 0)


def open_file(path: str | os.PathLike[str], what: str, largest: int) -> IO[bytes]:
    """A regular file of at most `largest` bytes; `what` is the word for it in messages."""
    name = str(path)
    try:
        descriptor = os.open(name, os.O_RDONLY | WITHOUT_WAITING | BINARY)
    except FileNotFoundError:
        raise WhygradError(f"There is no file `{name}`.{near_file(name)}") from None
    except (OSError, ValueError) as error:
        if os.path.isdir(name):
            raise WhygradError(f"`{name}` is a folder; expected {what}.") from None
        raise WhygradError(f"`{name}` cannot be read: {reason(error)}.") from None
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode) or state.st_size > largest:
        os.close(descriptor)
        raise WhygradError(no_file(name, what, state, largest))
    return os.fdopen(descriptor, "rb")


def no_file(name: str, what: str, state: os.stat_result, largest: int) -> str:
    if stat.S_ISDIR(state.st_mode):
        return f"`{name}` is a folder; expected {what}."
    if not stat.S_ISREG(state.st_mode):
        return f"`{name}` is no regular file; expected {what}."
    return f"`{name}` has {state.st_size:,} bytes; at most {largest:,} are read."


def reason(error: OSError | ValueError) -> str:
    """Why, in lower case; a ValueError is Python's word for a NUL in the path."""
    return (getattr(error, "strerror", None) or "the name holds a null byte").lower()


def near_file(name: str) -> str:
    try:
        advice = nearest(Path(name).name, os.listdir(Path(name).parent))
    except OSError:
        return ""
    return f"\n{advice}" if advice else ""
