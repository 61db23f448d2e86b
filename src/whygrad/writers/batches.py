"""Mini-batches: the function that takes the samples of a step, in the Python styles.

Step t belongs to epoch t // batches and is its batch number t % batches. The order of an
epoch is that of numbers hashed from seed, epoch and sample, so that all styles agree; or that of
the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from whygrad.language.equations import ITERATION, Step
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_classes
from whygrad.writers.layout import assign, docstring, give, sequence
from whygrad.writers.outline import BATCH, SEED, Function
from whygrad.writers.wrapping import TAB

TAKE_BATCH = "take_batch"
RESERVED = {"batch", "epoch", "number", "rows", "samples", "shuffled", TAKE_BATCH}
EXPLANATION = "The samples of a step; each epoch takes them all, in an order of its own."
IN_ORDER = "The samples of a step; each epoch takes them all, in the order of the data."


def check_batch(step: Step, argument: str = "batch") -> None:
    """Mini-batches are rows of data; nothing else can have an entry for each sample.

    `argument` is the one that asks for a part of the samples, for messages.
    """
    if step.sample_index is None:
        raise WhygradError(
            f"{argument}: no data carry an index, so there are no samples to choose."
        )
    leader = index_classes(step)
    for line in step.declared("data", "parameter", "state"):
        own = line.indexes[1:] if line.kind == "data" else line.indexes
        if any(leader[index] == leader[step.sample_index] for index in own):
            raise WhygradError(
                f"{argument}: `{line.name}[{', '.join(line.indexes)}]` has an entry for each"
                " sample in an axis of its own, so it has no part for some of the samples."
            )


def batch_function(
    step: Step, names: Mapping[str, str], called: Iterable[Function], taken: str, shuffle: bool
) -> Function:
    """`take_batch`, for the data that the functions read; `taken` is the code for shuffled rows of
    one of them."""
    read = {name for each in called for name in each.arguments}
    whole = [d.name for d in step.data if d.name in read and step.sample_index in d.indexes]
    if not whole:
        whole = [next(d.name for d in step.data if step.sample_index in d.indexes)]
    spelled = [names[name] for name in whole]
    batches = "math.ceil(samples / batch)"
    if shuffle:
        arguments: tuple[str, ...] = (*whole, BATCH, SEED, ITERATION)
        place = assign(["epoch", "number"], f"divmod(iteration, {batches})", TAB)
        rows = "shuffled(seed, epoch, samples)[number * batch : (number + 1) * batch]"
    else:
        arguments, taken = (*whole, BATCH, ITERATION), "{name}[rows]"
        place = assign(["number"], f"iteration % {batches}", TAB)
        rows = "slice(number * batch, (number + 1) * batch)"
    lines = [
        *sequence(f"def {TAKE_BATCH}(", [names[name] for name in arguments], "):", ""),
        *docstring(EXPLANATION if shuffle else IN_ORDER, TAB),
        *assign(["samples"], f"len({spelled[0]})", TAB),
        *place,
        *assign(["rows"], rows, TAB),
        *give([taken.format(name=name) for name in spelled], TAB),
    ]
    return Function(TAKE_BATCH, arguments, tuple(whole), tuple(lines))


def batch_names(names: Mapping[str, str], whole: Iterable[str]) -> dict[str, str]:
    """How the samples of a step are called, where `names` are all of them."""
    found: dict[str, str] = {}
    for name in whole:
        word = f"{names[name]}_batch"
        while word in (*names.values(), *found.values()):
            word += "_"
        found[name] = word
    return found
