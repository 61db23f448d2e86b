"""C programs for the tests: compiled many at a time, and asked for what they compute.

A program is included in a probe, a function that sets its parameters, runs one step and prints
every quantity; all probes are linked into one executable.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.language.equations import ITERATION, Step
from whygrad.writers.c_plan import Job, Plan

STRICT = ("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic")
SANITIZED = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g")


def compiler() -> str:
    """The C compiler; a machine without one cannot run these tests."""
    found = shutil.which("gcc") or shutil.which("cc")
    assert found, "no C compiler: the tests of the C writer need gcc (Debian: apt install gcc)"
    return found


def run(command: Sequence[str], folder: Path) -> str:
    """What a command prints; it must succeed and stay silent on standard error."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (
        f"{' '.join(command)[:300]}\n{done.stdout[-500:]}{done.stderr[:3000]}"
    )
    assert not done.stderr, done.stderr
    return done.stdout


def fails(command: Sequence[str], folder: Path) -> str:
    """What a command that must fail with status 1 says on standard error."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def build(source: str, folder: Path, *options: str) -> Path:
    """The executable of one program, compiled without a warning."""
    (folder / "network.c").write_text(source)
    words = [compiler(), *STRICT, "-O1", *options, "network.c", "-o", "network", "-lm"]
    run(words, folder)
    return folder / "network"


@dataclass
class Probe:
    """A program to be asked for one step.

    values  what is set before the step: parameters, states, draws
    shapes  the shape of every quantity
    table   a CSV file that the program reads
    only    what is printed instead of a step: starting values
    """

    name: str
    source: str
    step: Step
    values: Mapping[str, Any]
    shapes: Mapping[str, tuple[int, ...]]
    iteration: int = 3
    table: str = ""
    only: tuple[str, ...] = ()

    @cached_property
    def words(self) -> Mapping[str, str]:
        """How the C writer spells the names of the step."""
        return Plan(self.step, Job({}, {}, {}, 1, None, 1, {})).names

    def has(self, name: str) -> bool:
        """Whether the program has a variable for this quantity."""
        pattern = rf"^static (const )?(real|int) \(?\*?{self.words[name]}\b"
        return re.search(pattern, self.source, re.M) is not None

    def first(self, name: str) -> str:
        """The address of a quantity's first number."""
        return f"(real *){'' if self.shapes[name] else '&'}{self.words[name]}"

    def text(self) -> str:
        """The probe, as C."""
        head = ["#include <stdio.h>", f"#define main main_of_{self.name}"]
        head += [f'#include "{self.name}.c"', PROBE, f"void probe_{self.name}(void)", "{"]
        return "\n".join([*head, *self.preparation(), *self.questions(), "}\n"])

    def preparation(self) -> list[str]:
        """What is done and set before the step."""
        body = [f'path = "{self.table}"; read_table(); take_data();'] if self.table else []
        for name in ("allocate_arrays", "draw_starts"):
            body += [f"{name}();"] if f"void {name}(" in self.source else []
        if self.has(ITERATION):
            body.append(f"iteration = {self.iteration};")
        for name, value in self.values.items():
            if self.has(name):
                numbers = ", ".join(repr(float(one)) for one in np.ravel(value))
                body.append(f"{{ const double given_[] = {{{numbers}}};")
                body.append(f"  whygrad_set({self.first(name)}, given_, {np.size(value)}); }}")
        return body

    def questions(self) -> list[str]:
        """The step, and what is printed of it."""
        if self.only:
            return [self.prints("start", name) for name in self.only]
        body = self.prediction()
        parts = {"forward": self.step.forward, "backward": self.step.backward}
        for part, equations in {**parts, "update_parameters": self.step.update}.items():
            if f"void {part}(" in self.source:
                body.append(f"{part}();")
            body += [self.prints(part, each.name) for each in equations if self.has(each.name)]
        return body

    def prints(self, part: str, name: str) -> str:
        label = f"{self.name} {part} {name}"
        count = int(np.prod(self.shapes[name]))
        return f'whygrad_print("{label}", {self.first(name)}, {count});'

    def prediction(self) -> list[str]:
        """The prediction that `main` makes, before any training."""
        number = re.search(r'"(\w+) of the first.*", (predict\(.*\))\);', self.source)
        array = re.search(r"    (real answer.*;)\n    (predict.*;)\n.*\"(\w+) of", self.source)
        if number:
            name, call = number.groups()
            lines = [f"const real answer = {call};", "const int count_ = 1;"]
            first = "&answer"
        elif array:
            head, call, name = array.groups()
            lines = [head, call, "const int count_ = (int)(sizeof answer / sizeof(real));"]
            first = "(real *)answer"
        else:
            return []
        ending = f'whygrad_print("{self.name} predict {name}", {first}, count_);'
        return ["{", *lines, ending, "}"]


PROBE = """\
#define WHYGRAD static inline
WHYGRAD void whygrad_set(real *to, const double *from, int count)
{
    for (int k = 0; k < count; k++) {
        to[k] = (real)from[k];
    }
}
WHYGRAD void whygrad_print(const char *label, const real *numbers, int count)
{
    printf("%s", label);
    for (int k = 0; k < count; k++) {
        printf(" %.17g", (double)numbers[k]);
    }
    printf("\\n");
}
"""


Answers = dict[str, dict[str, dict[str, Any]]]


def ask(probes: Sequence[Probe], folder: Path) -> Answers:
    """What each probe computes, by its name, the part of the step, and the quantity's name."""
    for probe in probes:
        (folder / f"{probe.name}.c").write_text(probe.source)
        (folder / f"probe_{probe.name}.c").write_text(probe.text())
    driver = "".join(f"void probe_{probe.name}(void);\n" for probe in probes)
    driver += "".join(["int main(void) {\n", *(f"probe_{p.name}();\n" for p in probes), "}\n"])
    (folder / "driver.c").write_text(driver)
    files = ["driver.c", *(f"probe_{probe.name}.c" for probe in probes)]
    run([compiler(), *STRICT, "-O0", *files, "-o", "probes", "-lm"], folder)
    found: Answers = {probe.name: {} for probe in probes}
    shapes = {probe.name: probe.shapes for probe in probes}
    for line in run([str(folder / "probes")], folder).splitlines():
        name, part, quantity, *numbers = line.split()
        array = np.array([float(number) for number in numbers])
        shape = (-1,) if part == "predict" else shapes[name][quantity]
        found[name].setdefault(part, {})[quantity] = array.reshape(shape)
    return found
