"""Small model files of every released version, which each later version must read.

    .venv/bin/python tests/corpus.py    # writes those of this version, once

They stand in `tests/corpus/VERSION`, each with what is in it as JSON.
"""

import json
import sys
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

import whygrad as wg
from whygrad.cli import main as whygrad

CORPUS = Path(__file__).parent / "corpus"
NEURON = """
celsius[i]:    data
fahrenheit[i]: data
weight: parameter = uniform(0, 1)
bias:   parameter = uniform(0, 1)

output[i] = celsius[i] * weight + bias                    # the neuron
loss      = mean[i]((output[i] - fahrenheit[i])**2)       # mean squared error
"""
FLOWERS = """
inputs[i, k]: data
label[i, c]:  data   # one column a class
decay: setting = 1e-4
keep:  setting = 0.8
j: index(4)
mask[i, j]: draw = bernoulli(keep)
weights1[k, j]: parameter = he()
biases1[j]:     parameter = zeros()
weights2[j, c]: parameter = glorot()

hidden[i, j] = relu(sum[k](inputs[i, k] * weights1[k, j]) + biases1[j]) * mask[i, j] / keep
logits[i, c] = sum[j](hidden[i, j] * weights2[j, c])
lse[i]       = logsumexp[c](logits[i, c])
probability[i, c] = exp(logits[i, c] - lse[i])
penalty      = decay * sum[k, j](weights1[k, j]**2)
loss         = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c])) + penalty
prediction: probability
"""


def runs() -> dict[str, wg.Run]:
    """Runs of several kinds, by the names of their files."""
    random = np.random.RandomState(1)
    celsius = np.linspace(-5, 5, 7)
    degrees = {"celsius": celsius, "fahrenheit": celsius * 1.8 + 32}
    inputs = random.normal(size=(11, 3))
    flowers = {"inputs": inputs, "label": np.eye(2)[(inputs[:, 0] > 0).astype(int)]}
    long = np.linspace(-5, 5, 70_000)
    neuron, classes = wg.Model(NEURON), wg.Model(FLOWERS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one of them diverges
        return {
            "neuron": neuron.fit(degrees, steps=50, learning_rate=0.01),
            "momentum": neuron.fit(degrees, steps=9, learning_rate=0.01, optimizer="momentum"),
            "diverged": neuron.fit(degrees, steps=500, learning_rate=1.0),
            "without_data": neuron.fit(
                {"celsius": long, "fahrenheit": long * 1.8 + 32}, steps=2, learning_rate=0.01
            ),
            "single": classes.fit(flowers, steps=20, learning_rate=0.1, batch=4, dtype="float32"),
            "settings": classes.fit(
                flowers,
                steps=20,
                learning_rate=0.1,
                settings={"keep": 0.5},
                initial={"biases1": [1] * 4},
            ),
            "table": table_run(),
        }


def table_run() -> wg.Run:
    """A network for a table with text and gaps, which keeps its figures."""
    kinds = ["a", "b", "", "b"]
    lines = [
        f"{kinds[n % 4]},{'' if n % 5 == 1 else n / 4},{'nein' if n < 12 else 'ja'}"
        for n in range(24)
    ]
    with tempfile.TemporaryDirectory() as folder:
        table, model = Path(folder, "it.csv"), Path(folder, "it.wg")
        table.write_text("\n".join(["kind,size,goal", *lines]))
        options = ["--target", "goal", "--missing", "median", "--hidden", "3", "--steps", "20"]
        whygrad(["train", str(table), *options, "--out", str(model)])
        return wg.load(model)


def content_of(run: wg.Run) -> dict[str, Any]:
    """What a file must give back, as JSON."""
    measured = run.record.measured
    return {
        "steps": run.steps,
        "learning_rate": run.learning_rate,
        "initial": {name: np.asarray(value).tolist() for name, value in run.initial.items()},
        "parameters": {name: np.asarray(v).tolist() for name, v in run.parameters.items()},
        "losses": [None if not np.isfinite(x) else x for x in run.losses.tolist()],
        "stopped": None if run.stopped is None else str(run.stopped),
        "text": run.record.step.text,
        **({} if measured is None else {"measured": json.loads(json.dumps(asdict(measured)))}),
    }


def main() -> None:
    folder = CORPUS / wg.__version__
    if folder.exists():
        sys.exit(f"{folder} is there already: files of a released version stay as they are.")
    folder.mkdir(parents=True)
    for name, run in runs().items():
        run.save(folder / f"{name}.wg")
        (folder / f"{name}.json").write_text(json.dumps(content_of(run), indent=1) + "\n")
        print(f"wrote {folder / name}.wg")


if __name__ == "__main__":
    main()
