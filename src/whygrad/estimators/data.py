"""What an estimator is given, as arrays: checked by scikit-learn, with clear words."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
from sklearn.base import is_regressor
from sklearn.utils.validation import check_array, column_or_1d, validate_data

from whygrad.estimators.equations import INPUTS, TARGET, WEIGHTS
from whygrad.language.messages import WhygradError
from whygrad.training.data import shown

TYPES = (np.float64, np.float32)  # a fit computes in the type of X; all else becomes the first
MOST_ENTRIES = 2**27  # of sparse data that are made dense: one gigabyte
NO_NUMBER = re.compile(r"could not convert string to float: (.*)", re.DOTALL)


def inputs_of(estimator: Any, X: Any, *, reset: bool) -> np.ndarray:
    """The array [sample, feature] in float64 or float32; the estimator gets to know its width
    and names with `reset`, and else must know them. Sparse data are made dense."""
    return np.asarray(checked(estimator, X, reset=reset))


def inputs_and_targets(
    estimator: Any, X: Any, y: Any, *, reset: bool
) -> tuple[np.ndarray, np.ndarray]:
    """X as `inputs_of` gives it, and y, with as many samples, as [sample] or [sample, output]."""
    numeric = is_regressor(estimator)
    X, y = checked(estimator, X, y, reset=reset, multi_output=True, y_numeric=numeric)
    return X, column_or_1d(y, warn=True) if y.ndim == 2 and y.shape[1] == 1 else y


def checked(estimator: Any, X: Any, *y: Any, reset: bool, **options: Any) -> Any:
    try:
        found = validate_data(
            estimator, X, *y, reset=reset, accept_sparse=("csr",), dtype=TYPES, **options
        )
    except ValueError as error:
        text = NO_NUMBER.fullmatch(str(error))
        if text is not None:
            raise WhygradError(
                f"X: {text[1]} is no number.\n"
                "Encode categories first: make_pipeline(OneHotEncoder(), ...), say."
            ) from None
        if str(error).startswith("Input X contains NaN"):
            raise WhygradError(
                f"X: {where_missing(X)} is NaN, a missing value.\n"
                "Fill them in first: make_pipeline(SimpleImputer(), ...), say."
            ) from None
        raise
    if not y:
        return dense(found)
    X, y = found
    return dense(X), y


def where_missing(X: Any) -> str:
    """The first NaN by its row and its column, which has a name in a table."""
    names = getattr(X, "columns", None)
    values = dense(X) if hasattr(X, "toarray") else np.asarray(X)
    row, column = np.argwhere(values != values)[0]
    named = f"column {column}" if names is None else f"column `{names[column]}`"
    return f"row {row} of {named}, counted from 0,"


def dense(X: Any) -> np.ndarray:
    if isinstance(X, np.ndarray):
        return np.asarray(X)
    if math.prod(X.shape) > MOST_ENTRIES:
        raise WhygradError(
            f"X: sparse data of shape {X.shape} are too large to be made dense:"
            f" at most {MOST_ENTRIES:,} entries are.\n"
            "Take fewer features first: make_pipeline(TruncatedSVD(100), ...), say."
        )
    return np.asarray(X.toarray())


def bound(X: np.ndarray, target: np.ndarray, weights: np.ndarray | None) -> dict[str, np.ndarray]:
    """The data by their names in the equations. A sample of weight 0 is left out."""
    if weights is None:
        return {INPUTS: X, TARGET: target}
    rows = weights > 0
    return {INPUTS: X[rows], TARGET: target[rows], WEIGHTS: weights[rows]}


def weights_of(sample_weight: Any, X: np.ndarray) -> np.ndarray | None:
    """The weights [sample], of 0 or more, not all 0; None where all are the same."""
    if sample_weight is None:
        return None
    name = "sample_weight"
    try:
        found = check_array(sample_weight, ensure_2d=False, dtype=X.dtype.type, input_name=name)
    except ValueError as error:
        text = NO_NUMBER.fullmatch(str(error))
        if text is None:
            raise
        raise WhygradError(f"{name}: expected a number for each sample, not {text[1]}.") from None
    if found.shape != (len(X),):
        raise WhygradError(
            f"{name}: expected one number for each of the {len(X)} samples, not {found.shape}."
        )
    if (found < 0).any():
        place = int(np.argmax(found < 0))
        raise WhygradError(f"{name}[{place}]: expected 0 or more, not {shown(found[place])}.")
    if not found.any():
        raise WhygradError(f"{name}: all are zero, so no sample has a say.")
    return None if (found == found[0]).all() else np.asarray(found)
