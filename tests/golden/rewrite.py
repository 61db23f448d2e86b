"""Write the golden scripts anew, in all styles: python tests/golden/rewrite.py"""

from pathlib import Path

import whygrad as wg
from whygrad.examples import EXAMPLES, Example
from whygrad.scripts import columns_for
from whygrad.training.tables import read_table, take
from whygrad.writers.styles import STYLES, writer_of

HERE = Path(__file__).parent
SUFFIXES = {"c": ".c"}


def golden_path(style: str, example: Example) -> Path:
    return HERE / style / f"{example.name}{SUFFIXES.get(style, '.py')}"


def golden_text(style: str, example: Example) -> str:
    """The script of an example; the data stand in it where they are few."""
    model = wg.Model.read(example.files[0])
    columns = {name: list(names) for name, names in example.places}
    table = read_table(str(example.files[1]))
    data, taken = take(table, model.step, columns)
    return writer_of(style)(
        model.step,
        data,
        steps=example.steps,
        learning_rate=example.learning_rate,
        columns={name: columns_for(listed) for name, listed in taken.items()},
    )


def goldens() -> list[tuple[str, Example]]:
    return [(style, example) for style in STYLES for example in EXAMPLES.values()]


if __name__ == "__main__":
    for style, example in goldens():
        path = golden_path(style, example)
        path.parent.mkdir(exist_ok=True)
        path.write_text(golden_text(style, example), encoding="utf-8")
        print(path.relative_to(HERE))
