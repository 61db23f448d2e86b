"""Scripts read without being run: an interpreter of a closed part of Python and NumPy.

Nothing of a script is ever executed by Python. A loop whose passes do not depend on each other
is read once, its variable an axis of all values in it; a loop that carries values on is read pass
by pass; the training loop for a few passes only.
"""

from whygrad.checking.reading.again import evaluated, rerun, statement_of
from whygrad.checking.reading.source import Script, read_script
from whygrad.checking.reading.tracing import trace_script

__all__ = ["Script", "evaluated", "read_script", "rerun", "statement_of", "trace_script"]
