"""The losses of a script and of its corrected version in one picture."""

from __future__ import annotations

from pathlib import Path

from whygrad.checking.trials import Trials
from whygrad.insight.canvas import picture


def draw_losses(trials: Trials, path: Path) -> None:
    """Draw both curves to a .svg or .png, told apart by their dashes too.

    Raises `WhygradError` for a place or a suffix that cannot be used.
    """
    runs = [("yours", trials.yours, "-", "#b2182b"), ("corrected", trials.right, "--", "#2166ac")]
    with picture(path, "Loss of your script and of the corrected one", "") as axes:
        for name, run, dashes, color in runs:
            if run is not None and run.losses:
                passes, losses = zip(*run.losses, strict=True)
                axes.plot(passes, losses, dashes, color=color, label=name)
        axes.set_xlabel("pass")
        axes.set_ylabel("loss")
        axes.legend(frameon=False)
