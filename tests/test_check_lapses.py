"""What no single right side shows: order, memory, shapes, forgotten parameters, wrong losses.

Each script of `lapses/` names its mistake in a comment on the line that the finding belongs to;
those without one are right, or scaled.
"""

import re
from pathlib import Path

import pytest

from whygrad.checking.checks import check_script

SCRIPTS = {
    path.stem: path.read_text() for path in sorted((Path(__file__).parent / "lapses").glob("*.py"))
}
MARK = re.compile(r"  # ([a-z-]+)$")
MENDED = {
    "flat_targets": "err = y - p.ravel()",
    "gradient_in_init": "self.dW = self.x.T @ g",
    "gradient_list": "grad = [0.0, 0.0]",
    "layers_of_one_bias": "self.bias = np.zeros((1, n_out))",
    "mini_batches": "gw = np.zeros(3)",
    "repeated_places": "np.add.at(d_table, words, share)",
    "shallow_list": "old = [row[:] for row in out_w]",
    "view": "w_before = self.w2.copy()",
    "comprehension_of_a_dict": "prev = {key: value.copy() for key, value in theta.items()}",
}


def marked(text: str) -> list[tuple[int, str]]:
    found = ((number, MARK.search(line)) for number, line in enumerate(text.splitlines(), 1))
    return [(number, mark[1]) for number, mark in found if mark]


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_marked_line_is_the_finding(name: str) -> None:
    report = check_script(SCRIPTS[name], f"{name}.py")
    wanted = marked(SCRIPTS[name])
    assert [(each.line, each.mistake) for each in report.findings] == wanted
    verdict = "wrong" if wanted else name.partition("_")[0]
    assert report.verdict == verdict


@pytest.mark.parametrize("name", MENDED)
def test_the_fix_is_verified(name: str) -> None:
    report = check_script(SCRIPTS[name], f"{name}.py")
    assert [each.fix.partition("  # ")[0] for each in report.findings] == [MENDED[name]]
    assert report.corrected is not None
    assert check_script(report.corrected, f"{name}.py").verdict == "right"
