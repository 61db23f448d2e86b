"""A trained prediction as a C99 file: the parameters, and a function for one sample."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import prod

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError, counted, short
from whygrad.writers import c_rows
from whygrad.writers.c import block, head_blocks, helpers_in, settings_block
from whygrad.writers.c_functions import function, indented, predict_function
from whygrad.writers.c_layout import comment, definition
from whygrad.writers.c_plan import Job, Plan, declared
from whygrad.writers.c_reader import FAIL
from whygrad.writers.c_rows import Cells, cells_of
from whygrad.writers.columns import Column
from whygrad.writers.prediction import Trained
from whygrad.writers.wrapping import TAB

TITLE = """\
A trained neural network in C, written by whygrad from its equations. It allocates nothing.
{call};
"""
ENCODING = """\
{call};
encode makes the numbers of a row of cells: {names}.
"""
AS_PROGRAM = """\
With -DMAIN it is a program, which predicts for each {what} on standard input:
cc -std=c99 -O2 -DMAIN {file} -o network -lm && ./network < ROWS.csv"""
READ_ROW = """\
// The next letter that is no blank.
static int next_letter(void)
{
    int letter = getchar();
    while (letter == ' ' || letter == '\\t' || letter == '\\r') {
        letter = getchar();
    }
    return letter;
}

// Reads the numbers of a line, commas or blanks between them; 0 at the end of the input.
static int read_row(real *row, int count)
{
    static int line = 1;
    int letter = next_letter();
    for (; letter == '\\n'; line++) {
        letter = next_letter();
    }
    if (letter == EOF) {
        return 0;
    }
    for (int k = 0; k < count; k++) {
        double number;
        if (letter == '\\n' || letter == EOF) {
            fail("line %d: expected %d numbers\\n", line, count);
        }
        ungetc(letter, stdin);
        if (scanf("%lf", &number) != 1 || number - number != 0) {  // not infinite either
            fail("line %d: number %d cannot be read\\n", line, k + 1);
        }
        row[k] = (real)number;
        letter = next_letter();
        if (letter == ',' && k < count - 1) {
            letter = next_letter();
        }
    }
    if (letter != '\\n' && letter != EOF) {
        fail("line %d: expected %d numbers\\n", line, count);
    }
    line++;
    return 1;
}
"""
HEADERS = """\
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
"""
PRINT_ROW = """\
static void print_row(const real *row, int count)
{
    for (int k = 0; k < count; k++) {
        printf("%.17g%s", row[k], k < count - 1 ? "," : "\\n");
    }
}
"""


def write(trained: Trained, file: str) -> str:
    """The file; `file` is its name. Raises `WhygradError` where a sample needs other samples."""
    plan = plan_of(trained)
    if plan.prediction is None:
        raise WhygradError(
            f"C predicts for one sample, which is not enough for `{trained.quantity}`: it is"
            " computed from all samples together.\nExport to onnx, torch or numpy."
        )
    predict = predict_function(plan, linkage="")
    body = [settings_block(plan, plan.read), block(learned_lines(plan, trained))]
    body = [text for text in (*body, *helpers_in(plan, [predict]), predict) if text]
    cells = cells_of(trained, [line.name for line in plan.prediction.data])
    head = head_blocks(plan, title(plan, trained, cells, predict, file), "\n".join(body))
    rows = c_rows.row_blocks(cells) if cells else []
    return "\n".join([*head, *body, *rows, *main_blocks(plan, cells)])


def plan_of(trained: Trained) -> Plan:
    settings = {d.name: trained.values[d.name] for d in trained.step.settings}
    job = Job({}, {}, settings, 1, None, 1, {}, dtype=trained.dtype)
    return Plan(trained.step, job)


def title(plan: Plan, trained: Trained, cells: Cells | None, predict: str, file: str) -> str:
    """What the file is, how it is called, and what it is as a program."""
    assert plan.prediction is not None
    text = TITLE.format(call=prototype(plan, predict))
    answer = classes_text(plan, trained)
    if cells is not None:
        call = c_rows.prototype(cells, "float" if plan.single else "double")
        text += ENCODING.format(call=call, names=names_text(cells.columns)) + answer
        return text + AS_PROGRAM.format(
            what=f"row of {counted(len(cells.columns), 'cell')}", file=file
        )
    for line in plan.prediction.data:
        columns = trained.columns.get(line.name, ())
        if len(columns) > 1:
            text += f"{plan.names[line.name]} holds {names_text(columns)}, in this order.\n"
    text += answer
    count = sum(widths(plan))
    numbers = f"{count} numbers" if count != 1 else "one number"
    return text + (AS_PROGRAM.format(what=f"row of {numbers}", file=file) if count else "")


def names_text(columns: Sequence[Column]) -> str:
    return ", ".join(short(column.name) for column in columns)


def classes_text(plan: Plan, trained: Trained) -> str:
    """Which class each number of the answer is for, where a table names them."""
    if not trained.classes:
        return ""
    classes = ", ".join(map(short, trained.classes))
    return f"{plan.names[trained.quantity]} holds {classes}, in this order.\n"


def prototype(plan: Plan, predict: str) -> str:
    """How another program declares the function: by types and lengths of C alone."""
    head = " ".join(predict.split("{")[0].partition("\n")[2].split())
    words = {plan.size(index): str(plan.length(index)) for index in plan.lengths.leader}
    words["real"] = "float" if plan.single else "double"
    return re.sub(r"\w+", lambda found: words.get(found[0], found[0]), head)


def learned_lines(plan: Plan, trained: Trained) -> list[str]:
    """Parameters and states as constants, captions above."""
    lines = []
    for line in plan.learned:
        head = f"static const {declared(plan, plan.names[line.name], line.indexes)}"
        array = np.asarray(trained.values[line.name])
        lines += [*comment(line.caption), *definition(head, array)]
    return lines


def widths(plan: Plan) -> list[int]:
    """How many numbers of a row each argument takes."""
    assert plan.prediction is not None
    return [prod(plan.length(i) or 1 for i in axes(plan, d)) for d in plan.prediction.data]


def axes(plan: Plan, line: Declaration) -> list[str]:
    """The indexes of data of one sample."""
    return [index for index in line.indexes if not plan.is_sample(index)]


def main_blocks(plan: Plan, cells: Cells | None) -> list[str]:
    """The program that reads rows; none where no data go in."""
    assert plan.prediction is not None
    if not plan.prediction.data:
        return []
    width = sum(widths(plan))
    answer = indented(indented(answer_lines(plan, cells.arguments if cells else row_parts(plan))))
    if cells is not None:
        blocks = c_rows.main_blocks(cells, answer)
    else:
        head = [f"{TAB}real row[{width}];", f"{TAB}while (read_row(row, {width})) {{"]
        main = function("int main(void)", [*head, *answer, f"{TAB}}}", f"{TAB}return 0;"])
        blocks = [FAIL, READ_ROW, main]
    if "print_row(" in blocks[-1]:
        blocks.insert(-1, PRINT_ROW.replace("%.17g", digits(plan)))
    return [f"#ifdef MAIN\n{HEADERS}", *blocks[:-1], f"{blocks[-1]}#endif\n"]


def digits(plan: Plan) -> str:
    """So many that the very same number can be read again."""
    return "%.9g" if plan.single else "%.17g"


def answer_lines(plan: Plan, given: Sequence[str]) -> list[str]:
    """The lines that predict for a row and print it; `given` are the arguments."""
    assert plan.prediction is not None
    arguments = ", ".join(given)
    target = plan.prediction.equations[-1].target
    if not target.indexes:
        return [f'printf("{digits(plan)}\\n", predict({arguments}));']
    count = prod(plan.length(index) or 1 for index in target.indexes)
    first = "answer" if len(target.indexes) == 1 else f"&answer{'[0]' * len(target.indexes)}"
    return [
        f"{declared(plan, 'answer', target.indexes)};",
        f"predict({arguments}, answer);",
        f"print_row({first}, {count});",
    ]


def row_parts(plan: Plan) -> list[str]:
    """Where each argument stands in a row."""
    assert plan.prediction is not None
    place, found = 0, []
    for line, width in zip(plan.prediction.data, widths(plan), strict=True):
        own = axes(plan, line)
        if own:
            rows = "".join(f"[{plan.size(index)}]" for index in own[1:])
            start = f"row + {place}" if place else "row"
            found.append(f"(real (*){rows})({start})" if rows else start)
        else:
            found.append(f"row[{place}]")
        place += width
    return found
