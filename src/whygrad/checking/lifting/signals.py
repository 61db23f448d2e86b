"""What stops the lifting of a node."""

from __future__ import annotations


class NotLifted(Exception):
    """The node has no form in the language of equations; the source line is shown instead."""
