"""A trained prediction as a file for others: ONNX, PyTorch, C or NumPy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.engines.programs import load
from whygrad.language.messages import WhygradError, counted, listing
from whygrad.training import files
from whygrad.training.arguments import check_choice
from whygrad.training.history import Arrays, History
from whygrad.training.prediction import forward_quantity, needed_data, predict
from whygrad.training.replay import classes
from whygrad.writers import c_prediction, numpy_prediction, onnx, torch_prediction
from whygrad.writers.prediction import Trained, trained_prediction

SUFFIXES = {"onnx": ".onnx", "torch": ".py", "c": ".c", "numpy": ".py"}
FORMATS = tuple(SUFFIXES)
PARAMETERS = ".safetensors"  # of the file beside a PyTorch module
ENCODED_BEFORE = (
    "It takes numbers, with 0 and 1 for text; its metadata name them. `encoded(rows)` in an export"
    " to numpy makes them of raw rows."
)


@dataclass(frozen=True)
class Export:
    """What was written, and how far it is from our own prediction.

    files       the files that were written
    quantity    what they predict
    inputs      the data that go in, by name
    samples     how many samples were predicted to compare; 0 where none were
    difference  the greatest difference found on these; None where none were
    largest     the greatest absolute value that was predicted
    by          what computed the other prediction, or why nothing did
    note        what the file does not do itself; empty where there is nothing to say
    """

    files: tuple[Path, ...]
    quantity: str
    inputs: tuple[str, ...]
    samples: int
    difference: float | None
    largest: float | None
    by: str
    note: str = ""

    def __str__(self) -> str:
        names = listing(self.inputs) or "no data"
        lines = [f"wrote {file}" for file in self.files]
        lines.append(f"It predicts `{self.quantity}` from {names}.")
        lines += [self.note] if self.note else []
        if self.difference is None:
            return "\n".join([*lines, f"Not compared: {self.by}."])
        where = counted(self.samples, "sample")
        found = f"greatest difference {self.difference:.2g}, largest value {self.largest:.4g}"
        return "\n".join([*lines, f"Compared with {self.by} on {where}: {found}."])


def export(
    history: History, to: str, path: Path, *, quantity: str | None = None, force: bool = False
) -> Export:
    """Write a file that predicts one quantity, and compare it where its format can be run here.

    Raises `WhygradError` for a format that there is not, a wrong suffix, or what a format
    cannot say.
    """
    check_choice("to", to, FORMATS)
    name = forward_quantity(history.step, quantity)
    targets = target_files(to, path)
    for target in targets:
        files.check_target(target, force=force)
    trained = trained_of(history, name)
    contents = contents_of(trained, to, targets)
    files.write_all(dict(zip(targets, contents, strict=True)), force=force)
    names = tuple(needed_data(trained.step, name))
    found = compared(history, trained, to, contents[-1])
    return Export(targets, name, names, **found, note=note_of(trained, to, names))


def note_of(trained: Trained, to: str, names: tuple[str, ...]) -> str:
    """That text and gaps of a table become numbers before they go into an ONNX file."""
    columns = [column for name in names for column in trained.columns.get(name, ())]
    if to == "onnx" and any(column.categories or column.gaps for column in columns):
        return ENCODED_BEFORE
    return ""


def target_files(to: str, path: Path) -> tuple[Path, ...]:
    """The files of a format; the one that is named stands last."""
    if path.suffix != SUFFIXES[to]:
        raise WhygradError(
            f"`{path}`: an export to {to} is a file whose name ends in `{SUFFIXES[to]}`."
        )
    return (path.with_suffix(PARAMETERS), path) if to == "torch" else (path,)


def trained_of(history: History, quantity: str) -> Trained:
    learned = {**history.parameters, **history.states}
    settings = {name: float(value) for name, value in history.settings.items()}
    return trained_prediction(
        history.step,
        quantity,
        {**learned, **settings},
        iteration=history.steps,
        shapes={name: np.shape(value) for name, value in (history.data or {}).items()},
        dtype=history.dtype,
        columns=history.columns,
        classes=named_classes(history, quantity),
    )


def named_classes(history: History, quantity: str) -> tuple[str, ...]:
    """The classes, where a table gave them names."""
    named = {column.categories for columns in history.columns.values() for column in columns}
    found = classes(history, quantity)
    return found if found in named else ()


def contents_of(trained: Trained, to: str, targets: tuple[Path, ...]) -> list[bytes]:
    """What each file holds."""
    if to == "onnx":
        return [onnx.write(trained)]
    if to == "torch":
        from safetensors.numpy import save

        code = torch_prediction.write(trained, targets[0].name)
        return [save(torch_prediction.state_dict(trained)), code.encode()]
    if to == "c":
        return [c_prediction.write(trained, targets[0].name).encode()]
    return [numpy_prediction.write(trained).encode()]


def compared(history: History, trained: Trained, to: str, content: bytes) -> dict[str, Any]:
    """The other prediction for the run's own data, beside ours."""
    nothing = {"samples": 0, "difference": None, "largest": None}
    if history.data is None:
        return {**nothing, "by": "the model was loaded without its data"}
    names = needed_data(trained.step, trained.quantity)
    data = {name: np.asarray(history.data[name]) for name in names}
    try:
        by, answer = RUNNERS[to](trained, content, data)
    except ImportError as error:
        return {**nothing, "by": str(error)}
    ours = np.asarray(predict(history, history.data, trained.quantity))
    gaps = np.abs(np.asarray(answer, np.float64) - ours)
    return {
        "samples": sample_count(history, data),
        "difference": float(gaps.max()),
        "largest": float(np.abs(ours).max()),
        "by": by,
    }


def sample_count(history: History, data: Arrays) -> int:
    sample = history.step.sample_index
    lines = [d for d in history.step.data if d.name in data and sample in d.indexes]
    return len(data[lines[0].name]) if lines else 1


Runner = Callable[[Trained, bytes, Arrays], tuple[str, Any]]


def run_numpy(trained: Trained, content: bytes, data: Arrays) -> tuple[str, Any]:
    """The file's own function; data go in by place."""
    return f"NumPy {np.__version__}", load(content.decode()).predict(*data.values())


def run_onnx(trained: Trained, content: bytes, data: Arrays) -> tuple[str, Any]:
    try:
        import onnxruntime
    except ImportError:
        raise ImportError("onnxruntime is not installed") from None
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content, options, ["CPUExecutionProvider"])
    given = {each.name: data[each.name] for each in session.get_inputs()}
    return f"ONNX Runtime {onnxruntime.__version__}", session.run(None, given)[0]


def run_torch(trained: Trained, content: bytes, data: Arrays) -> tuple[str, Any]:
    try:
        import torch
    except ImportError:
        raise ImportError("PyTorch is not installed") from None
    network = load(content.decode()).Network()
    learned = torch_prediction.state_dict(trained)
    network.load_state_dict({name: torch.tensor(value) for name, value in learned.items()})
    answer = network(*(torch.tensor(value) for value in data.values()))
    return f"PyTorch {torch.__version__}", answer.detach().numpy()


def run_c(trained: Trained, content: bytes, data: Arrays) -> tuple[str, Any]:
    raise ImportError("a C file is not compiled here")


RUNNERS: Mapping[str, Runner] = {
    "onnx": run_onnx,
    "torch": run_torch,
    "c": run_c,
    "numpy": run_numpy,
}
