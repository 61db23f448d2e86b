"""The programs in PyTorch and JAX, against the reference interpreter over the zoo."""

import numpy as np
import pytest

from agreement import disagreements
from peers.frameworks import FRAMEWORKS, Framework, at, plain
from whygrad.engines.numpy import NumpyEngine
from whygrad.language.equations import GRADIENT
from whygrad.training.optimizers import with_update
from whygrad.writers.outline import FIRST, HISTORY, SEED, STEPS
from zoo import ZOO, Model

PEERS = pytest.mark.parametrize("peer", FRAMEWORKS, ids=lambda peer: peer.name)
LEARNING = pytest.mark.parametrize(
    "model", [model for model in ZOO.values() if model.step.backward], ids=lambda model: model.name
)
MODELS = pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)


@PEERS
@MODELS
def test_a_step_agrees_with_the_reference_interpreter(model: Model, peer: Framework) -> None:
    program = peer.writer.write_program(model.step, everything=True)
    values = at(model)
    for name in ("forward", "backward"):
        if name in program.functions:
            values |= peer.call(program, name, values)
    found = disagreements(
        {name: plain(values[name]) for name in model.computed},
        model.expected,
        model.magnitudes,
        model.computed,
    )
    assert not found


@PEERS
@LEARNING
def test_the_gradients_agree_with_those_of_the_framework(model: Model, peer: Framework) -> None:
    program = peer.writer.write_program(model.step, autograd=True)
    values = at(model)
    if peer.name == "torch":
        learned = {line.name for line in model.step.parameters}
        values |= {name: peer.array(values[name]).requires_grad_() for name in learned}
    values |= peer.call(program, "forward", values)
    gradients = peer.call(program, "backward", values)
    wanted = {GRADIENT + line.name for line in model.step.parameters} & set(model.computed)
    assert gradients.keys() == wanted
    found = {name: plain(value) for name, value in gradients.items()}
    assert not disagreements(found, model.expected, model.magnitudes, wanted)


@PEERS
@MODELS
@pytest.mark.parametrize("autograd", [False, True], ids=["own", "autograd"])
def test_a_run_is_that_of_the_numpy_engine(model: Model, peer: Framework, autograd: bool) -> None:
    step = model.step if model.step.update else with_update(model.step)
    program = peer.writer.write_program(step, autograd=autograd)
    first = 3 if FIRST in program.functions["train"].arguments else 0
    values = {**at(model), STEPS: 20, SEED: 5, FIRST: first}
    result = peer.call(program, "train", values)
    history = result.pop(HISTORY)
    settings = {name: float(value) for name, value in model.named("setting").items()}
    parameters, states, scalars = NumpyEngine(step).train(
        model.data,
        model.parameters,
        model.named("state"),
        settings,
        steps=20,
        learning_rate=1e-3,
        seed=5,
        first=first,
    )
    assert history.keys() == scalars.keys()
    for name, numbers in scalars.items():
        np.testing.assert_allclose(plain(history[name]), numbers, rtol=1e-9)
    for name, value in result.items():
        want = {**parameters, **states}[name]
        np.testing.assert_allclose(plain(value), want, rtol=1e-9, atol=1e-12)
