"""The models that come along, each as `NAME.eq` with its data in `NAME.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.parsing import parse
from whygrad.training.files import check_target, write
from whygrad.training.history import Arrays
from whygrad.training.tables import read_table, take

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """One model and what goes well with it.

    `places` are the columns of the quantities that do not take the column of their own name;
    `steps` and `learning_rate` train it well.
    """

    name: str
    title: str
    description: str
    steps: int
    learning_rate: float
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def columns(self) -> str:
        """The option of the command line that tells the columns; empty where none is needed."""
        return " ".join(f"--columns {name}={','.join(names)}" for name, names in self.places)

    @property
    def files(self) -> tuple[Path, Path]:
        """The model and its data."""
        return HERE / f"{self.name}.eq", HERE / f"{self.name}.csv"


LENGTHS = ("sepal_length", "sepal_width", "petal_length", "petal_width")
EXAMPLES = {
    example.name: example
    for example in (
        Example(
            "neuron",
            "One neuron",
            "one neuron learns to turn Celsius into Fahrenheit (2 parameters)",
            10_000,
            1e-4,
        ),
        Example(
            "two_layers",
            "Two layers, 1-2-1",
            "two layers, 1-2-1, learn to turn Celsius into Fahrenheit (7 parameters)",
            2_000,
            3e-5,
        ),
        Example(
            "classifier",
            "A sigmoid classifier",
            "a sigmoid neuron learns a truth table (3 parameters)",
            1_000,
            1.0,
            (("inputs", ("first", "second", "third")),),
        ),
        Example(
            "iris",
            "A softmax classifier",
            "a softmax layer tells three species of iris apart (15 parameters)",
            1_000,
            0.05,
            (("measures", LENGTHS),),
        ),
    )
}


def list_examples() -> list[str]:
    """The names of the models."""
    return list(EXAMPLES)


def find_example(name: str) -> Example:
    """The model of this name. Raises `WhygradError` where there is none."""
    if name not in EXAMPLES:
        advice = nearest(str(name), EXAMPLES) or f"There are {listing(EXAMPLES)}."
        raise WhygradError(f"There is no example `{name}`.\n{advice}")
    return EXAMPLES[name]


def read_example(name: str) -> str:
    """The text of a model."""
    model, _ = find_example(name).files
    return model.read_text(encoding="utf-8")


def example_data(name: str) -> Arrays:
    """The data of a model, ready for `fit`."""
    example = find_example(name)
    _, table = example.files
    data, _ = take(read_table(table), parse(read_example(name)), dict(example.places))
    return data


def copy_example(name: str, folder: str | Path, *, force: bool = False) -> list[Path]:
    """Write `NAME.eq` and `NAME.csv` into a folder, which is made where there is none.

    Both files or neither: existing ones are an error before anything is written, unless
    `force` replaces them.
    """
    sources = find_example(name).files
    targets = [Path(folder) / source.name for source in sources]
    make_folder(Path(folder))
    for target in targets:
        check_target(target, force=force)
    new = [target for target in targets if not target.exists()]
    try:
        for source, target in zip(sources, targets, strict=True):
            write(target, source.read_bytes(), force=force)
    except WhygradError:
        for target in new:
            target.unlink(missing_ok=True)
        raise
    return targets


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WhygradError(f"`{folder}`: this folder cannot be made ({error.strerror}).") from None
