"""A sweep: one model trained with every combination of some settings, on all cores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whygrad.engines.selection import ENGINES
from whygrad.language.equations import Step
from whygrad.training.arguments import DTYPES, check_choice, check_count, check_flag
from whygrad.training.sweeps.crew import run_all, way_of, workers_for
from whygrad.training.sweeps.grid import fixed_arguments, given_values
from whygrad.training.sweeps.plans import plan_of
from whygrad.training.sweeps.results import Trials, empty_results, trials_of


def sweep(
    step: Step,
    data: Any,
    *,
    steps: int,
    learning_rate: Any = None,
    seed: Any = 1,
    initial: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    batch: int | None = None,
    shuffle: bool = True,
    optimizer: str = "gradient_descent",
    engine: str = "auto",
    dtype: str = "float64",
) -> Trials:
    """Train a whole step with every combination of the values in lists."""
    check_count("steps", steps)
    check_choice("engine", engine, ENGINES)
    check_choice("dtype", dtype, DTYPES)
    check_flag("shuffle", shuffle)
    given = given_values(step, learning_rate, seed, settings)
    plan = plan_of(step, data, given, steps, initial, batch, shuffle, engine, dtype)
    results = empty_results(plan)
    workers = workers_for(plan)
    run_all(plan, results, workers)
    arguments = {"steps": steps, "initial": initial, "batch": batch, "optimizer": optimizer}
    arguments |= {"shuffle": shuffle, "engine": plan.engine_name, "dtype": dtype}
    fixed = {name: value for name, value in given.items() if name not in plan.axes}
    return trials_of(plan, results, {**arguments, **fixed_arguments(fixed)}, way_of(workers))
