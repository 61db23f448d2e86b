"""The threads of products of matrices.

Those of BLAS wait for each other in a busy loop. For small products that gains nothing, and on a
machine that has other work a fit takes many times as long with two threads as with one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

WORTH_THREADS = 0.02  # seconds of NumPy for one step, as `estimated_seconds` counts them


def threads_for(seconds: float) -> AbstractContextManager[object]:
    """One thread inside, where a step takes less than is worth more; else as many as before.

    Without threadpoolctl nothing changes.
    """
    if seconds >= WORTH_THREADS:
        return nullcontext()
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return nullcontext()
    limits: AbstractContextManager[object] = threadpool_limits(1, user_api="blas")
    return limits
