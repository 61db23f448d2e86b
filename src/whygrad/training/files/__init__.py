"""The model file: a training run in one safetensors file that executes nothing."""

from whygrad.training.files.storage import check_target, describe, load, save, with_data, write

__all__ = ["check_target", "describe", "load", "save", "with_data", "write"]
