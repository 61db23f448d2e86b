"""The data of a run as it holds them: where they lie, and in bytes where these will do.

An array of a table or an estimator that has the run's type and C order is not copied: the person
and the run have the same one. Whether it has changed since is told by the hash that was taken when
the training began. Data of one byte a number there, such as 0/1 labels, that a training takes in
batches stay so; whoever reads them gets the run's type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from whygrad.training.data import data_hash
from whygrad.training.mapping import read_only

BYTES = (np.dtype(np.bool_), np.dtype(np.uint8))  # types of one byte that are kept


def as_bytes(array: np.ndarray) -> np.ndarray:
    """Truth values and small whole numbers as bytes, where they lie if they are in C order."""
    return read_only(np.asarray(array.view(np.uint8), order="C"))


class Held(Mapping[str, np.ndarray]):
    """Data by name, in the run's type; `arrays` has them as they are held, all read-only."""

    def __init__(self, arrays: Mapping[str, Any], dtype: str):
        self.arrays, self.dtype = dict(arrays), np.dtype(dtype)

    def __getitem__(self, name: str) -> np.ndarray:
        return self.typed(self.arrays[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.arrays)

    def __len__(self) -> int:
        return len(self.arrays)

    def rows(self, name: str, rows: np.ndarray) -> np.ndarray:
        """Some samples of one quantity."""
        return self.typed(self.arrays[name][rows])

    def typed(self, array: np.ndarray) -> np.ndarray:
        if array.dtype not in BYTES:
            return array
        return read_only(array.astype(self.dtype))

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        return {name: np.shape(array) for name, array in self.arrays.items()}

    @property
    def nbytes(self) -> int:
        """What they take in the run's type, as a file holds them."""
        return int(sum(array.size for array in self.arrays.values())) * self.dtype.itemsize

    def is_changed(self, known_hash: str) -> bool:
        """Whether the hash is another one by now; only what others have too can change."""
        return bool(known_hash) and self.is_shared and data_hash(self) != known_hash

    @property
    def is_shared(self) -> bool:
        return any(map(is_shared, self.arrays.values()))


def is_shared(array: Any) -> bool:
    """Whether it lies in the memory of another array; of one in a file it is not asked."""
    base = getattr(array, "base", None)
    while isinstance(base, np.ndarray) and not isinstance(base, np.memmap):
        if not isinstance(base.base, np.ndarray):
            return True
        base = base.base
    return False
