"""Starting values: drawn by NumPy's old stream, in order of declaration, and given ones."""

import math

import numpy as np
import pytest

from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse
from whygrad.training.initializers import LARGEST_SEED, starting_values

LENGTHS = {"k": 3, "j": 2, "m": 4}


def starts(*lines: str, seed: int = 1, **options: object) -> dict[str, np.ndarray]:
    parameters, states = starting_values(step_of(*lines), LENGTHS, seed=seed, **options)
    return {**parameters, **states}


def step_of(*lines: str) -> Step:
    indexes = ("k: index(3)", "j: index(2)", "m: index(4)")
    return parse("\n".join([*indexes, *lines, "loss = 1 * 1"]))


def expect(message: str, *lines: str, **options: object) -> None:
    with pytest.raises(WhygradError) as caught:
        starts(*lines, **options)
    assert str(caught.value) == message


def test_every_initializer_against_the_stream_itself() -> None:
    got = starts(
        "low: setting = -2",
        "a[k, j]: parameter = uniform(low, 3)",
        "b[j]: parameter = normal(0.5, 2)",
        "c[k, j]: parameter = glorot()",
        "d[k, m]: parameter = he()",
        "e[j]: parameter = zeros()",
        "f[j]: parameter = ones()",
        "g: parameter = constant(low)",
        "h: parameter = 0.25",
        "s: parameter = uniform(0, 1)",
        "average[k]: state = normal(0, 1)",
        seed=7,
        settings={"low": -1.0},
    )
    random = np.random.RandomState(7)
    glorot = math.sqrt(6 / (3 + 2))
    want = {
        "a": -1 + 4 * random.random_sample((3, 2)),
        "b": 0.5 + 2 * random.standard_normal(2),
        "c": -glorot + 2 * glorot * random.random_sample((3, 2)),
        "d": math.sqrt(2 / 3) * random.standard_normal((3, 4)),
        "e": np.zeros(2),
        "f": np.ones(2),
        "g": np.float64(-1),
        "h": np.float64(0.25),
        "s": random.random_sample(),
        "average": random.standard_normal(3),
    }
    assert list(got) == list(want)
    for name, value in want.items():
        np.testing.assert_array_equal(got[name], value)
        assert got[name].dtype == np.float64
        assert np.shape(got[name]) == np.shape(value)


@pytest.mark.parametrize(
    ("indexes", "fan_in", "fan_out"),
    [("", 1, 1), ("[m]", 1, 4), ("[k, j]", 3, 2), ("[k, j, m]", 6, 4)],
)
def test_fans(indexes: str, fan_in: int, fan_out: int) -> None:
    """Fan-in is the product of all lengths but the last, fan-out the last."""
    limit = math.sqrt(6 / (fan_in + fan_out))
    got = starts(f"w{indexes}: parameter = glorot()", seed=3)["w"]
    want = np.random.RandomState(3).random_sample(got.shape)
    np.testing.assert_array_equal(got, -limit + 2 * limit * want)
    got = starts(f"w{indexes}: parameter = he()", seed=3)["w"]
    want = np.random.RandomState(3).standard_normal(got.shape)
    np.testing.assert_array_equal(got, math.sqrt(2 / fan_in) * want)


def test_the_classifier_starts_as_published_bit_for_bit() -> None:
    got = starts("weights[k]: parameter = uniform(-1, 1)")
    np.random.seed(1)
    want = 2 * np.random.random((3, 1)) - 1
    assert got["weights"].tolist() == want[:, 0].tolist()
    assert got["weights"].tolist() == [
        -0.165955990594852,
        0.4406489868843162,
        -0.9997712503653102,
    ]


def test_given_values_leave_the_others_what_they_would_have_been() -> None:
    lines = [f"{name}[k]: parameter = normal(0, 1)" for name in "abc"]
    lines += ["v[k]: state = normal(0, 1)"]
    free = starts(*lines)
    got = starts(*lines, initial={"a": [1, 2, 3], "v": np.zeros(3)})
    np.testing.assert_array_equal(got["a"], [1, 2, 3])
    np.testing.assert_array_equal(got["v"], [0, 0, 0])
    for name in "bc":
        np.testing.assert_array_equal(got[name], free[name])


def test_given_values_are_copies() -> None:
    mine = np.ones(3)
    got = starts("w[k]: parameter = zeros()", initial={"w": mine})
    mine[:] = 7
    np.testing.assert_array_equal(got["w"], [1, 1, 1])


def test_float32_starts_are_the_rounded_ones() -> None:
    lines = ("a[k]: parameter = normal(0, 1)", "b: parameter = 0.1")
    double, single = starts(*lines), starts(*lines, dtype="float32")
    for name in "ab":
        assert single[name].dtype == np.float32
        np.testing.assert_array_equal(single[name], double[name].astype(np.float32))


@pytest.mark.parametrize(
    ("initial", "message"),
    [
        ({"wieght": 1}, "initial: there is no parameter `wieght`.\nDid you mean `weight`?"),
        ({"q": 1}, "initial: there is no parameter `q`.\nParameters are `weight` and `w`."),
        ({3: 1}, "initial: there is no parameter `3`.\nParameters are `weight` and `w`."),
        ({"weight": [1, 2]}, "initial: weight: expected a single number, not shape (2,)."),
        ({"w": 1}, "initial: w: expected numbers of shape (3, 2) for [k, j], not a single number."),
        (
            {"w": np.ones((2, 3))},
            "initial: w: expected numbers of shape (3, 2) for [k, j], not shape (2, 3).",
        ),
        (
            {"w": [[1], [1, 2]]},
            "initial: w: expected numbers of shape (3, 2) for [k, j], not [[1], [1, 2]].",
        ),
        ({"weight": "1"}, "initial: weight: expected a single number, not '1'."),
        ({"weight": True}, "initial: weight: expected a single number, not True."),
        ({"weight": 1j}, "initial: weight: expected a single number, not 1j."),
        ({"weight": None}, "initial: weight: expected a single number, not None."),
        ({"weight": math.nan}, "initial: weight: nan is no finite number."),
        (
            {"w": [[0, 0], [0, math.inf], [0, math.nan]]},
            "initial: w[1, 1]: inf is no finite number.",
        ),
        ([1, 2], 'initial: expected names with values, as in {"weight": 0.5}.'),
        (np.ones(3), 'initial: expected names with values, as in {"weight": 0.5}.'),
        ("weight", 'initial: expected names with values, as in {"weight": 0.5}.'),
    ],
)
def test_given_values_that_cannot_be_used(initial: object, message: str) -> None:
    lines = ("weight: parameter = 1", "w[k, j]: parameter = zeros()")
    expect(message, *lines, initial=initial)


def test_without_parameters_none_can_be_given() -> None:
    expect("initial: there is no parameter `w`.\nThe text has none.", initial={"w": 1})


@pytest.mark.parametrize(
    ("seed", "shown"), [(1.0, "1.0"), ("1", "'1'"), (True, "True"), (None, "None")]
)
def test_a_seed_is_a_whole_number(seed: object, shown: str) -> None:
    expect(f"seed: expected a whole number, not {shown}.", seed=seed)


@pytest.mark.parametrize("seed", [-1, LARGEST_SEED + 1])
def test_seeds_out_of_range(seed: int) -> None:
    expect(f"seed: expected 0 to 4294967295, not {seed}.", seed=seed)


@pytest.mark.parametrize("seed", [0, LARGEST_SEED, np.int64(5)])
def test_seeds_at_the_ends(seed: int) -> None:
    got = starts("w: parameter = uniform(0, 1)", seed=seed)
    assert got["w"] == np.random.RandomState(seed).random_sample()


def test_starts_that_cannot_be_drawn() -> None:
    expect("w: uniform(2, 1) has its ends swapped.", "w: parameter = uniform(2, 1)")
    expect(
        "w: normal(0, -1) has a negative deviation.",
        "spread: setting = 1",
        "w: parameter = normal(0, spread)",
        settings={"spread": -1.0},
    )
    wide = "w[k]: parameter = uniform(-1e308, 1e308)"
    expect("w[0]: inf is no finite number.", wide)
    large = "w[k]: parameter = constant(1e39)"
    expect("w[0]: 1e+39 is too large for float32.", large, dtype="float32")
    given = {"w": [0, 1e39, 0]}
    zeros = "w[k]: parameter = zeros()"
    message = "initial: w[1]: 1e+39 is too large for float32."
    expect(message, zeros, dtype="float32", initial=given)
