"""The core of the checker on small scripts of its own: roles, losses, blame and lapses."""

import numpy as np
import pytest

from whygrad.checking.checks import check_script
from whygrad.checking.inspection import chosen_step, inspect, read_generically
from whygrad.checking.reading import read_script
from whygrad.checking.truths import contributions

NETWORK = """import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(7, 3))
Y = rng.normal(size=(7, 2))
W1 = rng.normal(size=(3, 4))
b1 = np.zeros(4)
W2 = rng.normal(size=(4, 2))
b2 = np.zeros(2)
for epoch in range(50):
    H = np.tanh(X @ W1 + b1)
    O = H @ W2 + b2
    loss = 0.5 * np.sum((O - Y) ** 2)
    dO = O - Y
    dW2 = H.T @ dO
    db2 = dO.sum(axis=0)
    dH = (dO @ W2.T) * (1 - H**2)
    dW1 = X.T @ dH
    db1 = dH.sum(axis=0)
    W1 -= 0.1 * dW1
    b1 -= 0.1 * db1
    W2 -= 0.1 * dW2
    b2 = b2 - 0.1 * db2
"""

ADAM = """import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(7, 3))
y = rng.normal(size=7)
w = rng.normal(size=3)
m, v = np.zeros(3), np.zeros(3)
for t in range(1, 50):
    error = X @ w - y
    loss = np.sum(error**2) / 2
    g = X.T @ error
    m = 0.9 * m + 0.1 * g
    v = 0.99 * v + 0.01 * g**2
    w = w - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
"""

NUMBERS = """import math
xs = [0.3, -0.2, 0.7]
ts = [0.1, 0.5, -0.4]
u, v = 0.3, 0.2
for epoch in range(20):
    h = [0.0]
    for k in range(3):
        h.append(math.tanh(u * xs[k] + v * h[k]))
    loss = 0
    for k in range(3):
        loss += (h[k + 1] - ts[k]) ** 2
    du = dv = 0.0
    later = 0.0
    for k in (2, 1, 0):
        dz = (2 * (h[k + 1] - ts[k]) + later) * (1 - h[k + 1] ** 2)
        du += dz * xs[k]
        dv += dz * h[k]
        later = dz * v
    u, v = u - 0.1 * du, v - 0.1 * dv
"""


def found(text: str) -> list[tuple[int, str | None]]:
    return sorted((each.line, each.mistake) for each in check_script(text).findings)


def step_of(text: str) -> tuple:
    script = read_script(text)
    return chosen_step(read_generically(script)[0], None)


@pytest.mark.parametrize("text", [NETWORK, ADAM, NUMBERS])
def test_right_scripts_have_no_findings(text: str) -> None:
    report = check_script(text)
    assert (report.verdict, report.findings) == ("right", ())


@pytest.mark.parametrize(
    ("text", "names", "gradients"),
    [
        (NETWORK, ["W1", "b1", "W2", "b2"], ["dW1", "db1", "dW2", "db2"]),
        (ADAM, ["w"], ["g"]),
        (NUMBERS, ["u", "v"], ["du", "dv"]),
    ],
)
def test_parameters_with_their_gradients(text: str, names: list[str], gradients: list[str]) -> None:
    _, parameters, _ = step_of(text)
    assert [each.name for each in parameters] == names
    assert [each.gradient.name for each in parameters] == gradients


def test_the_loss_is_what_is_computed_and_not_read_again() -> None:
    for text in (NETWORK, ADAM, NUMBERS):
        _, _, losses = step_of(text)
        assert [each.name for each in losses if not each.kind] == ["loss"]


def test_a_loss_of_other_samples_is_not_the_steps_own() -> None:
    text = NETWORK.replace("    loss = 0.5 * np.sum((O - Y) ** 2)\n", "")
    batches = text.replace(
        "    H =", "    k = 3 * (epoch % 2)\n    x, y = X[k:k + 3], Y[k:k + 3]\n    H ="
    )
    batches = batches.replace("X @", "x @").replace("O - Y", "O - y").replace("X.T", "x.T")
    batches += "print(np.sum((np.tanh(X @ W1 + b1) @ W2 + b2 - Y) ** 2))\n"
    assert found(batches) == []


def test_the_uses_of_a_parameter_add_up_to_its_gradient() -> None:
    _, parameters, losses = step_of(NUMBERS)
    start = parameters[0].start
    gradients = losses[0].gradients
    readers = {start: [node for node in gradients if start in node.inputs]}
    shares = [float(one) for one in contributions(gradients, losses[0].at, readers).values()]
    whole = float(gradients[start])
    assert np.isclose(sum(shares[:3]), whole)
    assert np.isclose(shares[0] + shares[1], shares[3])


def test_two_faults_at_once_are_two_findings() -> None:
    text = NETWORK.replace("(1 - H**2)", "H * (1 - H)").replace("dO.sum(axis=0)", "dO.sum()")
    assert found(text) == [(15, "summed-over-all"), (16, "wrong-derivative")]


def test_what_only_inherits_an_error_is_clean() -> None:
    text = NETWORK.replace("dO = O - Y", "dO = O * Y")
    assert [line for line, _ in found(text)] == [13]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("    b1 -= 0.1 * db1\n", "", (19, "missing-gradient")),
        ("b2 - 0.1 * db2", "b2 + 0.1 * db2", (22, "wrong-sign")),
        ("dO.sum(axis=0)", "dO", (15, "missing-sum")),
        ("dW2 = H.T @ dO", "dW2 = 2 * H.T @ dO", (14, "extra-factor")),
        ("    dH =", "    W2 -= 0.1 * dW2\n    dH =", (17, "updated-too-early")),
    ],
)
def test_one_change_of_the_network(old: str, new: str, finding: tuple[int, str]) -> None:
    text = NETWORK.replace(old, new)
    if "early" in finding[1]:
        text = text.replace("    W2 -= 0.1 * dW2\n    b2", "    b2")
    assert found(text) == [finding]


def test_a_sum_that_is_never_reset_is_accumulated() -> None:
    text = NUMBERS.replace("du = dv = 0.0", "dv = 0.0").replace("u, v = 0.3", "du, u, v = 0.0, 0.3")
    assert found(text) == [(16, "accumulated")]


def test_the_second_opinion_agrees() -> None:
    assert inspect(read_script(NETWORK)).doubts == ()


def test_a_person_says_which_gradient_belongs_to_which_parameter() -> None:
    text = NETWORK.replace("b1 -= 0.1 * db1", "step1 = 0.1 * db1\n    b1 -= step1")
    found = {each.of: each.name for each in check_script(text).gradients}
    said = {each.of: each.name for each in check_script(text, pairs={"db1": "b1"}).gradients}
    assert (found["b1"], said["b1"]) == ("step1", "db1")
