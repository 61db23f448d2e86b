"""Optimisers: the equations they write, and their arithmetic by hand."""

import numpy as np
import pytest

import whygrad as wg
from whygrad.language.messages import WhygradError
from whygrad.language.notation import equations_text
from whygrad.model import UnreachedWarning
from whygrad.training.optimizers import OPTIMIZERS, with_update

LINE = """
x[i, k]: data
y[i]: data
w[k]: parameter = normal(0, 1)
b: parameter = 0.5
output[i] = sum[k](x[i, k] * w[k]) + b
loss = mean[i]((output[i] - y[i])**2)
"""
ALL = (
    "There are `gradient_descent`, `momentum`, `nesterov`, `rmsprop`, `adam`, `adamw` and `lbfgs`,"
    " or a rule as text."
)
X = np.array([[1.0, 2], [0.5, -1], [-1, 0.25]])
Y = np.array([1.0, -2, 0.5])
DATA = {"x": X, "y": Y}


def slopes(w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    """The gradients of LINE, by hand."""
    error = 2 * (X @ w + b - Y) / 3
    return X.T @ error, error.sum()


def update_text(text: str, optimizer: str) -> str:
    return equations_text(with_update(wg.Model(text).step, optimizer).update)


def fails(text: str, optimizer: object) -> str:
    with pytest.raises(WhygradError) as caught:
        wg.Model(text).fit(DATA, steps=1, learning_rate=0.1, optimizer=optimizer)
    return str(caught.value)


def test_gradient_descent_is_what_it_prints() -> None:
    assert update_text(LINE, "gradient_descent") == (
        "w[k] = w[k] - learning_rate * grad_w[k]  # gradient descent\n"
        "b    = b - learning_rate * grad_b"
    )
    run = wg.Model(LINE).fit(DATA, steps=5, learning_rate=0.1)
    w, b = np.random.RandomState(1).standard_normal(2), 0.5
    for _ in range(5):
        grad_w, grad_b = slopes(w, b)
        w, b = w - 0.1 * grad_w, b - 0.1 * grad_b
    np.testing.assert_allclose(run.parameters["w"], w, rtol=1e-12)
    np.testing.assert_allclose(run.parameters["b"], b, rtol=1e-12)


def test_momentum_is_what_it_prints() -> None:
    assert update_text(LINE, "momentum") == (
        "velocity_w[k] = momentum * velocity_w[k] + grad_w[k]  # gradient descent with momentum\n"
        "w[k]          = w[k] - learning_rate * velocity_w[k]\n"
        "velocity_b    = momentum * velocity_b + grad_b\n"
        "b             = b - learning_rate * velocity_b"
    )


@pytest.mark.parametrize("momentum", [None, 0.5])
def test_momentum_by_hand(momentum: float | None) -> None:
    settings = {} if momentum is None else {"momentum": momentum}
    run = wg.Model(LINE).fit(
        DATA, steps=6, learning_rate=0.05, optimizer="momentum", settings=settings
    )
    keep = 0.9 if momentum is None else momentum
    w, b = np.random.RandomState(1).standard_normal(2), 0.5
    velocity_w, velocity_b = np.zeros(2), 0.0
    for step in range(6):
        at = run.at(step)
        np.testing.assert_allclose(at["velocity_w"], velocity_w, rtol=1e-12)
        np.testing.assert_allclose(at["w"], w, rtol=1e-12)
        grad_w, grad_b = slopes(w, b)
        velocity_w, velocity_b = keep * velocity_w + grad_w, keep * velocity_b + grad_b
        w, b = w - 0.05 * velocity_w, b - 0.05 * velocity_b
    np.testing.assert_allclose(run.parameters["w"], w, rtol=1e-12)
    np.testing.assert_allclose(run.parameters["b"], b, rtol=1e-12)
    np.testing.assert_allclose(run.at(6)["velocity_b"], velocity_b, rtol=1e-12)
    assert set(run.parameters) == {"w", "b"}


def test_a_setting_of_the_text_is_the_optimisers() -> None:
    model = wg.Model("momentum: setting = 0.5\n" + LINE)
    options = {"steps": 4, "learning_rate": 0.05, "optimizer": "momentum"}
    given = wg.Model(LINE).fit(DATA, settings={"momentum": 0.5}, **options)
    np.testing.assert_array_equal(model.fit(DATA, **options).losses, given.losses)


@pytest.mark.parametrize("name", ["velocity_b", "momentum"])
def test_names_that_the_optimiser_needs(name: str) -> None:
    text = LINE.replace("output", name)
    assert fails(text, "momentum") == (
        f"optimizer: `momentum` needs the name `{name}`, which the equations use.\n"
        "Give that quantity another name."
    )
    wg.Model(text).fit(DATA, steps=1, learning_rate=0.1)


def test_an_index_may_not_have_the_name_either() -> None:
    text = LINE.replace("[i, k]", "[i, momentum]").replace("[k]", "[momentum]")
    assert fails(text, "momentum").startswith("optimizer: `momentum` needs the name `momentum`")


@pytest.mark.parametrize(
    ("optimizer", "advice"),
    [
        ("momentun", "Did you mean `momentum`?"),
        ("Adam", "Did you mean `adam`?"),
        ("sgd", ALL),
        (None, ALL),
        (["momentum"], "Did you mean `momentum`?"),
    ],
)
def test_an_unknown_optimiser(optimizer: object, advice: str) -> None:
    assert fails(LINE, optimizer) == f"optimizer: there is no `{optimizer}`.\n{advice}"


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_parameter_that_does_not_reach_the_loss_stays(optimizer: str) -> None:
    text = LINE.replace("loss =", "spare[k]: parameter = normal(0, 1)\nloss =")
    message = (
        r"^Parameter `spare` has no gradient: it does not lead to loss\. It stays as it starts\.$"
    )
    with pytest.warns(UnreachedWarning, match=message):
        model = wg.Model(text)
    run = model.fit(DATA, steps=3, learning_rate=0.1, optimizer=optimizer)
    np.testing.assert_array_equal(run.parameters["spare"], run.initial["spare"])
    assert "velocity_spare" not in run.at(1)
    assert "spare" not in model.gradients(DATA, run.parameters)
    assert not np.array_equal(run.parameters["w"], run.initial["w"])
