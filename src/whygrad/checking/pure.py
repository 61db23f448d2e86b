"""NumPy's functions that a trace computes by NumPy itself: of data, whose slope nobody asks for.

The list is closed. What moves with the parameters may go only through those of them that are
constant between their jumps; all others are read for values that do not depend on a parameter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

FLAT = frozenset({
    "argpartition", "bincount", "digitize", "histogram", "histogram2d", "histogram_bin_edges",
    "lexsort", "searchsorted", "setdiff1d", "signbit", "spacing", "unique_counts",
})  # fmt: skip
DATA = (
    "angle", "apply_over_axes", "argpartition", "array_equiv", "bartlett", "base_repr",
    "bincount", "blackman", "corrcoef", "cov", "cross", "cumulative_prod", "cumulative_sum",
    "digitize", "ediff1d", "frexp", "gcd", "geomspace", "gradient", "hamming",
    "hanning", "histogram", "histogram2d", "histogram_bin_edges", "i0", "interp", "intersect1d",
    "kaiser", "lcm", "ldexp", "left_shift", "lexsort", "logspace", "median", "modf",
    "nanargmax", "nanargmin", "nancumprod", "nancumsum", "nanmedian", "nanpercentile",
    "nanquantile", "nanstd", "nanvar", "nextafter", "partition", "percentile", "poly", "polyadd",
    "polyder", "polyfit", "polyint", "polymul", "polysub", "quantile", "right_shift", "roots",
    "searchsorted", "setdiff1d", "setxor1d", "signbit", "spacing", "tri", "tril_indices",
    "triu_indices", "union1d", "unwrap", "vander", "packbits", "unpackbits", "sort_complex",
    "mask_indices", "diag_indices_from", "tril_indices_from", "triu_indices_from",
    "ravel_multi_index",
)  # fmt: skip
LINEAR = (
    "cholesky", "cond", "det", "eigh", "eigvalsh", "eig", "eigvals", "lstsq", "matrix_power",
    "matrix_rank", "pinv", "qr", "slogdet", "svd", "svdvals",
)  # fmt: skip

FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(np, name) for name in DATA if hasattr(np, name)},
    **{f"linalg.{name}": getattr(np.linalg, name) for name in LINEAR if hasattr(np.linalg, name)},
}


@dataclass(frozen=True, slots=True)
class Input:
    """Among the arguments of a function: the place of an input of the operation."""

    place: int


def outcome(
    *inputs: np.ndarray,
    function: str,
    arguments: tuple[Any, ...],
    keywords: tuple[tuple[str, Any], ...],
    output: int | None,
) -> np.ndarray:
    """What a function gives for the inputs; of several results the one at `output`."""

    def entry(argument: Any) -> Any:
        if isinstance(argument, Input):
            return np.real(inputs[argument.place])
        return tuple(map(entry, argument)) if isinstance(argument, tuple) else argument

    given = FUNCTIONS[function](*map(entry, arguments), **{k: entry(v) for k, v in keywords})
    return np.asarray(given if output is None else given[output])
