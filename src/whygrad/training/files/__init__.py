"""The model file: a training run in one safetensors file that executes nothing."""

from whygrad.training.files.storage import describe, load, save, with_data
from whygrad.training.files.writing import check_target, write

__all__ = ["check_target", "describe", "load", "save", "with_data", "write"]
