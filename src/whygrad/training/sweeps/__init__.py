"""Sweeps: one model trained with every combination of some settings, on all cores."""

from whygrad.training.sweeps.grid import SEED
from whygrad.training.sweeps.results import Trials
from whygrad.training.sweeps.sweeping import sweep

__all__ = ["SEED", "Trials", "sweep"]
