"""What a trained network answers for its own data, beside what it should answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whygrad.calculus.dependence import default_prediction, needed
from whygrad.language.messages import WhygradError
from whygrad.training.history import History
from whygrad.training.prediction import predict
from whygrad.training.replay import data_of


@dataclass(frozen=True)
class Comparison:
    """Actual and predicted values, each as samples x outputs.

    `inputs` holds what goes in, if it is one quantity, as samples x inputs; `input_name` is
    its name. `categories` are the names of the outputs, as far as they are known.
    """

    target: str
    prediction: str
    actual: np.ndarray
    before: np.ndarray
    after: np.ndarray
    inputs: np.ndarray | None = None
    input_name: str = ""
    categories: tuple[str, ...] = ()

    @property
    def samples(self) -> int:
        return len(self.actual)

    @property
    def x(self) -> np.ndarray | None:
        """What goes in, where it is one number a sample."""
        if self.inputs is None or self.inputs.shape[1] != 1:
            return None
        return self.inputs[:, 0]

    @property
    def tells_classes(self) -> bool:
        """Every sample belongs to one of several outputs, which has a 1 where others have 0."""
        zero_or_one = np.isin(self.actual, (0, 1)).all()
        several = self.actual.shape[1] > 1
        return bool(several and zero_or_one and (self.actual.sum(axis=1) == 1).all())

    @property
    def tells_probabilities(self) -> bool:
        """Each sample's predictions are positive and have the sum 1."""
        both = np.concatenate([self.before, self.after])
        return bool((both >= 0).all() and np.allclose(both.sum(axis=1), 1, atol=1e-5))


def compare(history: History) -> Comparison:
    """Raises `WhygradError` where no data is left to compare the prediction with."""
    data = data_of(history)
    prediction = default_prediction(history.step)
    before, after = (samples_of(history, predict(history, data, None, at)) for at in (0, None))
    target = target_of(history, prediction, before.shape)
    input_name, inputs = only_input(history, prediction)
    columns = history.columns.get(target, ())
    return Comparison(
        target=target,
        prediction=prediction,
        actual=data[target].reshape(before.shape),
        before=before,
        after=after,
        inputs=inputs,
        input_name=input_name,
        categories=columns[0].categories if len(columns) == 1 else (),
    )


def samples_of(history: History, predicted: np.ndarray) -> np.ndarray:
    """The prediction as samples x outputs."""
    step = history.step
    name = default_prediction(step)
    indexes = step.indexes_of()[name]
    if step.sample_index is None or step.sample_index not in indexes:
        raise WhygradError(f"`{name}` is one for all samples; there is nothing to draw by sample.")
    rows = np.moveaxis(predicted, indexes.index(step.sample_index), 0)
    return rows.reshape(len(rows), -1)


def target_of(history: History, prediction: str, shape: tuple[int, ...]) -> str:
    """The data that the prediction does not read and that have as many entries."""
    step, data = history.step, data_of(history)
    read = needed(step, prediction)
    left = [d.name for d in step.data if d.name not in read and step.sample_index in d.indexes]
    for name in left:
        if data[name].size == shape[0] * shape[1]:
            return name
    raise WhygradError(
        f"There is nothing to compare `{prediction}` with: it has {shape[0]} x {shape[1]} entries,"
        " and no data that it does not read have as many."
    )


def only_input(history: History, prediction: str) -> tuple[str, np.ndarray | None]:
    """Name and values of what goes in for each sample, where that is one quantity."""
    step, data = history.step, data_of(history)
    read = needed(step, prediction)
    names = [d.name for d in step.data if d.name in read and step.sample_index in d.indexes]
    if len(names) != 1:
        return "", None
    values = data[names[0]]
    return names[0], values.reshape(len(values), -1)
