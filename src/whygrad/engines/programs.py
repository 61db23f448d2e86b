"""Written programs, loaded so that they can be called."""

from __future__ import annotations

import hashlib
import linecache
from functools import lru_cache
from types import ModuleType


@lru_cache(maxsize=256)
def load(source: str) -> ModuleType:
    """The program as a module; tracebacks, debuggers and profilers see its lines.

    The same source gives the same module. What stands under `if __name__ == "__main__":`
    does not run.
    """
    digest = hashlib.sha256(source.encode()).hexdigest()[:12]
    module = ModuleType(f"whygrad_program_{digest}")
    module.__file__ = f"<{module.__name__}>"
    lines = source.splitlines(keepends=True)
    linecache.cache[module.__file__] = (len(source), None, lines, module.__file__)
    exec(compile(source, module.__file__, "exec"), module.__dict__)
    return module
