"""Networks by their sizes: a function from options to a text of equations."""

from whygrad.training.networks.building import network_text
from whygrad.training.networks.draft import SOURCE
from whygrad.training.networks.losses import LOSSES
from whygrad.training.networks.options import ACTIVATIONS
from whygrad.training.networks.penalties import PENALTIES

__all__ = ["ACTIVATIONS", "LOSSES", "PENALTIES", "SOURCE", "network_text"]
