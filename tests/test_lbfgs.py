"""L-BFGS: SciPy's minimiser over our gradients, and what a run by it can and cannot do."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

import whygrad as wg
from test_optimizers import DATA, LINE, X, Y, slopes
from whygrad.language.messages import WhygradError
from whygrad.training.fitting import DivergenceWarning

CURVED = LINE.replace("sum[k](x[i, k] * w[k]) + b", "tanh(sum[k](x[i, k] * w[k]) + b)")


def fit(text: str = LINE, **options: Any) -> wg.Run:
    return wg.Model(text).fit(DATA, **{"steps": 100, "optimizer": "lbfgs", **options})


def test_a_line_is_that_of_least_squares() -> None:
    run = fit()
    best, *_ = np.linalg.lstsq(np.column_stack([X, np.ones(3)]), Y, rcond=None)
    np.testing.assert_allclose([*run.parameters["w"], run.parameters["b"]], best, rtol=1e-6)
    assert run.steps < 30  # and then it is done
    assert len(run.losses) == run.steps
    assert repr(run).startswith(f"<Run: {run.steps} steps of lbfgs, loss ")


def test_it_is_scipys_own_way() -> None:
    """The same function and gradient by hand give the same losses, iteration by iteration."""

    def loss(p: np.ndarray) -> float:
        return float(np.mean((X @ p[:2] + p[2] - Y) ** 2))

    start = np.append(np.random.RandomState(1).standard_normal(2), 0.5)
    seen = [loss(start)]
    minimize(
        lambda p: (loss(p), np.append(*slopes(p[:2], p[2]))), start, jac=True, method="L-BFGS-B",
        callback=lambda p: seen.append(loss(p)), options={"maxiter": 5, "ftol": 0},
    )  # fmt: skip
    run = fit(steps=5)
    np.testing.assert_allclose(run.losses, seen[:5], rtol=1e-9)
    np.testing.assert_allclose(run.at(5)["loss"], seen[5], rtol=1e-9)


def test_losses_are_those_of_the_forward_pass_of_each_step() -> None:
    run = fit(CURVED)
    for step in (0, 1, 4, run.steps - 1):
        np.testing.assert_array_equal(run.at(step)["loss"], run.losses[step])
    assert run.losses[-1] < run.losses[0]
    assert list(run.update) == []


def test_a_saved_run_has_the_same_bits(tmp_path: Path) -> None:
    run = fit(CURVED)
    again = wg.load(run.save(tmp_path / "model.wg"))
    for step in (0, 3, run.steps):
        np.testing.assert_array_equal(again.at(step)["w"], run.at(step)["w"])
    assert again.record.optimizer == "lbfgs"


def test_a_run_can_be_asked() -> None:
    run = fit(CURVED)
    assert "iterations of L-BFGS, which is SciPy's" in str(run.why("w[0]", step=2))
    assert "grad_w[0]" in str(run.why("grad_w[0]", step=2))
    assert "falls by" in str(run.why("loss", step=2))
    assert "`lbfgs`" in str(run.health())


def test_float32() -> None:
    run = fit(dtype="float32")
    assert run.parameters["w"].dtype == np.float32
    np.testing.assert_allclose(run.parameters["w"], fit().parameters["w"], rtol=1e-3)


def test_a_start_at_the_bottom_stays() -> None:
    best = fit().parameters
    run = fit(initial={name: best[name] for name in ("w", "b")})
    assert run.steps >= 1
    np.testing.assert_allclose(run.parameters["w"], best["w"], rtol=1e-6)


def test_a_loss_without_a_bottom_ends_at_finite_numbers() -> None:
    run = wg.Model("w: parameter = 1\nloss = -exp(w)").fit({}, steps=30, optimizer="lbfgs")
    assert np.isfinite(run.losses).all()
    assert np.isfinite(run.at(run.steps)["loss"])


def test_a_start_that_is_not_finite_is_told() -> None:
    with pytest.warns(DivergenceWarning, match="^Training diverged in step 0: `loss` is no finite"):
        run = wg.Model("w: parameter = -1\nloss = log(w)").fit({}, steps=30, optimizer="lbfgs")
    assert run.steps == 0


def test_its_limits_are_settings_with_scipys_names() -> None:
    assert fit(settings={"gtol": 1.0}).steps < fit(settings={"gtol": 1e-3}).steps < fit().steps
    assert fit(settings={"ftol": 0.5}).steps < fit().steps
    assert fit(CURVED, settings={"maxfun": 4}).steps <= 4
    named = {s.name: s.value.text for s in fit().record.step.settings}
    assert named == {"gtol": "1e-10", "ftol": "0", "maxfun": "1000000000"}


def test_it_tells_whether_nothing_was_left_to_gain(tmp_path: Path) -> None:
    assert fit().ending == "converged"
    assert fit(steps=2).ending == "finished"
    assert fit(CURVED, settings={"maxfun": 4}).ending == "finished"
    again = wg.load(fit().save(tmp_path / "model.wg"))
    assert (again.ending, again.record.goal) == ("converged", 100)
    assert "nothing was left to gain" in again.card()


def test_no_script_holds_it() -> None:
    with pytest.raises(WhygradError) as caught:
        fit().script("numpy")
    assert str(caught.value) == (
        "script: L-BFGS is SciPy's and no list of equations, so that no script can hold it.\n"
        "A script of the model (`model.script()`) trains with update equations."
    )


DROPPED = LINE.replace("output[i] =", "keep[i]: draw = bernoulli(0.5)\noutput[i] = keep[i] *")
TIMED = LINE.replace("loss =", "loss = (1 + iteration) *")
NOTHING = "x[i]: data\nloss = sum[i](x[i])"
REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "learning_rate": (
        LINE,
        {"learning_rate": 0.1},
        "learning_rate: L-BFGS finds the length of its steps itself.\nLeave it out.",
    ),
    "batch": (LINE, {"batch": 2}, "batch: L-BFGS takes all samples in each step.\nLeave it out."),
    "engine": (
        LINE,
        {"engine": "compiled"},
        "engine: L-BFGS runs on `numpy`.\nLeave the engine out.",
    ),
    "schedule": (
        LINE,
        {"schedule": "cosine"},
        "schedule: L-BFGS finds the length of its steps itself.\nLeave it out.",
    ),
    "clip": (
        LINE,
        {"clip": "norm"},
        "clip: L-BFGS finds the length of its steps itself.\nLeave it out.",
    ),
    "maxfun": (
        LINE,
        {"settings": {"maxfun": 0}},
        "settings: maxfun: expected a number of 1 or more, not 0.",
    ),
    "gtol": (
        LINE,
        {"settings": {"gtol": -1e-3}},
        "settings: gtol: expected a number of 0 or more, not -0.001.",
    ),
    "no parameter": (
        NOTHING,
        {},
        "optimizer: no parameter leads to the loss, so L-BFGS has nothing to change.",
    ),
    "draw": (
        DROPPED,
        {},
        "optimizer: L-BFGS needs a loss that stays the same; this one draws `keep` anew in each"
        " step.\nTake another optimiser, such as `adam`.",
    ),
    "iteration": (
        TIMED,
        {},
        "optimizer: L-BFGS needs a loss that stays the same; this one reads `iteration`.\n"
        "Take another optimiser, such as `adam`.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_it_does_not_take(case: str) -> None:
    text, options, message = REFUSED[case]
    data = DATA if text != NOTHING else {"x": X[0]}
    with pytest.raises(WhygradError) as caught:
        wg.Model(text).fit(data, **{"steps": 9, "optimizer": "lbfgs", **options})
    assert str(caught.value) == message


def test_a_sweep_needs_update_equations() -> None:
    with pytest.raises(WhygradError) as caught:
        wg.Model(LINE).sweep(DATA, steps=3, seed=[1, 2], optimizer="lbfgs")
    assert str(caught.value) == (
        "optimizer: a sweep trains by update equations; L-BFGS has none.\n"
        "Take another optimiser, or call `fit` for each."
    )
