"""The end of a script: its data, its starting values, the run and what it prints."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from whygrad.calculus.starts import drawn_starts
from whygrad.language.equations import LEARNING_RATE, Declaration, Step
from whygrad.language.messages import WhygradError
from whygrad.writers.assembly import found
from whygrad.writers.code import Code, number_code
from whygrad.writers.layout import assign, returned, sequence
from whygrad.writers.literals import number_text
from whygrad.writers.outline import BATCH, FIRST, SEED, STEPS, Function
from whygrad.writers.plain_numbers import refused
from whygrad.writers.wrapping import TAB

Columns = Mapping[str, Sequence[str] | tuple[str, Sequence[str]]]
SMALL = 200  # so many numbers stand in the script itself
CHOOSE = "none is given: choose one"
DEFAULT_RATE, DEFAULT_STEPS = "0.01", 1000
RANDOM = ("uniform", "normal", "glorot", "he")

READ_DATA = '''\
def read_data(path, columns):
    """The columns of a CSV file, as one table of numbers for each quantity."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = {rows}
        tables = {name: table(rows, chosen) for name, chosen in columns.items()}
    except KeyError as missing:
        sys.exit(f"{path} has no column {missing}.")
    except (OSError, TypeError, ValueError) as error:
        sys.exit(f"{path} cannot be read: {error}.")
    return tables if rows else sys.exit(f"{path} has no rows.")
'''
TRAINING_ROWS = '''\
def training_rows(rows, share, seed):
    """The rows without the share that was held out: those with the smallest hashes."""
    order = sorted(range(len(rows)), key=lambda row: third_word(seed, 2**32 - 1, row))
    return [rows[row] for row in sorted(order[round(share * len(rows)) :])]


def third_word(x, y, z):
    """The third of the words of 32 bits that pcg3d makes of three.

    Jarzynski and Olano, Hash Functions for GPU Rendering, 2020.
    """
    x, y, z = ((word * 1664525 + 1013904223) % 2**32 for word in (x, y, z))
    for shift in (16, 32):
        x = (x + y * z) % 2**32
        y = (y + z * x) % 2**32
        z = (z + x * y) % 2**32
        x, y, z = (word ^ word >> shift for word in (x, y, z))
    return z
'''
TRAINING = frozenset({"third_word", "training_rows"})
TABLE = """\
def table(rows, chosen):
{table}
"""
TABLE_WITH_CATEGORIES = """\
def table(rows, chosen):
    if isinstance(chosen, tuple):
        column, categories = chosen
{marks}
{table}
"""
NUMBERS = "[[float(row[column]) for column in chosen] for row in rows]"
MARKS = "[[float(row[column] == c) for c in categories] for row in rows]"


class Names(Protocol):
    """What the code of the main part knows of its surroundings."""

    @property
    def names(self) -> Mapping[str, str]: ...

    @property
    def size(self) -> Callable[[str], Code]: ...


Look = Callable[..., Any]  # from the names at hand to the `Names` that look at them


@dataclass(frozen=True)
class Dialect:
    """How a style spells what stands in its main part.

    literal  the lines that set a name to given numbers
    taken    a quantity out of its table, which has a row for each sample; others have the
             first rows
    start    the code for a starting value
    opening  for each name that drawing starting values takes, the line that sets it
    table    an array made of the lists of a table's rows
    rows     the arguments of `print` that show the rows of an array; `shown`, fewer axes
    scalar   a number that, divided by 0, gives infinity
    helpers  definitions that the main part may call
    """

    literal: Callable[[str, Any], list[str]]
    taken: Callable[[Declaration, Step, Run, Any], str]
    start: Callable[[Declaration, Any], str]
    opening: Mapping[str, str]
    table: str = "{}"
    rows: str = "{}"
    shown: str = "{}"
    scalar: str = "{}"
    helpers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """What a script runs: what it was given, and the rest of its settings.

    `held_out` is the share of a table's rows that it does not train on.
    """

    data: Mapping[str, Any]
    starts: Mapping[str, Any]
    settings: Mapping[str, float]
    steps: int
    learning_rate: float | None
    seed: int
    columns: Columns
    batch: int | None = None
    shuffle: bool = True
    held_out: float | None = None


def main_blocks(
    step: Step, run: Run, train: Function, look: Look, dialect: Dialect
) -> tuple[list[str], str]:
    """What stands at the top of the script, and the block that runs it."""
    names = [line.name for line in step.data]
    scope = look([name for name in names if name in train.arguments], names)
    starting = start_lines(step, run, train, scope, dialect)
    loaded = names_in(starting, scope) | set(train.arguments)
    data = [line for line in step.data if line.name in loaded]
    inline = inlined(run.data, data)
    from_file = [line for line in data if line.name not in inline]
    sections = [
        constant_lines(step, run, loaded, found("seed", "".join(starting)), scope),
        [text for name in inline for text in dialect.literal(scope.names[name], inline[name])],
        file_lines(from_file, step, run, look, dialect),
        starting,
        call_lines(train, scope, refused(step), dialect),
        result_lines(step, train, scope, dialect),
    ]
    main = "\n\n".join("\n".join(section) for section in sections if section)
    top = reading_blocks(from_file, run, dialect) if from_file else []
    top += [text for name, text in dialect.helpers.items() if found(f"{name}(", main)]
    return top, f'if __name__ == "__main__":\n{main}\n'


def names_in(lines: Sequence[str], scope: Names) -> set[str]:
    words = set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", " ".join(lines)))
    return {name for name, word in scope.names.items() if word in words}


def inlined(data: Mapping[str, Any], lines: Sequence[Declaration]) -> dict[str, Any]:
    """The data that stand in the script: all, if they are few, else what no table holds."""
    given = {line.name: np.asarray(data[line.name], float) for line in lines if line.name in data}
    if sum(array.size for array in given.values()) <= SMALL:
        return given
    samples = next(line.indexes[0] for line in lines if line.indexes)
    return {line.name: given[line.name] for line in lines if samples not in line.indexes}


def constant_lines(step: Step, run: Run, loaded: set[str], random: bool, scope: Names) -> list[str]:
    """What a reader may want to change."""
    values = {STEPS: str(run.steps)}
    declared = {line.name: number_code(line.value).text for line in step.settings if line.value}
    given = {name: number_text(value) for name, value in run.settings.items()}
    settings = {LEARNING_RATE: DEFAULT_RATE} | declared | given
    if run.learning_rate is not None:
        settings[LEARNING_RATE] = number_text(run.learning_rate)
    values |= {name: text for name, text in settings.items() if name in loaded}
    if BATCH in loaded:
        values[BATCH] = str(run.batch)
    if random or SEED in loaded:
        values[SEED] = str(run.seed)
    chosen = run.learning_rate is not None or LEARNING_RATE in declared
    remarks = {} if chosen else {LEARNING_RATE: f"  # {CHOOSE}"}
    return [
        f"{TAB}{scope.names[name]} = {text}{remarks.get(name, '')}" for name, text in values.items()
    ]


def file_lines(
    lines: Sequence[Declaration], step: Step, run: Run, look: Look, dialect: Dialect
) -> list[str]:
    """The lines that read a CSV file and take the quantities out of it."""
    if not lines:
        return []
    usage = 'sys.exit(f"usage: python {sys.argv[0]} DATA.csv")'
    found = [f"{TAB}if len(sys.argv) != 2:", f"{TAB * 2}{usage}"]
    found.append(f"{TAB}data = read_data(sys.argv[1], columns)")
    taken: list[str] = []
    for line in sorted(lines, key=lambda line: step.sample_index not in line.indexes):
        scope = look(taken)
        found += assign([scope.names[line.name]], dialect.taken(line, step, run, scope), TAB)
        taken.append(line.name)
    return found


def axis_sizes(line: Declaration, indexes: Sequence[str], run: Run, scope: Names) -> list[str]:
    """The lengths of axes that the rows of a table do not tell."""
    if line.name in run.data:
        shape = np.shape(run.data[line.name])
        return [str(shape[line.indexes.index(index)]) for index in indexes]
    try:
        return [scope.size(index).text for index in indexes]
    except LookupError:
        raise WhygradError(
            f"A table of rows cannot tell the lengths of `{line.name}[{', '.join(line.indexes)}]`."
            f"\nGive the data, or declare the lengths, as in `{indexes[-1]}: index(3)`."
        ) from None


def reading_blocks(lines: Sequence[Declaration], run: Run, dialect: Dialect) -> list[str]:
    """The columns of each quantity, and the functions that read them."""
    entries, categories = [], False
    for line in lines:
        chosen = run.columns.get(line.name) or default_columns(line, run)
        categories = categories or isinstance(chosen, tuple)
        entries.append(f"{quoted(line.name)}: {columns_text(chosen)}")
    text = "\n".join(sequence("columns = {", entries, "}", "", True)) + "\n"
    table = TABLE_WITH_CATEGORIES if categories else TABLE
    numbers, marks = (dialect.table.format(each) for each in (NUMBERS, MARKS))
    spelled = {"table": returned(numbers, TAB), "marks": returned(marks, TAB * 2)}
    rows = "list(csv.DictReader(file))"
    if run.held_out is None:
        return [text, table.format(**spelled), READ_DATA.replace("{rows}", rows)]
    rows = f"training_rows({rows}, {run.held_out!r}, {run.seed})"
    return [text, table.format(**spelled), TRAINING_ROWS, READ_DATA.replace("{rows}", rows)]


def default_columns(line: Declaration, run: Run) -> list[str]:
    shape = np.shape(run.data.get(line.name, ()))
    width = math.prod(shape[1:]) if len(shape) > 1 else 1
    return [line.name] if width == 1 else [f"{line.name}_{k}" for k in range(1, width + 1)]


def columns_text(chosen: Any) -> str:
    if isinstance(chosen, tuple) and len(chosen) == 2 and not isinstance(chosen[1], str):
        return f"({quoted(chosen[0])}, {columns_text(list(chosen[1]))})"
    return f"[{', '.join(quoted(name) for name in chosen)}]"


def quoted(text: str) -> str:
    """A string in the quotes that formatters choose."""
    return json.dumps(text, ensure_ascii=False)


def start_lines(step: Step, run: Run, train: Function, scope: Names, dialect: Dialect) -> list[str]:
    """The starting values: given ones as they are, the others drawn in the order of the text."""
    lines = learned(step)
    given = {name: np.asarray(value, float) for name, value in run.starts.items()}
    if sum(array.size for array in given.values()) > SMALL:
        given = not_drawn(step, given, run)
    drawn = [line.name for line in lines if at_random(line) and line.name not in given]
    drawing: list[str] = []
    for place, line in enumerate(lines):
        name = scope.names[line.name]
        later = {other.name for other in lines[place:]} & set(drawn)
        wanted = line.name in train.arguments
        if (wanted and line.name not in given) or (at_random(line) and later):
            drawing += assign([name], dialect.start(line, scope), TAB)
        if wanted and line.name in given:
            drawing += dialect.literal(name, given[line.name])
    return opening_lines("\n".join(drawing), dialect) + drawing


def not_drawn(step: Step, given: Mapping[str, np.ndarray], run: Run) -> dict[str, np.ndarray]:
    """Of many starting values those that the script would not draw itself."""
    shapes = {d.name: given[d.name].shape if d.name in given else None for d in learned(step)}
    drawn = drawn_starts(step, shapes, run.seed, run.settings)
    return {n: v for n, v in given.items() if n not in drawn or not same(v, drawn[n])}


def same(given: np.ndarray, drawn: np.ndarray) -> bool:
    """Whether a value is the drawn one, in whichever precision the run had it."""
    return np.array_equal(given, drawn) or np.array_equal(given, drawn.astype(np.float32))


def learned(step: Step) -> tuple[Declaration, ...]:
    return step.declared("parameter", "state")


def opening_lines(drawing: str, dialect: Dialect) -> list[str]:
    """The lines that make the sources of random numbers that are drawn from."""
    lines: list[str] = []
    for name, code in reversed(list(dialect.opening.items())):
        if found(name, drawing):
            lines = [f"{TAB}{name} = {code}", *lines]
            drawing += code
    return lines


def at_random(line: Declaration) -> bool:
    return line.start is not None and line.start.name in RANDOM


def call_lines(train: Function, scope: Names, refused: set[str], dialect: Dialect) -> list[str]:
    """The call of the training; what plain numbers would refuse are no plain numbers there."""
    shown = {name: dialect.scalar.format(scope.names[name]) for name in refused}
    arguments = [shown.get(n, scope.names[n]) for n in train.arguments if n != FIRST]
    targets = [scope.names[name] for name in train.returns]
    return assign(targets, f"train({', '.join(arguments)})", TAB)


def result_lines(step: Step, train: Function, scope: Names, dialect: Dialect) -> list[str]:
    """The first and the last loss and what was learned, printed."""
    loss = f'history["{step.loss}"]'
    lines = [
        f'{TAB}print("{step.loss} in the first step:", {loss}[0])',
        f'{TAB}print("{step.loss} in the last step: ", {loss}[-1])',
    ]
    for line in step.parameters:
        if line.name in train.returns:
            name = scope.names[line.name]
            shown = dialect.shown.format(name)
            if len(line.indexes) > 1:
                shown = f'{dialect.rows.format(name)}, sep="\\n"'
            lines.append(f'{TAB}print("{line.name}:", {shown})')
    return lines
