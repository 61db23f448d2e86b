"""The styles in which a program can be written."""

from __future__ import annotations

from whygrad.writers import c, comprehensions, loops, numpy

STYLES = {
    "loops": loops.write,
    "comprehensions": comprehensions.write,
    "numpy": numpy.write,
    "c": c.write,
}
