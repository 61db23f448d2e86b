"""From a table to a network: what the columns hold, the equations, the scale of each input."""

from whygrad.training.preparation.networks import network_of
from whygrad.training.preparation.roles import KINDS, Roles, complete, roles_of
from whygrad.training.preparation.scales import FILLS, Scales, scales_of

__all__ = ["FILLS", "KINDS", "Roles", "Scales", "complete", "network_of", "roles_of", "scales_of"]
