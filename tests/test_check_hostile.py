"""Scripts that ask for more than anyone would compute: each ends in one message, after little work.

Work is counted, never timed: the budget is a number of units, and a unit of it may hide no more
than so many calls of functions.
"""

import sys
from pathlib import Path
from typing import Any

import pytest

from whygrad.checking.checks import check_script
from whygrad.checking.reading import interpreter, read_script, trace_script

STRANGERS = Path(__file__).parent / "mistaken" / "strangers"
LOW = 1_500  # units of work
CALLS = 1_000  # of Python's and C's functions, for one unit
MUCH = "the script computes too much to be read to its end; it was read up to here"
LONG = "a list or text of length {} is too long to read"
LARGE = "an array of {} entries is too large to read"
BITS = "a whole number of more than 10,000 bits is too large to read"
DEEP = "calls nested more than 60 deep are not read"


def again(body: str, start: str) -> str:
    """A loop that does something a thousand million times."""
    return f"import numpy as np\n{start}\nfor k in range(10**9):\n    {body}\n"


def nested(depth: int, count: str, body: str) -> str:
    heads = "".join(f"{'  ' * k}for k{k} in range({count}):\n" for k in range(depth))
    return f"x = 1.0\n{heads}{'  ' * depth}{body}\n"


# text, line of the message, message
SCRIPTS: dict[str, tuple[str, int, str]] = {
    "product": (
        "import itertools\nx = list(itertools.product(range(100), repeat=10))",
        2,
        LONG.format("100,010"),
    ),
    "product of one": (
        "import itertools\nx = list(itertools.product([1], repeat=10**9))",
        2,
        LONG.format("1,000,000,000"),
    ),
    "permutations": (
        "import itertools\nfor p in itertools.permutations(range(100)):\n    x = p",
        2,
        LONG.format("100,100"),
    ),
    "combinations": (
        "import itertools\nx = list(itertools.combinations(range(300), 150))",
        2,
        LONG.format("100,050"),
    ),
    "repeat": (
        "import itertools\nx = [*itertools.repeat(3, 10**9)]",
        2,
        LONG.format("1,000,000,000"),
    ),
    "chain": ("import itertools\nx = [*itertools.chain(*[range(10**5)] * 100)]", 2, MUCH),
    "list": ("x = [0] * 10**9", 1, LONG.format("1,000,000,000")),
    "range": ("x = sorted(range(10**9), key=lambda k: -k)", 1, LONG.format("1,000,000,000")),
    "slice": ("x = range(10**9)[::2]", 1, LONG.format("500,000,000")),
    "far range": ("for k in range(10**30):\n    x = k", 1,
                  "a range of such large numbers is not read"),
    "dict": ("x = {k: k for k in range(10**9)}", 1, MUCH),
    "set": ("x = {k for k in range(10**9)}", 1, MUCH),
    "comprehension": ("x = [k for k in range(10**5) if k % 2 for j in range(10**5)]", 1, MUCH),
    "growing list": (again("x = x + [x[-1] * 2]", "x = [0.5]"), 4, MUCH),
    "doubling list": (again("x = [*x, *x]", "x = [1]"), 4, MUCH),
    "list in a list": (again("x = [x, x]", "x = [1]"), 4, MUCH),
    "tuple in a tuple": (again("x = (x, x)", "x = (1,)"), 4, MUCH),
    "dict in a dict": (again("x = {'a': x, 'b': x}", "x = {}"), 4, MUCH),
    "growing set": (again("x.add(k)", "x = set()"), 4, MUCH),
    "power": ("x = 10**10**8", 1, BITS),
    "shift": ("x = 1 << 10**10", 1, BITS),
    "square": ("x = 3\nfor k in range(20):\n    y = 1.0 * k\n    x = x * x % 10**4000", 4, BITS),
    "factorial": (
        "import math\nx = math.factorial(10**7)",
        2,
        "`math.factorial` of so large a number is not read",
    ),
    "texts in a text": ("x = '%s' * 50000 % (('a' * 99999,) * 50000)", 1,
                        LONG.format("5,000,050,000")),
    "wide text": ("x = '%1000000000d' % 3", 1, "a text of this width is too long to read"),
    "search": ("import re\nx = re.sub('a*a*b', 'c', 'a' * 9999)", 2,
               "`re.sub` in so long a text is not read"),
    "array": ("import numpy as np\nx = np.zeros((10**6, 10**6))", 2,
              LARGE.format("1,000,000,000,000")),
    "kron": ("import numpy as np\nx = np.kron(np.ones((999, 999)), np.ones((999, 999)))", 2,
             LARGE.format("996,005,996,001")),
    "meshgrid": ("import numpy as np\nx = np.meshgrid(*[np.ones(999)] * 3)", 2,
                 LARGE.format("2,991,008,997")),
    "indices": ("import numpy as np\nx = np.indices((9999, 9999))", 2, LARGE.format("199,960,002")),
    "index": ("import numpy as np\nx = np.ones((999, 999))[np.zeros(99999, int)]", 2,
              LARGE.format("99,899,001")),
    "contraction": ("import numpy as np\nx = np.ones((99, 99))\n"
                    "y = np.einsum('ab,cd,ef,gh->', x, x, x, x)", 3, MUCH),
    "matrices": (again("x = x @ x", "x = np.ones((999, 999))"), 4, MUCH),
    "inverse": ("import numpy as np\nx = np.linalg.inv(np.random.randn(3000, 3000))", 2, MUCH),
    "normal": ("import numpy as np\n"
               "x = np.random.multivariate_normal(np.zeros(999), np.eye(999))", 2, MUCH),
    "memory": (again("x.append(np.ones((3000, 3000)))", "x = []"), 4, MUCH),
    "loop": (nested(3, "1000", "x = x * 1.0001 + 1"), 5, MUCH),
    "loops": (nested(8, "10**5", "x = x * 3 % 7 + k7"), 10, MUCH),
    "while": ("while True:\n    pass", 1, MUCH),
    "search in a list": ("x = list(range(10**5))\nfor k in x:\n    y = x.index(k)", 1, MUCH),
    "fibonacci": ("def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nx = f(60)", 3, MUCH),
    "lambda": ("f = lambda n: n if n < 2 else f(n - 1) + f(n - 2)\nx = f(60)", 2, MUCH),
    "recursion": ("def f(n):\n    return f(n + 1)\nx = f(0)", 2, DEEP),
    "each other": ("def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nx = f(0)", 4, DEEP),
    "loops of calls": ("def f(n):\n    for k in range(3):\n        f(n + 1)\nf(0)", 4, MUCH),
    "generator": (
        "def g():\n    for k in range(10**9):\n        yield k\nx = [a for a in g()]",
        4,
        MUCH,
    ),
    "itself": ("x = []\nx.append(x)\ny = sum(x)", 2, "nested too deeply to be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_hostile_script_ends_in_one_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, line, why = SCRIPTS[name]
    monkeypatch.setattr(interpreter, "BUDGET", LOW)
    calls = 0

    def count(*event: Any) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        report = check_script(text)
    finally:
        sys.setprofile(None)
    assert report.verdict == "unknown"
    assert [(each.line, each.why) for each in report.unchecked][:1] == [(line, why)]
    assert calls < CALLS * LOW


def test_the_budget_leaves_room_for_honest_scripts() -> None:
    """The longest of the scripts that other tests read takes less than half of it."""
    text = (STRANGERS / "micrograd_value.py").read_text(encoding="utf-8")
    script = read_script(text)
    trace_script(script)
    assert 10_000 < script.found["spent"] < interpreter.BUDGET / 2


def test_a_step_of_very_many_lines_is_not_compared() -> None:
    starts = "".join(f"w{k} = 0.5\n" for k in range(700))
    updates = "".join(f"    w{k} -= 0.1 * (w{k} - 1)\n" for k in range(700))
    report = check_script(f"{starts}for step in range(9):\n{updates}")
    assert [(each.line, each.why) for each in report.unchecked] == [
        (701, "a training step of 700 lines that changes 700 values is not compared")
    ]
