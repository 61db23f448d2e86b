"""Held-out scores beside scikit-learn's own network: `make accuracy`.

    python -m benchmarks.accuracy [docs/estimators.md]

Both have the same architecture, the same settings and the same data: ten seeds, each with a
split of its own (a quarter is held out) and starting values of its own. Scores are the accuracy,
or R squared. With the name of a page the table in it is written anew.
"""

from __future__ import annotations

import math
import re
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

SEEDS = 10
MOST_ERRORS = 3.0  # standard errors that the mean difference may be below zero ...
MOST = 0.02  # ... and never more than this
HEAD = (
    "| data | network | whygrad | scikit-learn | mean difference | standard error |\n"
    "|---|---|--:|--:|--:|--:|\n"
)
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


@dataclass(frozen=True)
class Contest:
    """A data set of scikit-learn's, and the settings of both networks."""

    name: str
    kind: str  # Classifier or Regressor
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def network(self) -> str:
        return ", ".join(f"`{name}={value!r}`" for name, value in self.settings.items())

    def scores(self, seed: int) -> tuple[float, float]:
        """Ours and theirs, on what both did not see."""
        from sklearn import datasets, neural_network
        from sklearn.model_selection import train_test_split
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        import whygrad as wg

        x, y = getattr(datasets, f"load_{self.name}")(return_X_y=True)
        parts = train_test_split(x, y, random_state=seed)
        kinds: list[Callable[..., Any]] = [
            getattr(wg, f"Network{self.kind}"),
            getattr(neural_network, f"MLP{self.kind}"),
        ]
        ours, theirs = (
            make_pipeline(StandardScaler(), kind(random_state=seed, **self.settings))
            .fit(parts[0], parts[2])
            .score(parts[1], parts[3])
            for kind in kinds
        )
        return float(ours), float(theirs)


CONTESTS = (
    Contest("digits", "Classifier", {"hidden_layer_sizes": (100,), "max_iter": 200}),
    Contest("wine", "Classifier", {"hidden_layer_sizes": (100,), "max_iter": 400}),
    Contest("breast_cancer", "Classifier", {"hidden_layer_sizes": (100,), "max_iter": 400}),
    Contest("iris", "Classifier", {"hidden_layer_sizes": (10, 10), "max_iter": 2000}),
    Contest("diabetes", "Regressor", {"hidden_layer_sizes": (20,), "max_iter": 5000}),
)


def row(contest: Contest) -> tuple[str, bool]:
    """A row of the table, and whether ours is level."""
    pairs = np.array([contest.scores(seed) for seed in range(SEEDS)])
    differences = pairs[:, 0] - pairs[:, 1]
    mean, error = differences.mean(), differences.std(ddof=1) / math.sqrt(SEEDS)
    level = bool(mean >= -min(MOST_ERRORS * error, MOST))
    ours, theirs = pairs.mean(axis=0)
    figures = f"{ours:.4f} | {theirs:.4f} | {mean:+.4f} | {error:.4f}"
    return f"| {contest.name.replace('_', ' ')} | {contest.network} | {figures} |\n", level


def main(pages: list[str]) -> int:
    warnings.simplefilter("ignore")  # that some fit has not settled
    print(HEAD, end="")
    lines, fails = [], []
    for contest in CONTESTS:
        line, level = row(contest)
        print(line, end="", flush=True)
        lines.append(line)
        if not level:
            fails.append(contest.name)
    for page in map(Path, pages):
        text = page.read_text(encoding="utf-8")
        page.write_text(TABLE.sub(lambda _: HEAD + "".join(lines), text), encoding="utf-8")
    print(f"below scikit-learn: {', '.join(fails) or 'none'}")
    return int(bool(fails))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
