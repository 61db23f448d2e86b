"""The styles in which a program can be written."""

from __future__ import annotations

from whygrad.writers import numpy

STYLES = {"numpy": numpy.write}
