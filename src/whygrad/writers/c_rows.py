"""What turns a raw row of a table into the data of an exported prediction, in C."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whygrad.writers.c_layout import filled, quoted
from whygrad.writers.c_reader import FAIL, READ_CELL
from whygrad.writers.columns import MISSING, TOLD, Column
from whygrad.writers.prediction import Trained
from whygrad.writers.wrapping import TAB

HEADERS = """\
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
"""
IS_MISSING = """\
// Whether a cell says that its value is missing, in capitals or not.
static int is_missing(const char *cell)
{
    static const char *const words[] = {@WORDS@};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        size_t same = 0;
        while (cell[same] != '\\0' && tolower((unsigned char)cell[same]) == words[k][same]) {
            same++;
        }
        if (cell[same] == words[k][same]) {
            return 1;
        }
    }
    return 0;
}
"""
ENCODE = """\
// Makes numbers of the cells of a row. Returns 0, or the place of the first cell that is no
// number or no category of the training, counted from 1.
@HEAD@
{
    for (int k = 0; k < @CELLS@; k++) {
        const int count = columns[k].count;
        const int gap = is_missing(row[k]);
        int known = @KNOWN@;
        for (int c = 0; c < count; c++) {
            numbers[c] = strcmp(row[k], categories[columns[k].first + c]) == 0;
            known = known || numbers[c] == 1;
        }
        if (count == 0 && !gap) {
            const int plain = strspn(row[k], "+-.0123456789eE") == strlen(row[k]);
            char *end;
            numbers[0] = (real)strtod(row[k], &end);
            known = plain && *end == '\\0' && isfinite(numbers[0]);
        } else if (count == 0) {
            numbers[0] = 0;
        }
        if (!known) {
            return k + 1;
        }
        const int width = count > 0 ? count : 1;
@TELL@        numbers += width;
    }
    return 0;
}
"""
TELL = """\
        for (int c = 0; c < width; c++) {
            gaps[c] = gap;
        }
        gaps += width;
"""


@dataclass(frozen=True)
class Cells:
    """The cells of a raw row.

    columns    one for each cell
    arguments  what `predict` takes: `numbers`, made of the cells, and `gaps`, which tell where
               a value is missing
    """

    columns: tuple[Column, ...]
    arguments: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether a value may be missing."""
        return "gaps" in self.arguments


def cells_of(trained: Trained, data: Sequence[str]) -> Cells | None:
    """Where a row tells all of the data, and not by plain numbers alone."""
    known = [trained.columns.get(name, ()) for name in data]
    axes = [len(line.indexes) for line in trained.step.data if line.name in data]
    if not all(known) or set(axes) != {2}:
        return None
    told = [any(column.gaps == TOLD for column in columns) for columns in known]
    read = [columns for columns, tells in zip(known, told, strict=True) if not tells]
    if len(read) != 1 or not any(column.categories or column.gaps for column in read[0]):
        return None
    return Cells(read[0], tuple("gaps" if tells else "numbers" for tells in told))


def prototype(cells: Cells, real: str = "real") -> str:
    gaps = f", {real} *gaps" if cells.told else ""
    return f"int encode(const char *const row[{len(cells.columns)}], {real} *numbers{gaps})"


def row_blocks(cells: Cells) -> list[str]:
    """The columns and `encode`, with what it takes from the library."""
    words = ", ".join(map(quoted, MISSING))
    encode = ENCODE.replace("@HEAD@", prototype(cells))
    encode = encode.replace("@CELLS@", str(len(cells.columns)))
    encode = encode.replace("@KNOWN@", "gap" if cells.told else "0")
    encode = encode.replace("@TELL@", TELL if cells.told else "")
    missing = IS_MISSING.replace("@WORDS@", words)
    return [HEADERS, columns_text(cells.columns), missing, encode]


def columns_text(columns: Sequence[Column]) -> str:
    """The categories of all columns, and where those of each stand."""
    every = [quoted(category) for column in columns for category in column.categories]
    lines = ["static const char *const categories[] = {", *filled(every or ["NULL"], TAB), "};"]
    lines += ["static const struct {", f"{TAB}const char *name;", f"{TAB}int first;"]
    lines += [f"{TAB}int count;", "} columns[] = {"]
    first = 0
    for column in columns:
        lines.append(f"{TAB}{{{quoted(column.name)}, {first}, {len(column.categories)}}},")
        first += len(column.categories)
    return "\n".join([*lines, "};"]) + "\n"


READ_CELLS = """\
// Reads the cells of a row; returns what stands behind the last of them.
static int read_cells(char cells[][longest_cell + 1], const char **row, int *found)
{
    int end = ',';
    for (*found = 0; end == ',' && *found < @CELLS@; (*found)++) {
        end = read_cell(stdin, cells[*found]);
        row[*found] = cells[*found];
    }
    return end;
}
"""
MAIN = """\
int main(void)
{
    char cells[@CELLS@][longest_cell + 1];
    const char *row[@CELLS@];
    real numbers[@WIDTH@];
    real gaps[@WIDTH@];
    int end = '\\n';
    for (int line = 1; end != EOF; line++) {
        int found;
        end = read_cells(cells, row, &found);
        if (found == 1 && row[0][0] == '\\0' && end != ',') {
            continue;
        }
        if (found < @CELLS@ || end == ',') {
            fail("line %d: expected @CELLS@ cells\\n", line);
        }
        const int wrong = encode(row, numbers, gaps);
        if (wrong > 0) {
            const char *name = columns[wrong - 1].name;
            fail("line %d: '%s' cannot stand in column '%s'\\n", line, row[wrong - 1], name);
        }
@ANSWER@
    }
    return 0;
}
"""


def main_blocks(cells: Cells, answer: Sequence[str]) -> list[str]:
    """The program that reads rows of cells; `answer` predicts from `numbers` and prints."""
    columns = cells.columns
    longest = max(len(text.encode()) for c in columns for text in (c.name, *c.categories))
    width = sum(column.width for column in columns)
    main = MAIN.replace("@WIDTH@", str(width)).replace("@ANSWER@", "\n".join(answer))
    if not cells.told:
        main = main.replace(f"    real gaps[{width}];\n", "").replace("numbers, gaps", "numbers")
    texts = [FAIL, reading(max(255, longest)), READ_CELL, READ_CELLS, main]
    return [text.replace("@CELLS@", str(len(columns))) for text in texts]


def reading(longest: int) -> str:
    return (
        f"enum {{\n{TAB}longest_cell = {longest},\n}};\n"
        '\nstatic const char *const path = "the input";\n'
    )
