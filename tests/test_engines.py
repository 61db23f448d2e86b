"""The engines against the reference interpreter: one step, update included, over the zoo."""

import traceback
from dataclasses import replace

import numpy as np
import pytest

import whygrad as wg
from agreement import disagreements, magnitudes
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.numpy import NumpyEngine, dtype_of
from whygrad.engines.programs import load
from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.training.optimizers import OPTIMIZERS, with_update
from whygrad.writers.numpy import write_program
from zoo import AT_ITERATION, ZOO, Model

MODELS = pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
RATE = 0.05
PRODUCT = """
k: index(2)
l: index(3)
a[k]: parameter = ones()
b[k]: parameter = ones()
loss = sum[k]({})
"""


def whole_step(model: Model, optimizer: str) -> Step:
    return with_update(replace(model.step, update=()), optimizer)


def settings_of(step: Step) -> dict[str, float]:
    return {line.name: float(line.value.value) for line in step.settings if line.value}


def states_of(step: Step, model: Model) -> dict[str, np.ndarray]:
    """The model's own states, and those of the optimiser away from 0."""
    return {
        line.name: model.values.get(
            line.name, np.full([model.lengths[index] for index in line.indexes], 0.3)
        )
        for line in step.declared("state")
    }


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@MODELS
def test_one_step_agrees_with_the_reference_interpreter(model: Model, optimizer: str) -> None:
    step = whole_step(model, optimizer)
    settings, states = settings_of(step), states_of(step, model)
    engine, first = NumpyEngine(step), int(AT_ITERATION)
    drawn = engine.evaluate(model.data, model.parameters, states, settings, seed=9, iteration=first)
    draws = {line.name: drawn[line.name] for line in step.declared("draw")}
    values = {**model.values, **states, **settings, **draws, LEARNING_RATE: RATE}
    want = evaluate(step, values, model.lengths)
    sizes = magnitudes(step, values, model.lengths)
    parameters, after, history = engine.train(
        model.data,
        model.parameters,
        states,
        settings,
        steps=1,
        learning_rate=RATE,
        seed=9,
        first=first,
    )
    got = {**drawn, **parameters, **after}
    computed = {equation.name for equation in step}
    assert set(parameters) == set(model.parameters)
    assert not disagreements(got, want, sizes, computed, allow_nan=True)
    for name in step.scalars():
        np.testing.assert_array_equal(history[name], [drawn[name]])


@MODELS
def test_what_nothing_updates_comes_back_as_it_went_in(model: Model) -> None:
    step = whole_step(model, "gradient_descent")
    updated = {equation.name for equation in step.update}
    states = states_of(step, model)
    before = {name: value.copy() for name, value in model.values.items()}
    parameters, after, _ = NumpyEngine(step).train(
        model.data, model.parameters, states, settings_of(step), steps=2, learning_rate=RATE
    )
    for name in {*parameters, *after} - updated:
        np.testing.assert_array_equal({**parameters, **after}[name], model.values[name])
    for name, value in before.items():
        np.testing.assert_array_equal(model.values[name], value)


def test_updates_change_arrays_of_the_engine_s_own() -> None:
    """Its program does; a script, whose functions a person may call, does not."""
    step = whole_step(ZOO["neuron"], "gradient_descent")
    source = NumpyEngine(step).source
    assert "weight -= learning_rate * grad_weight" in source
    assert "        del output\n" in source  # and each step finds the memory of the one before
    assert "weight = weight - learning_rate * grad_weight" in write_program(step).source


@pytest.mark.parametrize("product", ["a[k] * b[k]", "mean[l](a[k] * b[k])"])
def test_an_array_with_two_names_is_not_changed_in_place(product: str) -> None:
    """The gradient of `a` is `b` itself, and the other way round."""
    step = with_update(wg.Model(PRODUCT.format(product)).step, "gradient_descent")
    start = {"a": np.array([1.0, 2.0]), "b": np.array([3.0, 5.0])}
    after, _, _ = NumpyEngine(step).train({}, start, steps=1, learning_rate=0.5)
    np.testing.assert_array_equal(after["a"], [1 - 0.5 * 3, 2 - 0.5 * 5])
    np.testing.assert_array_equal(after["b"], [3 - 0.5 * 1, 5 - 0.5 * 2])


def test_the_precision_is_that_of_the_arrays() -> None:
    single, double = np.ones(2, np.float32), np.ones(2)
    assert dtype_of({"x": single, "rate": 0.5}) == np.float32
    assert dtype_of({"x": single, "y": double}) == np.float64
    assert dtype_of({"x": single, "count": np.arange(3)}) == np.float32
    assert dtype_of({"count": np.arange(3), "rate": 1}) == np.float64
    assert dtype_of({}) == np.float64


def test_a_prediction_is_written_once() -> None:
    model = ZOO["neuron"]
    engine = NumpyEngine(model.step)
    values = {**model.data, **model.parameters}
    first = engine.predict("output", values)
    program = engine.predictions["output"]
    np.testing.assert_array_equal(engine.predict("output", values), first)
    assert engine.predictions == {"output": program}


def test_a_fault_in_a_program_is_shown_with_its_line() -> None:
    engine = NumpyEngine(whole_step(ZOO["neuron"], "gradient_descent"))
    wrong = {"celsius": np.ones(3), "fahrenheit": np.ones(4)}
    with pytest.raises(ValueError, match="broadcast") as caught:
        engine.train(wrong, {"weight": 1.0, "bias": 0.0}, steps=1, learning_rate=0.1)
    assert "((output - fahrenheit) ** 2).sum()" in "".join(
        traceback.format_tb(caught.value.__traceback__)
    )


def test_the_source_is_a_program_that_loads() -> None:
    engine = NumpyEngine(whole_step(ZOO["neuron"], "gradient_descent"))
    module = load(engine.source)
    assert module is load(engine.source)
    assert {"forward", "backward", "update_parameters", "train"} <= set(vars(module))
    assert ITERATION not in engine.source
