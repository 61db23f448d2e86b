"""A training run, with everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whygrad.calculus.dependence import default_prediction
from whygrad.calculus.derivation import derive
from whygrad.language.equations import Equation, Step
from whygrad.language.messages import counted
from whygrad.scripts import run_script
from whygrad.training import files
from whygrad.training.fitting import resume
from whygrad.training.history import Arrays, History, Stopped, Validation
from whygrad.training.optimizers import title, with_update
from whygrad.training.prediction import forward_quantity, needed_data, predict
from whygrad.training.replay import classes, parameters_at, quantities_at
from whygrad.training.validation import PREFIX

if TYPE_CHECKING:
    from whygrad.exports import Export
    from whygrad.insight.diagrams.diagram import Diagram
    from whygrad.insight.drawings import Picture
    from whygrad.insight.explanations import Explanation
    from whygrad.insight.health.findings import Health
    from whygrad.insight.paths import Paths
    from whygrad.insight.questions import Questions
    from whygrad.insight.reach import Dependence


class Run:
    """What `Model.fit` returns. `record` holds it all as data."""

    def __init__(self, record: History):
        self.record = record

    @property
    def losses(self) -> np.ndarray:
        """One entry a step: the loss in the forward pass of that step."""
        return self.record.scalars[self.record.step.loss]

    @property
    def history(self) -> Arrays:
        """Every scalar equation by name, one entry a step.

        Where the run was validated, each is also there as `validation_...`, with one entry a
        look; `run.validation.steps` are the numbers of steps that were done at each.
        """
        validation = self.record.validation
        looks = {} if validation is None else validation.scalars
        return {**self.record.scalars, **{f"{PREFIX}{n}": values for n, values in looks.items()}}

    @property
    def initial(self) -> Arrays:
        """The parameters before training."""
        return self.record.initial

    @property
    def parameters(self) -> Arrays:
        """The parameters after training."""
        return self.record.parameters

    @property
    def steps(self) -> int:
        """How many updates were made."""
        return self.record.steps

    @property
    def update(self) -> list[Equation]:
        """The update equations of the optimiser; none of L-BFGS, which is SciPy's."""
        return list(self.record.step.update)

    @property
    def learning_rate(self) -> float:
        return self.record.learning_rate

    @property
    def engine(self) -> str:
        """The engine that ran; `engine_reason` says why, `source` is what it ran."""
        return self.record.engine

    @property
    def engine_reason(self) -> str:
        return self.record.engine_reason

    @property
    def source(self) -> str:
        return self.record.source

    @property
    def validation(self) -> Validation | None:
        """How the run was validated, and on which data; None if it was not."""
        return self.record.validation

    @property
    def ending(self) -> str:
        """Why it ended: one of `finished`, `converged` (L-BFGS alone tells), `diverged`,
        `interrupted`, `patience`, `callback`."""
        return self.record.ending

    @property
    def stopped(self) -> Stopped | None:
        """Where and why training stopped before its last step; None if it did not."""
        return self.record.stopped

    def at(self, step: int) -> dict[str, Any]:
        """Every quantity of a step by name, 0 <= step <= steps.

        Data, parameters and states before the step's update, forward quantities, the loss,
        gradients. The last of them, `run.at(run.steps)`, has the final parameters.
        """
        return quantities_at(self.record, step)

    def predict(
        self, data: Any, quantity: str | None = None, step: int | None = None
    ) -> np.ndarray:
        """One quantity for new data, with the trained parameters.

        Without `quantity` the model's prediction; with `step=0` as before training. Data
        that it does not depend on (the target) may be missing.
        """
        return predict(self.record, data, quantity, step)

    def parameters_at(self, step: int) -> Arrays:
        """The parameters before the update of a step."""
        return parameters_at(self.record, step)[0]

    @property
    def prediction(self) -> str:
        """The name of the quantity that `predict` answers with."""
        return default_prediction(self.record.step)

    def needed_data(self, quantity: str | None = None) -> list[str]:
        """The names of the data that a quantity (the prediction, if None) is computed from."""
        return needed_data(self.record.step, forward_quantity(self.record.step, quantity))

    def classes(self, quantity: str | None = None) -> tuple[str, ...]:
        """The names of the classes that a quantity tells apart; empty where it does not."""
        return classes(self.record, forward_quantity(self.record.step, quantity))

    def why(
        self,
        quantity: str,
        step: int = 0,
        sample: int | None = None,
        depth: int = 1,
        data: Any = None,
        digits: int = 5,
    ) -> Explanation:
        """Why a quantity, or one entry of it, is what it is: `run.why("grad_w[0, 1]")`.

        step    as it is before the update of this step; `run.steps` is after the last one
        sample  the sample that is meant where an entry is not named; its term is always shown
        depth   with 2, what it is computed from is explained too, and so on
        data    data of one's own, such as `{"celsius": [42]}`; the target may be missing
        digits  significant ones of what is shown

        A parameter of a later step is explained by the update of the step before.
        """
        return self._questions.why(quantity, step, sample, depth, data, digits)

    def depends(self, quantity: str, source: str) -> Dependence:
        """Whether a quantity (or an entry) is computed from another, and by which ways.

        Within one step: a parameter that is asked about is meant after its update, one that
        something depends on before it.
        """
        return self._questions.depends(quantity, source)

    def paths(
        self, quantity: str, step: int = 0, sample: int | None = None, digits: int = 5
    ) -> Paths:
        """The chain rule as paths: every way by which an entry acts on the loss.

        Each arrow has its derivative; the products of all paths add up to the gradient. The
        paths of one sample stand for those of all.
        """
        return self._questions.paths(quantity, step, sample, digits)

    @cached_property
    def _questions(self) -> Questions:
        from whygrad.insight.questions import Questions  # on use: a plain training is quick

        return Questions(self.record)

    def health(self, step: int | None = None) -> Health:
        """What may go wrong, measured: before the update of a step; after the last one, if None.

        Findings are data (`health.findings`, `health.figures`), `print` shows them as text, and
        a report without any is true. Raises `WhygradError` where the run has no data.
        """
        from whygrad.insight.health.examination import examine

        return examine(self.record, step)

    def plot(self, path: str | Path) -> Path:
        """A picture of actual against predicted, before and after training."""
        from whygrad.insight.pictures import draw_before_after

        return draw_before_after(self.record, Path(path))

    def draw(
        self,
        what: str = "network",
        path: str | Path | None = None,
        *,
        step: int | None = None,
        sample: int | None = None,
        highlight: str | None = None,
        of: Sequence[str] | None = None,
    ) -> Diagram | Picture:
        """A drawing, which a notebook shows and `save(path)` writes; with `path` it is written.

        what       `network` or `dependencies`, diagrams (.svg, .mmd, .dot); `loss`,
                   `parameters`, `gradients` or `surface`, pictures (.png, .svg); `film`
                   (.gif, .html)
        step       a diagram's values are those before this step; None: after training
        sample     whose values a diagram shows
        highlight  the paths of a gradient, in `dependencies`: "grad_weights1[0, 0]"
        of         the two entries of parameters that a `surface` is drawn over
        """
        from whygrad.insight.drawings import draw_run

        found = draw_run(self.record, what, step=step, sample=sample, highlight=highlight, of=of)
        if path is not None:
            found.save(path)
        return found

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the model file, whole or not at all; `force` replaces an existing one."""
        return files.save(self.record, Path(path), force=force)

    def export(
        self, to: str, path: str | Path, *, quantity: str | None = None, force: bool = False
    ) -> Export:
        """Write the trained prediction as a file for others, and tell how near it comes to ours.

        to        `onnx`, `torch`, `c` or `numpy`
        path      a name with the suffix .onnx, .c, or .py for the other two; a PyTorch module
                  has its parameters in a safetensors file beside it
        quantity  another quantity than the prediction
        force     replaces existing files

        Raises `WhygradError` where the format cannot say it, or nothing can be written.
        """
        from whygrad.exports import export

        return export(self.record, to, Path(path), quantity=quantity, force=force)

    def card(self, file: str | Path | None = None) -> str:
        """A model card in Markdown: task, data, equations, figures, settings, limits, hashes.

        `file` is the model file that the card is to describe as well.
        """
        from whygrad.insight.cards import card

        return card(self.record, file)

    def script(self, style: str = "numpy", *, autograd: bool = False) -> str:
        """The training as a plain program that starts and ends where this run does.

        With `autograd` a script in `torch` or `jax` asks the framework for the gradients.
        """
        return run_script(self.record, style, autograd)

    def resume(
        self,
        *,
        steps: int | None = None,
        patience: int | None = None,
        every: int | None = None,
        callback: Callable[[Run], Any] | None = None,
        checkpoint: str | Path | None = None,
        checkpoint_every: int | None = None,
        verbose: bool = False,
    ) -> Run:
        """Go on with the training: the same bits as without a pause.

        steps       of the whole run; without it as many as were asked for when it began
        patience    another one than it had
        checkpoint  a model file to write, which may be the one that the run is from

        All else is as it was; `callback` and the other arguments are those of `Model.fit`. A
        run that stopped early goes on from its best step. Raises `WhygradError`.
        """
        return Run(
            resume(
                self.record,
                steps=steps,
                patience=patience,
                every=every,
                callback=with_run(callback),
                checkpoint=checkpoint,
                checkpoint_every=checkpoint_every,
                verbose=verbose,
            )
        )

    def __repr__(self) -> str:
        last = f", {self.record.step.loss} {self.losses[-1]:.6g}" if self.steps else ""
        return f"<Run: {counted(self.steps, 'step')} of {title(self.record.optimizer)}{last}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"


def load(path: str | Path, data: Any = None, *, validation: Any = None) -> Run:
    """The run in a model file. `data` are needed where the file does not hold them.

    So is the `validation` set, to go on with the training; where a share was split off, it is
    found in `data`, which are all of them.
    """
    return Run(files.load(Path(path), data, validation, rebuild=rebuild))


@dataclass(frozen=True)
class WithRun:
    """A callback that gets the run so far as a `Run`."""

    callback: Callable[[Run], Any]

    def __call__(self, record: History) -> Any:
        return self.callback(Run(record))

    @property
    def spare(self) -> int:
        """So many of the next looks need not call it; 0 for most callbacks."""
        spare = getattr(self.callback, "spare", 0)
        return max(spare, 0) if isinstance(spare, int) else 0


def with_run(callback: Any) -> Any:
    return WithRun(callback) if callable(callback) else callback


def rebuild(forward: Step, optimizer: str) -> Step:
    """The whole step from what a model file holds."""
    return with_update(derive(forward), optimizer)
