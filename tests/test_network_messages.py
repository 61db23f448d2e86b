"""Every message about a network that cannot be built, word for word.

They stand in `snapshots/networks.txt`, each under the call that it answers. After a change on
purpose: `python tests/test_network_messages.py` writes them anew; read the diff.
"""

from pathlib import Path
from typing import Any

import pytest

import whygrad as wg
from whygrad.language.messages import WhygradError

SNAPSHOT = Path(__file__).parent / "snapshots" / "networks.txt"
HIDDEN, NO_HIDDEN, DEEP = [3, 4, 2], [3, 1], [3, 4, 4, 2]
NAMED = [3, {"price": 1, "kind": 2}]

CASES: tuple[tuple[Any, dict[str, Any]], ...] = (
    (5, {}),
    ("64", {}),
    ([], {}),
    ([3], {}),
    ([3, 0, 1], {}),
    ([3, 2.5], {}),
    ([3, True], {}),
    ([3, {}], {}),
    ([3, {"price": 0}], {}),
    ([3, {"my price": 1}], {}),
    (HIDDEN, {"loss": {"price": "squared"}}),
    (NAMED, {"loss": {"price": "squared"}}),
    (NAMED, {"loss": {"price": "squared", "kinds": "squared"}}),
    (NAMED, {"loss": {"price": "squared", "colour": "squared"}}),
    (NAMED, {"loss": "cross_entropy"}),
    (HIDDEN, {"activaton": "relu"}),
    (HIDDEN, {"layers": 2}),
    (HIDDEN, {"activation": "rellu"}),
    (HIDDEN, {"activation": "logistic"}),
    (HIDDEN, {"activation": "maximum"}),
    (HIDDEN, {"activation": 3}),
    (HIDDEN, {"activation": ["relu", "tanh"]}),
    (HIDDEN, {"activation": "zz * 2"}),
    (HIDDEN, {"activation": "z * sigmod(z)"}),
    (HIDDEN, {"activation": "z[i]"}),
    (HIDDEN, {"activation": "2*z\n3*z"}),
    (HIDDEN, {"activation": "z # relu"}),
    (HIDDEN, {"activation": ""}),
    (HIDDEN, {"output_activation": "softmx"}),
    (HIDDEN, {"output_activation": "relu", "loss": "cross_entropy"}),
    (HIDDEN, {"loss": "crossentropy"}),
    (HIDDEN, {"loss": "mse"}),
    (HIDDEN, {"loss": None}),
    (HIDDEN, {"loss": "mean[i](outptu[i, m])"}),
    (HIDDEN, {"loss": "mean[i](output[i, m])"}),
    (HIDDEN, {"loss": "output[i, m]**2"}),
    (NO_HIDDEN, {"loss": "cross_entropy"}),
    (HIDDEN, {"initializer": "gloro"}),
    (HIDDEN, {"initializer": "xavier"}),
    (HIDDEN, {"initializer": "normal"}),
    (HIDDEN, {"initializer": "normal(0)"}),
    (HIDDEN, {"initializer": "normal(0, spread)"}),
    (HIDDEN, {"initializer": ["he"]}),
    (HIDDEN, {"initializer": float("nan")}),
    (HIDDEN, {"biases": "one"}),
    (HIDDEN, {"biases": None}),
    (HIDDEN, {"dropout": 1}),
    (HIDDEN, {"dropout": "0.2"}),
    (HIDDEN, {"dropout": [0.1, 0.1]}),
    (HIDDEN, {"normalize": 1}),
    (HIDDEN, {"skip": True}),
    (HIDDEN, {"skip": "yes"}),
    (DEEP, {"skip": [True, True]}),
    (HIDDEN, {"penalty": "l3"}),
    (HIDDEN, {"penalty": "ridge"}),
    (HIDDEN, {"penalty": {"L2": 1}}),
    (HIDDEN, {"penalty": -1}),
    (HIDDEN, {"penalty": [1]}),
    (HIDDEN, {"penalty": {"l1": float("inf")}}),
    (HIDDEN, {"penalty": "alpha * weight**2"}),
    (HIDDEN, {"label_smoothing": 0.1}),
    (HIDDEN, {"label_smoothing": 1.5, "loss": "cross_entropy"}),
    (HIDDEN, {"class_weights": True}),
    (HIDDEN, {"class_weights": [1, 2], "loss": "cross_entropy"}),
    (HIDDEN, {"accuracy": True, "loss": "mean[i](sum[m](output[i, m]))"}),
    (HIDDEN, {"metrics": "accuracy"}),
    (HIDDEN, {"metrics": ["off = 1"]}),
    (HIDDEN, {"metrics": "off = mean[i, m](abs(output[i, m] - goal[i, m]))"}),
    (HIDDEN, {"sample_weights": 1}),
    (HIDDEN, {"settings": [1]}),
    (HIDDEN, {"settings": {"alpha": "x"}}),
    (HIDDEN, {"settings": {"al pha": 1}}),
    (HIDDEN, {"settings": {"weights1": 1}}),
    (HIDDEN, {"inputs": "k"}),
    (HIDDEN, {"inputs": "target"}),
    (HIDDEN, {"target": "my target"}),
)


def call_of(sizes: Any, options: dict[str, Any]) -> str:
    given = "".join(f", {name}={value!r}" for name, value in options.items())
    return f"network({sizes!r}{given})"


def message_of(sizes: Any, options: dict[str, Any]) -> str:
    with pytest.raises(WhygradError) as caught:
        wg.network(sizes, **options)
    return str(caught.value)


def stored_messages() -> dict[str, str]:
    blocks = SNAPSHOT.read_text(encoding="utf-8").removeprefix("=== ").split("\n\n=== ")
    return {name: rest for name, _, rest in (block.strip("\n").partition("\n") for block in blocks)}


def write_messages() -> None:
    blocks = [f"=== {call_of(*case)}\n{message_of(*case)}" for case in CASES]
    SNAPSHOT.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


STORED = stored_messages() if SNAPSHOT.exists() else {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: call_of(*case))
def test_a_message_word_for_word(case: tuple[Any, dict[str, Any]]) -> None:
    assert message_of(*case) == STORED[call_of(*case)]


def test_no_stored_message_is_left_over() -> None:
    assert {call_of(*case) for case in CASES} == set(STORED)


if __name__ == "__main__":
    write_messages()
