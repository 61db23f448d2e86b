"""Compiled programs on disk, so that another process need not compile them again.

The folder belongs to the user alone; where that cannot be had, nothing is kept. A program
stands there as the source that was compiled, and Numba keeps its machine code beside it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import sys
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from whygrad.version import __version__


def cache_folder() -> Path | None:
    """The user's own folder for compiled programs, made if need be; None if it is not safe."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(base) / "whygrad" / f"compiled-{__version__}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if is_private(folder) else None
    except OSError:
        return None


def is_private(folder: Path) -> bool:
    """A real folder that is the user's and that nobody else can look into or change."""
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode):
        return False
    if not hasattr(os, "getuid"):  # no such rights on this system: the home folder is private
        return True
    return state.st_uid == os.getuid() and not state.st_mode & 0o077


def stored_module(source: str, options: str = "") -> ModuleType | None:
    """The program as a module with a file of its own; None where there is no safe folder.

    `options` are those of the compiler: machine code made with others stands elsewhere.
    """
    folder = cache_folder()
    if folder is None:
        return None
    name = stored_name(source, options)
    path = folder / f"{name}.py"
    try:
        if not (path.is_file() and path.read_text(encoding="utf-8") == source):
            write_whole(path, source)
    except (OSError, UnicodeDecodeError):
        return None
    return imported(name, path)


def stored_name(source: str, options: str) -> str:
    """What the module of a program is called."""
    digest = hashlib.sha256(f"{options}\n{source}".encode()).hexdigest()
    return f"whygrad_compiled_{digest[:24]}"


def is_stored(source: str, options: str) -> bool:
    """Whether Numba has kept machine code for this program, of its present version or not."""
    folder = cache_folder()
    name = stored_name(source, options)
    return folder is not None and any((folder / "__pycache__").glob(f"{name}.train-*.nbi"))


def write_whole(path: Path, text: str) -> None:
    """The file with all of the text, or as it was."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def imported(name: str, path: Path) -> ModuleType:
    """The module, known by its name: Numba looks it up when it reads its own files."""
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def keep_machine_code(function: Any) -> None:
    """Keep what Numba compiles a function to beside its program, and read it from there.

    `function` is one that `numba.njit` gave.
    """
    function.enable_caching()
    kept = function._cache
    kept.load_overload = partial(read_machine_code, kept)


def read_machine_code(kept: Any, signature: Any, context: Any) -> Any:
    """The machine code for a signature, or None, without a compiler made ready first.

    Numba would load its whole compiler, and SciPy, before it looks: three times the time of
    all else. Machine code needs no more of it than its memory; what is not found is compiled,
    and for that the compiler makes itself ready.
    """
    from numba.core.runtime.nrt import rtsys

    context.refresh = partial(rtsys.initialize, context)  # under the lock of the compiler
    try:
        return type(kept).load_overload(kept, signature, context)
    finally:
        del context.refresh
