"""What turns the raw rows of a table into the data of an exported prediction, in Python."""

from __future__ import annotations

from collections.abc import Sequence

from whygrad.writers.columns import MISSING, TOLD, Column
from whygrad.writers.layout import docstring, sequence
from whygrad.writers.mains import quoted
from whygrad.writers.prediction import Trained
from whygrad.writers.wrapping import TAB

NAMES = frozenset({"cell_of", "classes", "columns", "encoded", "gaps_of", "numbers_of", "table"})
"""What the functions and the tables are called; variables are their own."""

CELL_OF = f'''\
def cell_of(row, column):
    """What stands in a column, as text; empty where it is missing."""
    cell = "" if row[column] is None else str(row[column]).strip()
    return "" if cell.lower() in ({", ".join(map(quoted, MISSING))}) else cell
'''
NUMBERS_OF = '''\
def numbers_of(row, column, categories):
    """The number in a column, or a 0 or 1 for each of its categories."""
    cell = cell_of(row, column)
    if not cell:
{gap}
    if categories and cell not in categories:
        raise ValueError(f"column {{column}}: {{cell}} is none of {{categories}}")
    if not categories and set(cell) - set("+-.0123456789eE"):
        raise ValueError(f"column {{column}}: {{cell}} is no decimal number")
    return [float(cell == c) for c in categories] if categories else [float(cell)]
'''
REFUSED = f'{TAB * 2}raise ValueError(f"column {{column}}: the value is missing")'
TAKEN = f"{TAB * 2}return [0.0] * max(1, len(categories))"
TABLE = """\
def table(rows, name, read):
    return [[x for column in columns[name] for x in read(row, *column)] for row in rows]
"""
GAPS_OF = '''\
def gaps_of(row, column, categories):
    """1 for each number of a column where it is missing, else 0."""
    return [float(not cell_of(row, column))] * max(1, len(categories))
'''


def row_blocks(trained: Trained, given: Sequence[str], array: str) -> list[str]:
    """The columns, and the function that makes of rows what the prediction takes.

    `given` are the data in the order in which it takes them, `array` is how an array is made of
    nested lists. None where a table does not tell all of the data, or each is one plain column.
    """
    known = trained.columns
    axes = {line.name: line.indexes for line in trained.step.data}
    if not all(name in known and len(axes[name]) == 2 for name in given) or not given:
        return []
    every = [column for name in given for column in known[name]]
    gaps = any(column.gaps for column in every)
    functions = [CELL_OF, NUMBERS_OF.format(gap=TAKEN if gaps else REFUSED)]
    functions += [GAPS_OF] if any(column.gaps == TOLD for column in every) else []
    functions += [TABLE, encoded_text(trained, given, array)]
    return [columns_text(trained, given), *functions]


def columns_text(trained: Trained, given: Sequence[str]) -> str:
    lines = ["columns = {"]
    for name in given:
        lines += [f"{TAB}{quoted(name)}: ["]
        for column in trained.columns[name]:
            lines += column_lines(column, TAB * 2)
        lines += [f"{TAB}],"]
    lines += ["}"]
    if trained.classes:
        lines += sequence("classes = [", [quoted(name) for name in trained.classes], "]", "")
    return "\n".join(lines) + "\n"


def column_lines(column: Column, indent: str) -> list[str]:
    """`("kind", ["a", "b"]),`, over as many lines as it takes."""
    name, categories = quoted(column.name), [quoted(each) for each in column.categories]
    *lines, last = sequence(f"{indent}({name}, [", categories, "])", indent)
    if not lines:
        return [f"{last},"]
    inner = indent + TAB
    return [
        f"{indent}(",
        f"{inner}{name},",
        *sequence(f"{inner}[", categories, "],", inner),
        f"{indent}),",
    ]


def encoded_text(trained: Trained, given: Sequence[str], array: str) -> str:
    """The function, which returns the arguments of the prediction in their order."""
    what = f"{', '.join(given)} of rows, each a mapping from columns to what they hold."
    text = ["def encoded(rows):", *docstring(what, TAB), f"{TAB}rows = list(rows)"]
    arrays = []
    for name in given:
        told = any(column.gaps == TOLD for column in trained.columns[name])
        values = f"table(rows, {quoted(name)}, {'gaps_of' if told else 'numbers_of'})"
        arrays.append(array.format(values))
    if len(arrays) == 1:
        return "\n".join([*text, f"{TAB}return ({arrays[0]},)"]) + "\n"
    return "\n".join([*text, *sequence(f"{TAB}return (", arrays, ")", TAB, True)]) + "\n"
