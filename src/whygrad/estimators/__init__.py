"""Estimators: networks that follow scikit-learn's contract."""

from __future__ import annotations

from whygrad.language.messages import WhygradError

try:
    import sklearn  # noqa: F401
except ImportError:
    raise WhygradError(
        "wg.NetworkClassifier and wg.NetworkRegressor need scikit-learn:"
        ' pip install "whygrad[estimators]"'
    ) from None

from whygrad.estimators.classifier import NetworkClassifier
from whygrad.estimators.regressor import NetworkRegressor

__all__ = ["NetworkClassifier", "NetworkRegressor"]
