"""Binding data: what is taken, and every message word for word."""

import hashlib
import re
from decimal import Decimal
from typing import Any

import numpy as np
import pandas
import pytest

from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse
from whygrad.training.binding import bind
from whygrad.training.data import data_hash, shortened

NEURON = parse(
    "celsius[i]: data\nfahrenheit[i]: data\nweight: parameter = 0.5\n"
    "output[i] = celsius[i] * weight\nloss = mean[i]((output[i] - fahrenheit[i])**2)"
)
LAYER = parse(
    "inputs[i, k]: data\nscale: data\nfactors[c]: data\nc: index(2)\n"
    "w[k]: parameter = zeros()\n"
    "loss = mean[i](sum[k](inputs[i, k] * w[k])) * scale * sum[c](factors[c])"
)
PLAIN = {"celsius": [0, 10], "fahrenheit": [32, 50]}
WHOLE: dict[str, Any] = {"inputs": [[1, 2], [3, 4]], "scale": 2, "factors": [1, 1]}


def message(step: Any, data: Any, **options: Any) -> str:
    with pytest.raises(WhygradError) as caught:
        bind(step, data, **options)
    assert caught.value.__cause__ is None
    return str(caught.value)


def test_lists_become_arrays_of_the_run_type() -> None:
    bound = bind(NEURON, PLAIN, dtype="float32")
    assert list(bound) == ["celsius", "fahrenheit"]
    assert bound["celsius"].dtype == np.float32
    assert bound["fahrenheit"].tolist() == [32, 50]


@pytest.mark.parametrize("kind", [bool, np.int8, np.uint64, np.float16, np.longdouble, ">f8"])
def test_every_kind_of_real_number_serves(kind: Any) -> None:
    bound = bind(NEURON, {**PLAIN, "celsius": np.array([0, 1], dtype=kind)})
    assert bound["celsius"].dtype.name == "float64"
    assert bound["celsius"].dtype.isnative
    assert bound["celsius"].tolist() == [0, 1]


def test_the_arrays_are_copies_in_c_order() -> None:
    given = {
        "inputs": np.asfortranarray(np.ones((3, 2))),
        "scale": np.array(2.0),
        "factors": [1, 1],
    }
    bound = bind(LAYER, given)
    given["inputs"][:] = 7
    given["scale"][...] = 7
    assert bound["inputs"].flags.c_contiguous
    assert bound["inputs"].flags.writeable
    assert bound["inputs"].tolist() == [[1, 1]] * 3
    assert bound["scale"].shape == ()
    assert bound["scale"] == 2


def test_a_subclass_becomes_a_plain_array() -> None:
    bound = bind(LAYER, {**WHOLE, "inputs": np.ma.masked_array([[1, 2], [3, 4]])})
    assert type(bound["inputs"]) is np.ndarray


def test_a_column_serves_a_two_index_quantity() -> None:
    assert bind(LAYER, {**WHOLE, "inputs": [1, 2, 3]})["inputs"].shape == (3, 1)


def test_other_names_are_left_aside_and_optional_ones_may_be_missing() -> None:
    assert list(bind(NEURON, {"celsius": [1], "other": "x", 3: 4}, optional=("fahrenheit",))) == [
        "celsius"
    ]


def test_a_data_frame_serves() -> None:
    frame = pandas.DataFrame({"celsius": [0, 10], "fahrenheit": [32.0, 50.0], "city": ["a", "b"]})
    assert bind(NEURON, frame[::-1])["celsius"].tolist() == [10, 0]
    assert bind(NEURON, frame.astype({"celsius": "Int64"}))["celsius"].tolist() == [0, 10]


def test_a_gap_in_a_data_frame_is_named() -> None:
    frame = pandas.DataFrame({"celsius": pandas.array([0, None], "Int64"), "fahrenheit": [1, 2]})
    assert message(NEURON, frame) == (
        "`celsius[1]` is nan in row 1, counted from 0.\n"
        "Expected finite numbers: fill it in, or leave the sample out."
    )


def test_a_doubled_column_of_a_data_frame_is_refused() -> None:
    frame = pandas.DataFrame([[1, 2, 3]], columns=["celsius", "celsius", "fahrenheit"])
    assert message(NEURON, frame) == (
        "The data have 2 columns called `celsius`.\nGive each its own name."
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"celsius": [1], "farenheit": [2]},
            "The data lack `fahrenheit[i]`.\n"
            "Did you mean `farenheit`? Given are `celsius` and `farenheit`.",
        ),
        ({}, "The data lack `celsius[i]`.\nNothing is given."),
        (
            {f"x{n}": 0 for n in range(20)},
            "The data lack `celsius[i]`.\nGiven are `x0`, `x1`, `x2`, `x3`, `x4`, `x5`, `x6`, `x7`,"
            " `x8`, `x9`, `x10`, `x11` and 8 more.",
        ),
        (
            [1, 2],
            "Data are a mapping of names to arrays or a DataFrame; this is list.\n"
            'Expected something like {"celsius": [0, 10], "fahrenheit": [32, 50]}.',
        ),
        (
            {**PLAIN, "celsius": 3},
            "`celsius[i]` needs 1 axis; given is a single value, 3.\n"
            "Expected one axis for each of `i`, in this order.",
        ),
        (
            {**PLAIN, "celsius": [[1], [2]]},
            "`celsius[i]` needs 1 axis; given is an array of shape (2, 1).\n"
            "Pass its only column, `celsius[:, 0]`.",
        ),
        (
            {**PLAIN, "celsius": [1, 2, 3]},
            "The sizes clash: index `i` has length 3 from `celsius`, but 2 from `fahrenheit`.",
        ),
        (
            {"celsius": [], "fahrenheit": []},
            "`celsius[i]` is empty: index `i` has length 0.\nExpected at least 1.",
        ),
        (
            {**PLAIN, "celsius": [1, [2]]},
            "`celsius` is no regular array: its rows differ in length, or it holds something other"
            " than numbers.\nExpected numbers with 1 axis, as `celsius[i]` is declared.",
        ),
        (
            {**PLAIN, "celsius": [1, None]},
            "`celsius[1]` is None in row 1, counted from 0, which is no number.\n"
            "Expected numbers; write categories as columns of 0 and 1.",
        ),
        (
            {**PLAIN, "celsius": [1, "mild"]},
            "`celsius[1]` is 'mild' in row 1, counted from 0, which is no number.\n"
            "Expected numbers; write categories as columns of 0 and 1.",
        ),
        (
            {**PLAIN, "celsius": [b"1", b"2"]},
            "`celsius[0]` is b'1' in row 0, counted from 0, which is no number.\n"
            "Expected numbers; write categories as columns of 0 and 1.",
        ),
        (
            {**PLAIN, "celsius": [1, 1j]},
            "`celsius` holds complex numbers.\nExpected real ones, as `celsius.real` gives them.",
        ),
        (
            {**PLAIN, "celsius": [Decimal(1), 10**400]},
            "`celsius` has the type object.\n"
            "Expected numbers, as `np.asarray(celsius, dtype=float)` gives them.",
        ),
        (
            {**PLAIN, "celsius": np.array(["2020-01-01", "2020-01-02"], dtype="datetime64[D]")},
            "`celsius` has the type datetime64[D].\n"
            "Expected numbers, as `np.asarray(celsius, dtype=float)` gives them.",
        ),
        (
            {**PLAIN, "celsius": np.ma.masked_array([1, 2], [True, False])},
            "`celsius` has masked entries.\nFill them in, or leave those samples out.",
        ),
    ],
)
def test_data_that_cannot_be_used(data: Any, expected: str) -> None:
    assert message(NEURON, data) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"inputs": [[0, 1], [2, 3], [4, 5], [6, float("nan")], [float("inf"), 1]]},
            "`inputs[3, 1]` is nan in row 3, counted from 0 (1 more like it).\n"
            "Expected finite numbers: fill it in, or leave the sample out.",
        ),
        (
            {"scale": float("-inf")},
            "`scale` is -inf.\nExpected finite numbers: fill it in, or leave the sample out.",
        ),
        (
            {"factors": [1, 1e300]},
            "`factors[1]` is 1e+300, which is too large for float32.\n"
            'Scale the data, or use dtype="float64".',
        ),
        (
            {"scale": [1, 2]},
            "`scale` needs no axis; given is an array of shape (2,).\n"
            "Expected one number. Declared as `scale[i]: data`, it would take several.",
        ),
        (
            {"inputs": np.zeros((2, 2, 2))},
            "`inputs[i, k]` needs 2 axes; given is an array of shape (2, 2, 2).\n"
            "Expected one axis for each of `i` and `k`, in this order.",
        ),
        (
            {"inputs": np.zeros((2, 0))},
            "`inputs[i, k]` is empty: index `k` has length 0.\nExpected at least 1.",
        ),
        (
            {"factors": [1, 2, 3]},
            "The sizes clash: index `c` has length 2 from `c: index(2)`, but 3 from `factors`.",
        ),
    ],
)
def test_entries_are_named(change: dict[str, Any], expected: str) -> None:
    assert message(LAYER, {**WHOLE, **change}, dtype="float32") == expected


def test_a_column_does_not_serve_where_the_sample_index_is_missing() -> None:
    step = parse("x[i]: data\nm[c, d]: data\nloss = mean[i](x[i]) * sum[c, d](m[c, d])")
    assert message(step, {"x": [1], "m": [1, 2]}) == (
        "`m[c, d]` needs 2 axes; given is an array of shape (2,).\n"
        "Expected one axis for each of `c` and `d`, in this order."
    )


def test_an_unknown_type_is_refused() -> None:
    assert message(NEURON, PLAIN, dtype="float16") == (
        "A run computes in `float64` or `float32`; dtype='float16' is neither."
    )


def test_a_foreign_object_that_fails_is_reported() -> None:
    class Strange:
        def __array__(self, *_: Any, **__: Any) -> Any:
            raise RuntimeError("on another device")

    assert message(NEURON, {**PLAIN, "celsius": Strange()}).startswith("`celsius` is no regular")


def test_a_long_value_is_shortened() -> None:
    text = message(NEURON, {**PLAIN, "celsius": ["x" * 1000, "y"]})
    assert re.fullmatch(r"`celsius\[0\]` is '(x{36})\.\.\. in row 0, .*", text.split("\n")[0])


def test_the_hash_depends_on_names_shapes_types_and_values() -> None:
    one = {"b": np.array([1.0, 2.0]), "a": np.array(0.5)}
    others = [
        {"b": np.array([1.0, 2.0]), "c": np.array(0.5)},
        {"b": np.array([[1.0, 2.0]]), "a": np.array(0.5)},
        {"b": np.array([1.0, 2.5]), "a": np.array(0.5)},
        {"b": np.array([1.0, 2.0], np.float32), "a": np.array(0.5)},
    ]
    assert data_hash(one) == data_hash(dict(reversed(one.items())))
    assert data_hash(one) == data_hash({"a": one["a"], "b": one["b"].astype(">f8")})
    assert len({data_hash(each) for each in [one, *others]}) == 5


def test_the_hash_stays_what_it_is() -> None:
    """Files hold it."""
    text = b"a float64 ()\n" + np.array(0.5).tobytes()
    assert data_hash({"a": np.array(0.5)}) == hashlib.sha256(text).hexdigest()


def test_a_short_list_is_whole() -> None:
    assert shortened(["a", "b"], "or") == "`a` or `b`"
