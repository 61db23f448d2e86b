"""The version of whygrad, read from here by the package's metadata too."""

__version__ = "0.1.0"
