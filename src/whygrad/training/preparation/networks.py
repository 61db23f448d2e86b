"""The equations of a network for a table: its text depends on sizes alone."""

from __future__ import annotations

from collections.abc import Sequence

from whygrad.training.networks import network_text
from whygrad.training.preparation.roles import INPUTS, TARGET, Roles


def network_of(roles: Roles, hidden: Sequence[int] = (16,)) -> str:
    """Rectifiers; of classes a softmax and the cross-entropy, of a number the squared error.

    Data are as they stand in the table: what puts them on a scale is part of the equations.
    """
    sizes = [roles.width, *hidden, max(1, len(roles.classes))]
    tells = bool(roles.classes)
    return network_text(
        sizes,
        activation="relu",
        loss="cross_entropy" if tells else "scaled_squared",
        accuracy=tells,
        missing=roles.fill is not None,
        scaled=True,
        inputs=INPUTS,
        target=TARGET,
    )
