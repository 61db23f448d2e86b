"""The model file: a training run in one safetensors file that executes nothing."""

from whygrad.training.files.storage import describe, load, save, with_data
from whygrad.training.files.writing import check_target, write, write_all

__all__ = ["check_target", "describe", "load", "save", "with_data", "write", "write_all"]
