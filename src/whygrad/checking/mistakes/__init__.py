"""The catalogue of mistakes: one class a kind, each with its page in its docstring.

The order is that of the search: of two kinds that explain the figures, the first is named.
"""

from whygrad.checking.mistakes.factors import Averaged, ExtraFactor, MissingFactor, WrongSign
from whygrad.checking.mistakes.kinds import Mistake, Repair
from whygrad.checking.mistakes.layout import Transposed
from whygrad.checking.mistakes.operands import WrongLayer, WrongOperand
from whygrad.checking.mistakes.slopes import (
    DerivativeAtWrongPlace,
    MissingDerivative,
    RepeatedDerivative,
    WrongDerivative,
)
from whygrad.checking.mistakes.state import (
    Accumulated,
    Aliased,
    MissingGradient,
    Overwritten,
    ShapeGrows,
    UpdatedTooEarly,
    WrongLoss,
)
from whygrad.checking.mistakes.sums import MissingSum, SummedOverAll
from whygrad.checking.mistakes.terms import MissingMask, MissingTerm

__all__ = ["BY_ID", "CATALOGUE", "Mistake", "Repair"]

CATALOGUE: tuple[Mistake, ...] = (
    Overwritten(),
    MissingMask(),
    WrongSign(),
    Averaged(),
    ExtraFactor(),
    MissingFactor(),
    SummedOverAll(),
    MissingSum(),
    Transposed(),
    RepeatedDerivative(),
    MissingDerivative(),
    DerivativeAtWrongPlace(),
    WrongLayer(),
    WrongDerivative(),
    MissingTerm(),
    WrongOperand(),
    UpdatedTooEarly(),
    Aliased(),
    Accumulated(),
    ShapeGrows(),
    MissingGradient(),
    WrongLoss(),
)
BY_ID = {mistake.id: mistake for mistake in CATALOGUE}
