"""Optimisers: update equations for every parameter, written in the language itself."""

from whygrad.training.optimizers.composition import composed
from whygrad.training.optimizers.table import CLIPPING, OPTIMIZERS, SCHEDULES
from whygrad.training.optimizers.updates import LBFGS, NAMES, title, with_update

__all__ = [
    "CLIPPING",
    "LBFGS",
    "NAMES",
    "OPTIMIZERS",
    "SCHEDULES",
    "composed",
    "title",
    "with_update",
]
