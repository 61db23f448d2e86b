"""The labels of a classifier as columns of 0 and 1, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.preprocessing import LabelBinarizer
from sklearn.utils.multiclass import check_classification_targets, type_of_target

from whygrad.language.messages import WhygradError
from whygrad.training.data import shown


class Labels:
    """What labels there are: of two or more classes, or several 0/1 labels a sample.

    Two classes have one column, more have one each; `is_multilabel` says that a sample may
    have several. `y` are the labels of the samples, or the classes alone.
    """

    def __init__(self, y: Any):
        check_classification_targets(y)
        self.is_multilabel = is_multilabel(y)
        self.binarizer = LabelBinarizer().fit(y)
        if not self.is_multilabel and len(self.classes) < 2:
            raise WhygradError(
                f"y: there is only one class, {shown(self.classes[0])}.\n"
                "A classifier needs samples of two classes or more."
            )

    @property
    def classes(self) -> np.ndarray:
        """The names of the classes, sorted; of several labels their numbers."""
        classes: np.ndarray = self.binarizer.classes_
        return classes

    @property
    def is_exclusive(self) -> bool:
        """Whether a sample has one class out of more than two."""
        return not self.is_multilabel and len(self.classes) > 2

    @property
    def outputs(self) -> int:
        return len(self.classes) if self.is_multilabel or self.is_exclusive else 1

    def columns(self, y: Any) -> np.ndarray:
        """Columns of 0 and 1: [sample, output]. Raises `WhygradError` on a class not known."""
        places = self.places(y)
        if places is not None:
            marks = np.eye(len(self.classes), dtype=np.uint8)[:, -self.outputs :]
            return np.asarray(marks[places])
        check_classification_targets(y)
        if is_multilabel(y) != self.is_multilabel:
            wanted = "0/1 columns, one a label" if self.is_multilabel else "one class a sample"
            raise WhygradError(f"y: expected {wanted}, as when fitting began.")
        if not self.is_multilabel:
            check_known(np.unique(y).tolist(), self.classes.tolist())
        return np.asarray(self.binarizer.transform(y))

    def places(self, y: Any) -> np.ndarray | None:
        """The number of each sample's class, of plain labels that are all known."""
        known = self.classes
        if self.is_multilabel or np.ndim(y) != 1 or np.asarray(y).dtype != known.dtype:
            return None
        places = np.searchsorted(known, y) % len(known)
        return places if (known[places] == y).all() else None

    def labels(self, output: np.ndarray) -> np.ndarray:
        """The likeliest class of each sample, or its 0/1 labels, from [sample, output]."""
        single = output.shape[1] == 1 and not self.is_multilabel
        return np.asarray(self.binarizer.inverse_transform(output.ravel() if single else output))


def is_multilabel(y: Any) -> bool:
    return bool(type_of_target(y) == "multilabel-indicator")


def check_known(found: Sequence[Any], known: Sequence[Any]) -> None:
    new = [name for name in found if name not in known]
    if new:
        names = ", ".join(map(shown, known[:10])) + (", ..." if len(known) > 10 else "")
        raise WhygradError(
            f"y: {shown(new[0])} is none of the classes that are known: {names}.\n"
            "Name all classes in the first partial_fit(X, y, classes=...), or fit anew."
        )
