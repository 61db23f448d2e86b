"""Writing a file whole or not at all, and clearing what a killed process left of one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from whygrad.language.messages import WhygradError
from whygrad.training.opening import reason

try:
    import fcntl
except ImportError:  # Windows has no such locks: what was left stays there
    fcntl = None  # type: ignore[assignment]

TRIES, PAUSE = 10, 0.005  # seconds
PREFIX, SUFFIX = ".whygrad-", ".tmp"  # around a random name: the file before it is moved

PathLike = str | os.PathLike[str]


def check_target(path: PathLike, *, force: bool = False) -> None:
    """Raise `WhygradError` if no file can be written there."""
    target = Path(path)
    folder = target.parent
    if os.path.isdir(target):
        raise WhygradError(
            f"`{path}` is a folder; expected the name of a file, such as `{target / 'model.wg'}`."
        )
    if not os.path.isdir(folder):
        raise WhygradError(
            f"There is no folder `{folder}`, so `{path}` cannot be written.\nMake the folder first."
        )
    if not os.access(folder, os.W_OK):
        raise WhygradError(f"`{path}` cannot be written: no permission to write into `{folder}`.")
    if os.path.exists(target) and not os.path.isfile(target):
        raise WhygradError(
            f"`{path}` is no regular file, so it is not replaced.\nTake another name."
        )
    if os.path.exists(target) and not force:
        raise WhygradError(
            f"`{path}` exists.\nTake another name, or replace it: `force=True`, `--force`."
        )


def write(path: PathLike, content: bytes, *, force: bool) -> None:
    """Write beside the target, then move: whoever reads sees the old file or the new one."""
    write_all({path: content}, force=force)


def write_all(contents: Mapping[PathLike, bytes], *, force: bool) -> None:
    """Write several files, all of them or none: they are moved once all are written.

    Only a process that is killed between two moves leaves the first of them alone.
    """
    with contextlib.ExitStack() as stack:
        moves = [moved_later(stack, path, content) for path, content in contents.items()]
        with contextlib.ExitStack() as undo:
            for path, temporary, target in moves:
                with told(path):
                    check_target(path, force=force)  # it may have come about meanwhile
                    if len(moves) > 1:
                        undo.callback(put_back, target, second_name(stack, target))
                    os.replace(temporary, target)
            undo.pop_all()
    for _, _, target in moves:
        sync_folder(target.parent)


def moved_later(
    stack: contextlib.ExitStack, path: PathLike, content: bytes
) -> tuple[PathLike, Path, Path]:
    """The path, the file that was written, and where it is to go; the stack removes it."""
    try:
        target = Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise WhygradError(f"`{path}` was not written: {reason(error)}.") from None
    temporary = temporary_name(stack, target)
    with told(path):
        stack.enter_context(at_work_in(target.parent))
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    return path, temporary, target


@contextlib.contextmanager
def told(path: PathLike) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WhygradError(not_written(path, error)) from None


def temporary_name(stack: contextlib.ExitStack, target: Path) -> Path:
    """A name beside the target; what it has in the end the stack removes."""
    found = target.with_name(f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}")
    stack.callback(remove, found)
    return found


def second_name(stack: contextlib.ExitStack, target: Path) -> Path | None:
    """A second name of the file that stands there, if one does."""
    if not target.exists():
        return None
    found = temporary_name(stack, target)
    try:
        os.link(target, found)
    except OSError:  # not every system has such names
        found.write_bytes(target.read_bytes())
    return found


def put_back(target: Path, kept: Path | None) -> None:
    """The old file where the new one is, or none where there was none."""
    if kept is None:
        remove(target)
    else:
        with contextlib.suppress(OSError):
            os.replace(kept, target)


def remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


@contextlib.contextmanager
def at_work_in(folder: Path) -> Iterator[None]:
    """Clear the folder of what killed processes left, unless others are at work in it.

    All who write there share a lock on the folder, which ends with their process: who gets it
    alone knows that every unfinished file is a left-over.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # a lock is not to be had everywhere
            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            if is_locked(descriptor, alone=True):
                clear(folder)
            share(descriptor)
        yield


def is_locked(descriptor: int, *, alone: bool) -> bool:
    """Whether the lock could be had, at once."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(descriptor: int) -> None:
    """Share the lock as soon as nobody clears; for others who hold it there is no waiting."""
    for _ in range(TRIES):
        if is_locked(descriptor, alone=False):
            return
        time.sleep(PAUSE)


def clear(folder: Path) -> None:
    """Remove every unfinished file."""
    with os.scandir(folder) as found:
        names = [entry.name for entry in found]
    for name in names:
        if name.startswith(PREFIX) and name.endswith(SUFFIX):
            remove(folder / name)


def not_written(path: PathLike, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        return f"`{path}` was not written: the disk is full.\nFree some space, or save elsewhere."
    if error.errno == errno.EFBIG:
        return f"`{path}` was not written: no file may be so large here.\nSave it elsewhere."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"`{path}` was not written: {reason(error)}.\nSave in a folder of your own."
    return f"`{path}` was not written: {reason(error)}."


def sync_folder(folder: Path) -> None:
    """Make the move itself last; not every system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
