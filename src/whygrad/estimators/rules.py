"""The optimiser that a solver stands for, with its settings.

Adam and SGD with momentum are those of every training. The learning rates that fall are
scikit-learn's, as update equations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whygrad.estimators.epochs import DIVISOR, Epoch
from whygrad.estimators.parameters import LBFGS
from whygrad.language.equations import LEARNING_RATE
from whygrad.training.optimizers import OPTIMIZERS
from whygrad.training.optimizers.composition import replaced

RATE, GRADIENT = "rate", "grad_NAME"
LONGEST = 1e9  # epochs, where a person waits for ever
SCIPY_FTOL = 1e7 * 2.0**-52  # its default, which scikit-learn takes
INVERSE_SCALING = """
power_t: setting = 0.5
epoch_samples: setting = 1
epoch_steps: setting = 1
seen: state = zeros()
place: state = zeros()
rate: state = zeros()

rate = learning_rate / (1 + seen)**power_t   # falls with the samples in the epochs before
place = place * (1 - equal(place, epoch_steps)) + 1   # of the step in its epoch, from 1
seen = seen + epoch_samples * equal(place, epoch_steps)
"""
ADAPTIVE = f"""
tol: setting = 1e-4
n_iter_no_change: setting = 10
epoch_steps: setting = 1
epoch_parts: setting = 1
last_part: setting = 1
dropped: state = zeros()
factor: state = ones()
rate: state = zeros()
place: state = zeros()
ended: state = zeros()
total: state = zeros()
gained: state = zeros()
waited: state = zeros()
best: state = constant(1e30)

dropped = step(waited - n_iter_no_change)   # 1 or 0
factor = factor * (1 - dropped * (1 - 1 / {DIVISOR}))
rate = learning_rate * factor   # divided by {DIVISOR} where the loss falls no more
place = place * (1 - equal(place, epoch_steps)) + 1   # of the step in its epoch, from 1
ended = equal(place, epoch_steps)
total = total * (1 - equal(place, 1)) + LOSS * (1 + ended * (last_part - 1))
gained = step(best - tol - total / epoch_parts)   # the mean loss of the epoch is lower
waited = waited * (1 - dropped) * (1 - ended * gained) + ended * (1 - gained)
best = best * (1 - ended) + minimum(best, total / epoch_parts) * ended
"""
FALLING = {"invscaling": INVERSE_SCALING, "adaptive": ADAPTIVE}


def rule_of(
    parameters: Mapping[str, Any], epoch: Epoch, *, goes_on: bool = False
) -> tuple[str, dict[str, float]]:
    """The optimiser, by its name or as text, and its settings.

    One that goes on begins with the states of a training before, and its step is not number 0.
    """
    if parameters["solver"] == LBFGS:
        return LBFGS, {
            "gtol": float(parameters["tol"]),
            "ftol": SCIPY_FTOL,
            "maxfun": float(parameters["max_fun"]),
        }
    if parameters["solver"] == "adam":
        return adam_going_on() if goes_on else "adam", {
            "beta1": float(parameters["beta_1"]),
            "beta2": float(parameters["beta_2"]),
            "epsilon": float(parameters["epsilon"]),
        }
    name = "nesterov" if parameters["nesterovs_momentum"] else "momentum"
    settings = {"momentum": parameters["momentum"]}
    schedule = parameters["learning_rate"]
    if schedule == "constant":
        return name, settings
    unscaled = OPTIMIZERS[name].replace(f"{LEARNING_RATE} * ", "")
    rule = replaced(unscaled, GRADIENT, f"({RATE} * {GRADIENT})")  # the velocity keeps its rates
    title = f"# {name}, {schedule}\n"
    return title + FALLING[schedule] + rule, settings | falling_settings(parameters, epoch)


def adam_going_on() -> str:
    """Adam with corrections that are computed from those before, not from the step's number."""
    rule = OPTIMIZERS["adam"]
    for n in "12":
        from_number = f"1 - beta{n}**(iteration + 1)"
        rule = rule.replace(from_number, f"beta{n} * correction{n} + 1 - beta{n}")
    return f"# adam, going on\n{rule}"


def falling_settings(parameters: Mapping[str, Any], epoch: Epoch) -> dict[str, float]:
    if parameters["learning_rate"] == "invscaling":
        return {
            "power_t": parameters["power_t"],
            "epoch_samples": epoch.samples,
            "epoch_steps": epoch.steps,
        }
    return {
        "tol": parameters["tol"],
        "n_iter_no_change": min(parameters["n_iter_no_change"], LONGEST),
        "epoch_steps": epoch.steps,
        "last_part": epoch.last / epoch.batch,
        "epoch_parts": epoch.samples / epoch.batch,
    }
