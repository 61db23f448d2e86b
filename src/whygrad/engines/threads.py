"""The threads of products of matrices.

Those of BLAS wait for each other in a busy loop. For small products that gains nothing, and on a
machine that has other work a fit takes many times as long with two threads as with one.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any

LIBRARIES = {"numpy", "scipy.linalg", "torch", "sklearn"}  # that bring a BLAS with them
WORTH_THREADS = 0.02  # seconds of NumPy for one step, as `estimated_seconds` counts them


def threads_for(seconds: float) -> AbstractContextManager[object]:
    """One thread inside, where a step takes less than is worth more; else as many as before.

    Without threadpoolctl nothing changes.
    """
    if seconds >= WORTH_THREADS:
        return nullcontext()
    try:
        controller = controller_of(len(LIBRARIES & sys.modules.keys()))
    except ImportError:
        return nullcontext()
    limits: AbstractContextManager[object] = controller.limit(limits=1, user_api="blas")
    return limits


@lru_cache(maxsize=1)
def controller_of(loaded: int) -> Any:
    """What knows the libraries; it is made anew where more of them may have been loaded."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
