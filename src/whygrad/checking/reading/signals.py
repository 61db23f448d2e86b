"""What interrupts a reading: a dependence, something unreadable, an unknown value, a limit."""

from __future__ import annotations

from typing import Any

from whygrad.checking.reading.values import Unknown
from whygrad.checking.traces import Loop


class Dependent(Exception):
    """The passes of a loop that was read as an index depend on each other."""

    def __init__(self, loop: Loop):
        super().__init__()
        self.loop = loop


class Unreadable(Exception):
    """Something that this interpreter does not know, or that would fail; its text says what."""


class Tainted(Exception):
    """A value is needed and is not known."""

    def __init__(self, unknown: Unknown):
        super().__init__(unknown.why)
        self.unknown = unknown


class Raised(Exception):
    """Something that fails when the script runs, in a `try` that expects it."""


class Enough(Exception):
    """An endless generator has given as many values as are read; `scope` is that of its call."""

    def __init__(self, scope: Any):
        super().__init__()
        self.scope = scope


class Exhausted(Exception):
    """The budget of operations is used up."""


class Flow:
    """How a block ended: `kind` "" (it ran through), "return", "break", "continue", "raise"."""

    __slots__ = ("kind", "value")

    def __init__(self, kind: str, value: Any = None):
        self.kind = kind
        self.value = value


THROUGH = Flow("")
