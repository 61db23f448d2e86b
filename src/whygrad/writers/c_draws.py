"""The random numbers of a step, and the samples of a mini-batch, as C."""

from __future__ import annotations

from whygrad.language.equations import Declaration
from whygrad.language.expressions import Entry
from whygrad.writers.c_layout import comment
from whygrad.writers.c_plan import ALL, SAMPLES, Plan
from whygrad.writers.c_statements import Block, close, lower
from whygrad.writers.distributions import distributed
from whygrad.writers.wrapping import TAB

PCG3D = """\
// The hash pcg3d: Jarzynski and Olano, Hash Functions for GPU Rendering, 2020.
static void pcg3d(uint32_t word[3])
{
    for (int k = 0; k < 3; k++) {
        word[k] = word[k] * 1664525u + 1013904223u;
    }
    word[0] += word[1] * word[2];
    word[1] += word[2] * word[0];
    word[2] += word[0] * word[1];
    for (int k = 0; k < 3; k++) {
        word[k] ^= word[k] >> 16;
    }
    word[0] += word[1] * word[2];
    word[1] += word[2] * word[0];
    word[2] += word[0] * word[1];
}
"""
UNIFORM = """\
// A number in [0, 1), hashed from seed, step and position; `which` is 0 or 1.
static real uniform(uint32_t position, int which)
{
    uint32_t word[3] = {seed, (uint32_t)iteration, position};
    pcg3d(word);
    return (real)(word[which] >> 8) / 16777216;
}
"""
NORMAL = """\
static real standard_normal(uint32_t position)
{
    const real radius = sqrt(-2 * log(1 - uniform(position, 0)));
    return radius * cos(6.283185307179586 * uniform(position, 1));
}
"""
PLACES = """\
// A sample and its hash, by which samples are ordered.
struct place {
    uint32_t hashed;
    int sample;
};

static int compare(const void *one, const void *other)
{
    const struct place *a = one;
    const struct place *b = other;
    if (a->hashed != b->hashed) {
        return a->hashed < b->hashed ? -1 : 1;
    }
    return a->sample - b->sample;
}

static void put_in_order(struct place *places, int count, uint32_t epoch)
{
    for (int k = 0; k < count; k++) {
        uint32_t word[3] = {seed, epoch, (uint32_t)k};
        pcg3d(word);
        places[k].hashed = word[2];
        places[k].sample = k;
    }
    qsort(places, (size_t)count, sizeof places[0], compare);
}
"""
LEAVE_OUT = """\
// Leaves out the rows that were held out: those with the smallest hashes.
static void leave_out(double share)
{
    struct place *places = allocate((size_t)rows, sizeof *places);
    int *kept = allocate((size_t)rows, sizeof *kept);
    int count = 0;
    put_in_order(places, rows, UINT32_MAX);
    for (int k = (int)nearbyint(share * rows); k < rows; k++) {
        kept[places[k].sample] = 1;
    }
    for (int k = 0; k < rows; k++) {
        if (kept[k]) {
            memmove(table[count++], table[k], sizeof table[0]);
        }
    }
    rows = count;
    free(places);
    free(kept);
}
"""


def draw_function(plan: Plan) -> str:
    """The function that draws what a step reads; every entry has a position of its own."""
    if not plan.draws:
        return ""
    lines = ["static void draw(void)", "{", f"{TAB}uint32_t position = 0;"]
    wanted = {line.name for line in plan.draws}
    lines += last_needed(plan, wanted)
    return "\n".join([*lines, "}\n"])


def last_needed(plan: Plan, wanted: set[str]) -> list[str]:
    lines: list[str] = []
    skipped: list[str] = []
    for line in plan.step.declared("draw"):
        if line.name not in wanted:
            skipped.append(f"{TAB}position += {entry_count(plan, line)};")
            continue
        lines += [*skipped, *comment(line.caption, TAB), *one_draw(plan, line)]
        skipped = []
    return lines


def entry_count(plan: Plan, line: Declaration) -> str:
    sizes = [f"(uint32_t){plan.size(index)}" for index in line.indexes]
    return " * ".join(sizes) or "1"


def one_draw(plan: Plan, line: Declaration) -> list[str]:
    """The loops that set a draw."""
    assert line.start is not None
    root = Block(plan.look({"position"}))
    blocks = root.loops(line.indexes)
    if line.start.name == "bernoulli":
        code = f"{U.name[1:]} < {lower(line.start.arguments[0], root).text}"
    else:
        code = lower(distributed(line.start, U if line.start.name == "uniform" else N), root).text
    blocks[-1].add(f"{plan.entry(Entry(line.name, line.indexes))} = {code};")
    close(blocks)
    return root.lines()


U, N = Entry("@uniform(position++, 0)"), Entry("@standard_normal(position++)")


def batch_blocks(plan: Plan) -> list[str]:
    """What shuffles the samples and takes those of a step."""
    if not plan.job.shuffle:
        return [batch_function(plan)]
    order = f"order[{SAMPLES}]" if plan.samples_known else "*order"
    return [f"static struct place {order};\n", batch_function(plan)]


def order_blocks(plan: Plan) -> list[str]:
    """What orders samples, and leaves out those that a run held out."""
    shuffles = bool(plan.job.batch and plan.job.shuffle)
    return [PLACES] * (shuffles or plan.leaves_out) + [LEAVE_OUT] * plan.leaves_out


def batch_function(plan: Plan) -> str:
    """The function that takes the samples of a step."""
    order = "an order of its own" if plan.job.shuffle else "the order of the data"
    ordered = f"put_in_order(order, {SAMPLES}, (uint32_t)(step / batches));"
    shuffling = [f"{TAB}if (first == 0) {{", TAB * 2 + ordered, f"{TAB}}}"]
    lines = [
        f"// Takes the samples of a step; each epoch goes through all in {order}.",
        "static void take_batch(int step)",
        "{",
        f"{TAB}const int batches = (samples + batch - 1) / batch;",
        f"{TAB}const int first = step % batches * batch;",
        *(shuffling if plan.job.shuffle else []),
        f"{TAB}{plan.sample_size} = samples - first < batch ? samples - first : batch;",
    ]
    for line in plan.data:
        if plan.by_sample(line):
            lines += rows_lines(plan, line)
    return "\n".join([*lines, "}\n"])


def rows_lines(plan: Plan, line: Declaration) -> list[str]:
    """The loops that take rows of the data; all data have their rows at once."""
    root = Block(plan.look())
    blocks = root.loops(line.indexes)
    index = plan.names[line.indexes[0]]
    here = plan.entry(Entry(line.name, line.indexes))
    rest = here.removeprefix(f"{plan.names[line.name]}[{index}]")
    sample = f"order[first + {index}].sample" if plan.job.shuffle else f"first + {index}"
    there = f"{plan.names[ALL + line.name]}[{sample}]{rest}"
    blocks[-1].add(f"{here} = {there};")
    close(blocks)
    return root.lines()
