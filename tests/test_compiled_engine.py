"""The compiled engine against the reference interpreter, and what makes it safe and quick."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from agreement import difference, magnitudes
from whygrad.calculus.evaluation import evaluate
from whygrad.engines import cache, compiled, selection
from whygrad.engines.compiled import CompiledEngine
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.programs import load
from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.messages import WhygradError
from whygrad.training.fitting import DivergenceWarning
from whygrad.training.optimizers import with_update
from whygrad.writers import fused_layout
from zoo import ZOO, Model

RATE, SEED, AT = 0.01, 5, 3
FORMS = {  # by the values of `LIMITS`
    "unrolled": (10**9, 10**9, 0),
    "rolled": (0, 10**9, 0),
    "products": (0, 2, 10**9),
    "own products": (0, 2, 0),
}
LIMITS = ("MOST_UNROLLED", "LEAST_PRODUCT", "SHORTEST_OWN_SUM")
COMPILED = ("classifier", "softmax", "attention", "dropout", "layer_norm", "max_of_two")
NEURON = """
celsius[i]: data
fahrenheit[i]: data
weight: parameter = uniform(0, 1)
bias: parameter = uniform(0, 1)
output[i] = celsius[i] * weight + bias
loss = mean[i]((output[i] - fahrenheit[i])**2)
"""
CELSIUS = np.arange(-50.0, 50.0)
DATA = {"celsius": CELSIUS, "fahrenheit": CELSIUS * 9 / 5 + 32}


def velocity(step: Step, model: Model) -> dict[str, Any]:
    """Values for the states: the zoo's own, and generic ones for the optimiser's."""
    random = np.random.default_rng(1)
    found = model.named("state")
    for declared in step.declared("state"):
        shape = [model.lengths[index] for index in declared.indexes]
        found.setdefault(declared.name, random.uniform(0.2, 1.4, shape))
    return found


def check_one_step(model: Model, optimizer: str, dtype: str = "float64") -> None:
    """One step of the engine is what the interpreter says, entry by entry."""
    step = with_update(model.step, optimizer)
    states = velocity(step, model)
    settings = {d.name: float(d.value.value) for d in step.settings if d.value}
    engine = CompiledEngine(step, model.lengths, dtype)
    with np.errstate(all="ignore"):
        parameters, after, scalars = engine.train(
            model.data, model.parameters, states, settings,
            steps=1, learning_rate=RATE, seed=SEED, first=AT,
        )  # fmt: skip
    draws = NumpyEngine(step).evaluate(
        model.data, model.parameters, states, settings, seed=SEED, iteration=AT
    )
    known = {name: draws[name] for name in model.named("draw")}
    values = {**model.values, **states, **settings, **known, LEARNING_RATE: RATE, "iteration": AT}
    want = evaluate(step, values, model.lengths)
    sizes = magnitudes(step, values, model.lengths)
    factor = 1e-12 if dtype == "float64" else 1e-4
    for name, value in {**parameters, **after}.items():
        assert np.asarray(value).dtype == dtype
        size = sizes[name] if name in sizes else np.abs(want[name])
        assert difference(value, want[name], size, factor=factor) == "", name
    for name, recorded in scalars.items():
        assert difference(recorded[0], want[name], sizes[name], factor=factor) == "", name


@pytest.fixture
def interpreted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as plain Python: the same lines without the compiler, so that all can run."""
    monkeypatch.setattr(compiled, "compiled", lambda program: load(program.source).train)


def take_form(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    compiled.training_program.cache_clear()  # written for other limits
    for name, value in zip(LIMITS, FORMS[form], strict=True):
        monkeypatch.setattr(fused_layout, name, value)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum"])
@pytest.mark.parametrize("model", ZOO.values(), ids=lambda model: model.name)
@pytest.mark.usefixtures("interpreted")
def test_one_step_of_every_model(
    model: Model, optimizer: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_form(monkeypatch, form)
    check_one_step(model, optimizer)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("form", ["unrolled", "products", "own products"])
@pytest.mark.parametrize("name", COMPILED)
def test_one_step_compiled(
    name: str, form: str, dtype: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_form(monkeypatch, form)
    check_one_step(ZOO[name], "gradient_descent", dtype)


def fit(**options: Any) -> wg.Run:
    return wg.Model(NEURON).fit(
        DATA, **{"steps": 300, "learning_rate": 1e-4, "engine": "compiled", **options}
    )


def test_a_run_is_the_numpy_run_up_to_rounding() -> None:
    ours, numpys = fit(), fit(engine="numpy")
    assert ours.engine == "compiled"
    assert ours.engine_reason == "asked for"
    np.testing.assert_allclose(ours.losses, numpys.losses, rtol=1e-12)
    for name, value in numpys.parameters.items():
        np.testing.assert_allclose(ours.parameters[name], value, rtol=1e-12)


def test_the_source_is_what_was_compiled() -> None:
    run = fit()
    assert "for i in range(count):" in run.source
    assert any(program == run.source for program in compiled.COMPILED)


def test_same_seed_same_bits_in_slices_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fit()
    monkeypatch.setattr("whygrad.training.fitting.SLICE_SECONDS", 0.0)
    sliced = fit()
    np.testing.assert_array_equal(whole.losses, sliced.losses)
    assert whole.parameters == sliced.parameters


def test_a_step_has_the_bits_of_the_run() -> None:
    run, shorter = fit(), fit(steps=120)
    assert run.at(120)["weight"] == shorter.parameters["weight"]


def test_infinity_and_nan_stay_visible() -> None:
    with pytest.warns(DivergenceWarning):
        run = fit(learning_rate=1.0)
    assert run.stopped is not None
    assert np.isfinite(run.losses).all()
    assert len(run.losses) == run.steps == run.stopped.step


def test_a_saved_run_says_its_engine(tmp_path: Path) -> None:
    run = fit()
    again = wg.load(run.save(tmp_path / "m.wg"))
    assert again.engine == "compiled"
    assert again.at(200)["bias"] == run.at(200)["bias"]


def test_without_numba_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "is_installed", lambda: False)
    with pytest.raises(WhygradError) as caught:
        fit()
    assert str(caught.value) == (
        'engine: "compiled" needs Numba and SciPy: pip install "whygrad[fast]"'
    )


def test_auto_compiles_long_jobs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    step = wg.Model(NEURON).step
    engine, name, reason = selection.choose_engine("auto", step, {"i": 100}, "float64", 100)
    assert (name, type(engine)) == ("numpy", NumpyEngine)
    assert reason.endswith("s of work for NumPy, less than a compiler is worth")
    engine, name, reason = selection.choose_engine("auto", step, {"i": 100}, "float64", 10**6)
    assert (name, type(engine)) == ("compiled", CompiledEngine)
    assert reason.endswith("s of work for NumPy, so it was compiled")
    monkeypatch.setattr(compiled, "is_installed", lambda: False)
    engine, name, reason = selection.choose_engine("auto", step, {"i": 100}, "float64", 10**6)
    assert (name, type(engine)) == ("numpy", NumpyEngine)
    assert reason.endswith('a compiler would pay: pip install "whygrad[fast]"')


def test_auto_compiles_for_many_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compiled, "COMPILED", {})
    monkeypatch.setattr(selection, "spent", {})
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", 0)
    compiled.training_program.cache_clear()  # written for other limits
    step = wg.Model(NEURON.replace("output", "guess")).step
    seconds = selection.estimated_seconds(step, {"i": 7}) * 10**5
    monkeypatch.setattr(selection, "WORTH_COMPILING", 2.5 * seconds)
    names = [selection.choose_engine("auto", step, {"i": 7}, "float64", 10**5)[1] for _ in "123"]
    compiled.training_program.cache_clear()
    assert names == ["numpy", "numpy", "compiled"]


def test_auto_compiles_what_was_compiled_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compiled, "COMPILED", {})
    monkeypatch.setattr(selection, "WORTH_COMPILING", 100.0)
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", 0)
    text = NEURON.replace("output", "estimate")  # of which no other test has a program
    job = wg.Model(text).step, {"i": 7}, "float64"

    def chosen(steps: int = 10**5) -> tuple[str, str]:
        compiled.training_program.cache_clear()  # written for other limits
        _, name, reason = selection.choose_engine("auto", *job, steps)
        return name, reason.split("NumPy")[1]

    assert chosen() == ("numpy", ", less than a compiler is worth")
    engine = CompiledEngine(*job)
    data = {name: values[:7] for name, values in DATA.items()}
    engine.train(data, {"weight": 0.5, "bias": 0.5}, steps=1, learning_rate=1e-4)
    assert chosen() == ("compiled", "; it was compiled before")
    compiled.COMPILED.clear()
    assert chosen() == ("compiled", "; it was compiled before")  # machine code on the disk
    assert chosen(10) == ("numpy", ", less than a compiler is worth")
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", 10**9)
    CompiledEngine(*job).train(data, {"weight": 0.5, "bias": 0.5}, steps=1, learning_rate=1e-4)
    assert chosen() == ("numpy", ", less than a compiler is worth")  # it has no arrays


def test_a_product_takes_numpy_less_than_its_terms() -> None:
    text = "x[i, k]: data\nj: index(64)\nw[k, j]: parameter = zeros()\n"
    product = wg.Model(text + "z[i, j] = sum[k](x[i, k] * w[k, j])\nloss = mean[i, j](z[i, j])")
    terms = wg.Model(text + "z[i, j] = sum[k](x[i, k] + w[k, j])\nloss = mean[i, j](z[i, j])")
    lengths = {"i": 200, "k": 64, "j": 64}
    assert 5 * selection.estimated_seconds(product.step, lengths) < selection.estimated_seconds(
        terms.step, lengths
    )


def test_equal_steps_share_a_program() -> None:
    engines = [CompiledEngine(wg.Model(NEURON).step, {"i": 7}) for _ in range(2)]
    assert engines[0].program is engines[1].program


def test_the_cache_is_private_or_unused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache.cache_folder()
    assert folder is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    assert cache.cache_folder() is None
    folder.chmod(0o700)
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert cache.cache_folder() is None


def test_a_linked_or_unwritable_cache_is_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache.cache_folder()
    assert folder is not None
    folder.rmdir()
    folder.symlink_to(tmp_path)
    assert cache.cache_folder() is None
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("")
    assert cache.cache_folder() is None
    assert cache.stored_module("x = 1\n") is None


def test_another_process_finds_the_machine_code(tmp_path: Path) -> None:
    """And does not load the compiler for it, which takes SciPy along."""
    code = (
        "import sys\n"
        "import whygrad as wg\n"
        "from whygrad.engines.compiled import COMPILED\n"
        "model = wg.Model('x[i]: data\\nw: parameter = 0.5\\nloss = mean[i]((w * x[i] - 1)**2)')\n"
        "model.fit({'x': [1.0, 2.0]}, steps=50, learning_rate=0.1, engine='compiled')\n"
        "print(*(sum(train.stats.cache_hits.values()) for train in COMPILED.values()))\n"
        "print('scipy.linalg' in sys.modules)\n"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    hits = [
        subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert hits == [["0", "True"], ["1", "False"]]


def test_numba_switched_off_leaves_plain_functions(tmp_path: Path) -> None:
    """So that a debugger can go through the program line by line."""
    code = (
        "import types\n"
        "import whygrad as wg\n"
        "from whygrad.engines.compiled import COMPILED\n"
        "model = wg.Model('x[i]: data\\nw: parameter = 0.5\\nloss = mean[i]((w * x[i] - 1)**2)')\n"
        "data = {'x': [1.0, 2.0]}\n"
        "run = model.fit(data, steps=2, learning_rate=0.1, engine='compiled')\n"
        "assert all(isinstance(train, types.FunctionType) for train in COMPILED.values())\n"
        "print(*run.losses, *run.predict(data, quantity='loss').shape)\n"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert [float(number) for number in done.stdout.split()] == pytest.approx([0.125, 0.10625])
