"""Data in a C program: written into it, or read from a CSV file by a reader of its own."""

from __future__ import annotations

from whygrad.language.equations import Declaration
from whygrad.language.expressions import Entry
from whygrad.writers.c_layout import comment, definition, filled, quoted
from whygrad.writers.c_plan import ALL, SAMPLES, Plan, allocation, declared
from whygrad.writers.c_reader import (
    READ_CELL,
    READ_HEADER,
    READ_TABLE,
    TABLE,
    TAKE_CELL,
    TAKE_CELL_OR_CATEGORY,
    VALUE_OF,
)
from whygrad.writers.c_statements import Block, close
from whygrad.writers.wrapping import TAB


def reading_blocks(plan: Plan) -> list[str]:
    """What reads a CSV file into a table."""
    chosen = [pair for line in plan.from_file for pair in plan.chosen(line)]
    categories = any(category is not None for _, category in chosen)
    return [
        columns_text(chosen, categories),
        TABLE,
        READ_CELL,
        VALUE_OF,
        READ_HEADER.replace("{name}", ".name" if categories else ""),
        TAKE_CELL_OR_CATEGORY if categories else TAKE_CELL,
        READ_TABLE,
        take_function(plan),
    ]


def columns_text(chosen: list[tuple[str, str | None]], categories: bool) -> str:
    """The columns that are read."""
    lines = ["static const char *const columns[] = {"]
    if categories:
        lines = ["// A column; with a category it is 1 where a cell has that text, else 0."]
        lines += ["static const struct {", f"{TAB}const char *name;"]
        lines += [f"{TAB}const char *category;", "} columns[] = {"]
    texts = [quoted(name) for name, _ in chosen]
    if categories:
        marks = ["NULL" if category is None else quoted(category) for _, category in chosen]
        texts = [f"{{{name}, {mark}}}" for name, mark in zip(texts, marks, strict=True)]
    lines += filled(texts, TAB)
    width = "width = sizeof columns / sizeof columns[0]"
    longest = max(len(text.encode()) for pair in chosen for text in pair if text)
    enum = ["", "enum {", f"{TAB}{width},", f"{TAB}longest_cell = {max(255, longest)}", "};", ""]
    return "\n".join([*lines, "};", *enum])


def take_function(plan: Plan) -> str:
    """The function that takes the data out of the table."""
    lines = ["static void take_data(void)", "{"]
    lines += count_lines(plan)
    column = 0
    for line in plan.from_file:
        name = taken_name(plan, line)
        if memory := data_allocation(plan, line):
            lines.append(f"{TAB}{memory}")
        lines += copy_lines(plan, line, name, column)
        column += len(plan.chosen(line))
    return "\n".join([*lines, f"{TAB}free(table);", "}\n"])


def taken_name(plan: Plan, line: Declaration) -> str:
    """The name of data as read: in mini-batches a step takes its samples out of all."""
    whole = plan.job.batch and plan.by_sample(line)
    return plan.names[ALL + line.name if whole else line.name]


def count_lines(plan: Plan) -> list[str]:
    """The lines that set the number of samples, or compare it."""
    if plan.sample is None:
        return []
    count = SAMPLES if plan.job.batch else plan.size(plan.sample)
    known = plan.length(plan.sample) is not None
    if not any(plan.by_sample(line) for line in plan.from_file):
        return []
    if not known:
        return [f"{TAB}{count} = rows;"]
    return rows_needed(count, "!=")


def rows_needed(count: str, unlike: str) -> list[str]:
    return [
        f"{TAB}if (rows {unlike} {count}) {{",
        f'{TAB * 2}fail("%s has %d rows, but needs %d.\\n", path, rows, (int){count});',
        f"{TAB}}}",
    ]


def data_allocation(plan: Plan, line: Declaration) -> str:
    """The statement that gets the memory of data as read; empty where none is needed."""
    if not plan.by_sample(line) or plan.length(line.indexes[0]) is not None:
        return ""
    rows = SAMPLES if plan.job.batch else ""
    return allocation(plan, taken_name(plan, line), line.indexes, rows)


def copy_lines(plan: Plan, line: Declaration, name: str, column: int) -> list[str]:
    """The loops that copy a quantity out of the table."""
    look = plan.look()
    if plan.by_sample(line) and plan.job.batch:
        look.size = lambda index: SAMPLES if plan.is_sample(index) else plan.size(index)
    root = Block(look)
    blocks = root.loops(line.indexes)
    target = plan.entry(Entry(line.name, line.indexes)).removeprefix(plan.names[line.name])
    row = plan.names[line.indexes[0]] if line.indexes else "0"
    blocks[-1].add(f"{name}{target} = table[{row}][{place_text(plan, line, column)}];")
    close(blocks)
    needs = line.indexes and not plan.by_sample(line)
    return (rows_needed(plan.size(line.indexes[0]), "<") if needs else []) + root.lines()


def place_text(plan: Plan, line: Declaration, column: int) -> str:
    """The column of an entry: the axes behind the first lie side by side."""
    text = ""
    for index in line.indexes[1:]:
        word = plan.names[index]
        outer = f"({text})" if " " in text else text
        text = f"{outer} * {plan.size(index)} + {word}" if text else word
    return (f"{column} + {text}" if column else text) if text else str(column)


def data_lines(plan: Plan) -> list[str]:
    """The definitions of the data, captions above."""
    lines: list[str] = []
    for line in plan.data:
        name = taken_name(plan, line)
        first = None
        if plan.by_sample(line):
            known = plan.length(line.indexes[0]) is not None
            count = SAMPLES if plan.job.batch else plan.size(line.indexes[0])
            first = count if known else ""
        head = declared(plan, name, line.indexes, first)
        lines += comment(line.caption)
        if line.name in plan.inline:
            array = plan.inline[line.name].astype(plan.job.dtype)
            lines += definition(f"static const {head}", array)
        else:
            lines.append(f"static {head};")
    return lines
