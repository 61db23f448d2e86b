"""A list of equations as a plain C99 program."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np

from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.language.functions import FUNCTIONS
from whygrad.writers.batches import check_batch
from whygrad.writers.c_draws import (
    NORMAL,
    PCG3D,
    UNIFORM,
    batch_blocks,
    draw_function,
    order_blocks,
)
from whygrad.writers.c_functions import (
    allocate_function,
    main_function,
    predict_function,
    quantity_lines,
    step_functions,
    train_function,
)
from whygrad.writers.c_layout import comment, number_text, single, single_lines, statement
from whygrad.writers.c_plan import BATCH, SAMPLES, Job, Plan
from whygrad.writers.c_reader import ALLOCATE, FAIL
from whygrad.writers.c_starts import (
    GAUSS,
    GLOROT,
    TWISTER,
    learned_lines,
    start_arrays,
    start_function,
)
from whygrad.writers.c_statements import whole_or_real
from whygrad.writers.c_tables import data_lines, reading_blocks
from whygrad.writers.code import number_code
from whygrad.writers.mains import CHOOSE, DEFAULT_RATE, DEFAULT_STEPS, Columns
from whygrad.writers.outline import reads
from whygrad.writers.wrapping import TAB

QUOTED = re.compile(r"""'(?:\\.|[^'\\])'|"(?:\\.|[^"\\])*"|//[^\n]*""")
TITLE = "A neural network in C, written by whygrad from its equations."
LEARNED = "// What is learned. A device that only predicts needs no more than this part."
TRAINING = "// The training."
SQUARE = """\
static real square(real z)
{
    return z * z;
}
"""
PRINT_NUMBERS = """\
static void print_numbers(const char *name, const real *numbers, int count, int in_row)
{
    printf("%s:", name);
    for (int k = 0; k < count; k++) {
        const int starts_row = in_row < count && k % in_row == 0;
        printf("%s%.12g", starts_row ? "\\n    " : " ", numbers[k]);
    }
    printf("\\n");
}
"""
DOUBLE = {"random_sample": TWISTER, "gauss": GAUSS, "glorot": GLOROT}
"""Starting values are drawn in double precision whatever the run's."""
HELPERS = (
    {"fail": FAIL, "allocate": ALLOCATE, "square": SQUARE, "print_numbers": PRINT_NUMBERS}
    | {re.sub(r"\(.*", "", row.c): row.c_helper for row in FUNCTIONS.values() if row.c_helper}
    | {"pcg3d": PCG3D, "uniform": UNIFORM, "standard_normal": NORMAL}
    | DOUBLE
)
HEADERS = {
    "errno": r"\berrno\b",
    "math": r"\b(cos|erf|expm1|exp|fabs|isfinite|isnan|log1p|log|nearbyint|pow|sin|sqrt|tanh)f?\("
    r"|\bINFINITY\b|\bNAN\b",
    "stdarg": r"\bva_list\b",
    "stdint": r"\buint32_t\b",
    "stdio": r"printf\(",
    "stdlib": r"\b(exit|calloc|realloc|qsort|strtod)\(|\bEXIT_FAILURE\b",
    "string": r"\b(str(cmp|spn|len|error)|memmove)\(",
}


def write(
    step: Step,
    data: Mapping[str, Any] | None = None,
    starts: Mapping[str, Any] | None = None,
    *,
    settings: Mapping[str, float] | None = None,
    steps: int | None = None,
    learning_rate: float | None = None,
    seed: int = 1,
    columns: Columns | None = None,
    batch: int | None = None,
    shuffle: bool = True,
    held_out: float | None = None,
    dtype: str = "float64",
) -> str:
    """The whole program: a prediction for one sample, the functions of a step, and a run.

    Small data and starting values stand in the program. Without data, or with more, it
    reads a CSV file; `columns` says which columns a quantity has there, or, as a pair of a
    column and its categories, which column becomes one of zeros and ones for each category.
    With `batch`, a step takes so many samples, in the order of the data unless they `shuffle`.
    `held_out` is the share of a table's rows on which it does not train, the same as in a run.
    Raises `WhygradError` where the lengths of the data are not known, and where a mini-batch
    makes no sense.
    """
    steps = DEFAULT_STEPS if steps is None else steps
    job = Job(
        data or {},
        starts or {},
        settings or {},
        steps,
        learning_rate,
        seed,
        columns or {},
        batch,
        shuffle,
        held_out,
        dtype,
    )
    plan = Plan(step, job)
    if batch:
        check_batch(step)
    return assemble(plan)


def assemble(plan: Plan) -> str:
    """The program in its order: what predicts, then what trains."""
    starts = start_arrays(plan)
    predict = predict_function(plan)
    told = set(reads(plan.prediction.equations)) if plan.prediction else set()
    upper = [block([LEARNED]) if plan.learned else "", settings_block(plan, plan.read & told)]
    upper += [block(learned_lines(plan, starts))]
    upper += [*helpers_in(plan, [predict]), predict]
    work = training_blocks(plan, starts)
    helpers = [text for text in helpers_in(plan, work) if text not in upper]
    code = "\n".join([*upper, *helpers, *work])
    lower = [run_block(plan, plan.read - told, code), block(data_lines(plan))]
    lower += [block(quantity_lines(plan)), *helpers, *work]
    body = [text for text in (*upper, *lower) if text]
    run = "./network DATA.csv" if plan.from_file else "./network"
    title = f"{TITLE}\n\ncc -std=c99 -O2 network.c -o network -lm && {run}"
    return "\n".join([*head_blocks(plan, title, "\n".join(body)), *body])


def training_blocks(plan: Plan, starts: Mapping[str, Any]) -> list[str]:
    """The functions that read, train and print."""
    before = {
        "allocate_arrays": allocate_function(plan),
        "draw_starts": start_function(plan, starts),
    }
    before = {name: text for name, text in before.items() if text}
    step = {"draw": draw_function(plan), **step_functions(plan)}
    step = {name: text for name, text in step.items() if text}
    return [
        *(reading_blocks(plan) if plan.from_file else []),
        *order_blocks(plan),
        *(batch_blocks(plan) if plan.job.batch else []),
        *before.values(),
        *step.values(),
        train_function(plan, step),
        main_function(plan, before),
    ]


def block(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"{text}\n" if text else ""


def settings_block(plan: Plan, names: Collection[str]) -> str:
    """The settings among the names, and the number of the step."""
    values = {line.name: line.value for line in plan.step.settings if line.value}
    texts = {LEARNING_RATE: DEFAULT_RATE}
    texts |= {name: whole_or_real(number_code(value)).text for name, value in values.items()}
    texts = {name: single(text) if plan.single else text for name, text in texts.items()}
    given = dict(plan.job.settings)
    if plan.job.learning_rate is not None:
        given[LEARNING_RATE] = plan.job.learning_rate
    real = np.dtype(plan.job.dtype).type
    texts |= {name: number_text(real(value)) for name, value in given.items()}
    captions = {LEARNING_RATE: "" if LEARNING_RATE in given else CHOOSE}
    captions |= {line.name: line.caption for line in plan.step.settings}
    lines = []
    for name, text in texts.items():
        if name in names:
            code = f"static const real {plan.names[name]} = {text};"
            lines += statement(code, "", captions.get(name, ""))
    if ITERATION in names:
        lines.append("static int iteration;  // the number of the step")
    return block(lines)


def run_block(plan: Plan, names: Collection[str], code: str) -> str:
    """What a reader may want to change, and what a run counts."""
    used = words_in(code)
    lines = [TRAINING, "", f"static const int steps = {plan.job.steps};"]
    if "seed" in used:
        lines.append(f"static const uint32_t seed = {plan.job.seed};")
    if plan.draws:
        names = {*names, ITERATION} - reads(plan.prediction.equations if plan.prediction else ())
    lines += settings_block(plan, names).splitlines()
    if plan.sample_size in used | words_in(block(data_lines(plan))):
        lines += counts(plan)
    return block(lines)


def counts(plan: Plan) -> list[str]:
    """The variables for the number of samples."""
    size = f"static int {plan.sample_size};"
    if plan.job.batch:
        whole = [] if plan.samples_known else [f"static int {SAMPLES};"]
        return [*whole, f"{size}  // of the mini-batch"]
    return [] if plan.samples_known else [f"{size}  // the number of samples"]


def head_blocks(plan: Plan, title: str, body: str) -> list[str]:
    """What stands on top: title, headers, the type of numbers, the lengths."""
    used = words_in(body)
    code = plain(body)
    headers = [f"#include <{name}.h>" for name, sign in HEADERS.items() if re.search(sign, code)]
    real = "float" if plan.single else "double"
    lengths = {plan.size(index): n for index, n in plan.known.items()}
    if plan.job.batch:
        n = lengths.pop(plan.sample_size, None)
        lengths |= {BATCH: plan.job.batch} | ({SAMPLES: n} if n is not None else {})
    lines = [f"{TAB}{name} = {n}," for name, n in lengths.items() if name in used]
    enum = block(["enum {", *lines, "};"]) if lines else ""
    found = [block(comment(title)), block(headers), f"typedef {real} real;\n", enum]
    return [text for text in found if text]


def plain(code: str) -> str:
    """Code without comments and what stands in quotes."""
    return QUOTED.sub('""', code)


def words_in(code: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", plain(code)))


def helpers_in(plan: Plan, texts: Iterable[str]) -> list[str]:
    """The definitions of the functions that the texts call, and that these call."""
    code, found = plain("\n".join(texts)), []
    for name, text in reversed(HELPERS.items()):
        if re.search(rf"\b{name}\(", code):
            code += plain(text)
            found.append(single_lines(text) if plan.single and name not in DOUBLE else text)
    return [text.replace("%.12g", plan.number_format) for text in reversed(found)]
