"""What may mend a lapse: other lines, or the same ones in another order."""

from __future__ import annotations

from collections.abc import Iterator

from whygrad.checking.completion import completed
from whygrad.checking.orders import Changes, copied, moved_below, reset, reshaped, resized
from whygrad.checking.reading import Script
from whygrad.checking.state import Lapse
from whygrad.checking.traces import Trace


def lapse_repairs(script: Script, trace: Trace, lapse: Lapse) -> Iterator[Changes]:
    """What may mend a lapse, the likeliest first; none is tried yet."""
    if lapse.mistake == "accumulated":
        yield from reset(script, trace, lapse)
    elif lapse.mistake == "aliased":
        name = lapse.parameter.name if lapse.parameter else ""
        yield from copied(script, lapse.binding, name)
    elif lapse.mistake == "updated-too-early" and lapse.parameter is not None:
        yield from moved_below(script, lapse.parameter.update, lapse.binding)
    elif lapse.mistake in ("shape-grows", "wrong-loss"):
        yield from resized(script, lapse)
        yield from reshaped(script, lapse.binding)
    elif lapse.sibling is not None and lapse.truth is not None and lapse.name:
        yield from completed(script, lapse.name, lapse.truth, lapse.sibling)
