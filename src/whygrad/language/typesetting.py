"""A list of equations as typeset mathematics: Unicode, LaTeX or MathML, by one walker.

Products stand without a sign, divisions as fractions where the format has them, `size[i]` as
n with the index, and `grad_output[i]` as the partial derivative that it is. Two expressions
that differ in value never look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from whygrad.language.equations import GRADIENT, Equation, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    names_read,
    number,
)
from whygrad.language.forms import Binding, Edge, Forms, Line, Part
from whygrad.language.functions import FUNCTIONS
from whygrad.language.latex import LATEX
from whygrad.language.mathml import MATHML
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.notation import number_text
from whygrad.language.partials import Partial
from whygrad.language.unicode import UNICODE

FORMATS = {"unicode": UNICODE, "latex": LATEX, "mathml": MATHML}
SIZE_NAMES = ("n", "N", "size")  # the first that is no quantity; `size` cannot be one

Substitution = Callable[[Entry], Expression | Part | None]


def typeset(
    thing: Equation | Expression,
    format: str,
    *,
    loss: str = "loss",
    substitute: Substitution | None = None,
) -> str:
    """One equation or expression in "unicode", "latex" or "mathml".

    `loss` names the loss, for the gradients. `substitute` may give what stands in the place
    of an entry: another expression (a value, say), a `Part` in the format's own text, or None.
    Raises `WhygradError` for another format.
    """
    setter = typesetter(format, names_of(thing), loss, substitute)
    if not isinstance(thing, Equation):
        return setter.forms.whole(setter.part(thing).text)
    line = setter.line(thing, assigns=thing.name in names_read(thing.expression))
    return setter.forms.whole(setter.forms.equation % (line.target, line.sign, line.expression))


def typeset_list(
    equations: Step | Iterable[Equation],
    format: str,
    *,
    loss: str = "loss",
    substitute: Substitution | None = None,
) -> str:
    """Equations on aligned lines with their captions, in "unicode", "latex" or "mathml".

    A step names its loss itself. Raises `WhygradError` for another format.
    """
    kept: list[str] = []
    if isinstance(equations, Step):
        loss = equations.loss
        kept = [d.name for d in equations.declared("parameter", "state")]
    listed = list(equations)
    names = [name for equation in listed for name in names_of(equation)]
    setter = typesetter(format, names, loss, substitute)
    signs = zip(listed, updates(listed, kept), strict=True)
    return setter.forms.lines([setter.line(e, assigns=assigns) for e, assigns in signs])


def typeset_lines(equations: Iterable[Equation], format: str, *, loss: str = "loss") -> str:
    """Lines of a calculation, aligned: a target that stands right above is not written again.

    A line that says nothing in this format (a gradient is the partial derivative that it is)
    is left out. Raises `WhygradError` for another format.
    """
    listed = list(equations)
    setter = typesetter(format, [name for e in listed for name in names_of(e)], loss, None)
    kept: list[Line] = []
    above = ""
    for equation in listed:
        line = setter.line(equation, assigns=False)
        if line.target != line.expression:
            kept.append(replace(line, target="" if line.target == above else line.target))
            above = line.target
    return setter.forms.lines(kept)


def names_of(thing: Equation | Expression) -> list[str]:
    if isinstance(thing, Equation):
        return [thing.name, *names_read(thing.expression)]
    return names_read(thing)


def updates(equations: Iterable[Equation], kept: Iterable[str]) -> Iterator[bool]:
    """Whether each sets a name anew: one that is kept from step to step, or stands above."""
    read, targets = set(kept), set()
    for equation in equations:
        read.update(names_read(equation.expression))
        yield equation.name in read or equation.target in targets
        targets.add(equation.target)


def typesetter(
    format: str, names: Iterable[str], loss: str, substitute: Substitution | None
) -> Typesetter:
    if format not in FORMATS:
        known = f"The format is {listing(FORMATS, 'or')}, not `{format}`."
        raise WhygradError(f"{known} {nearest(format, FORMATS)}".rstrip())
    taken = set(names)
    size = next(name for name in SIZE_NAMES if name not in taken)
    return Typesetter(FORMATS[format], loss, size, substitute)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """The walker: one method for each kind of node, one table of forms."""

    forms: Forms
    loss: str
    size: str
    substitute: Substitution | None

    def line(self, equation: Equation, *, assigns: bool) -> Line:
        sign = self.forms.assign if assigns else "="
        target = self.entry(equation.target).text
        return Line(target, sign, self.part(equation.expression).text, equation.caption)

    def part(self, expression: Expression) -> Part:
        match expression:
            case Number(value, written):
                return self.number(value, number_text(value, written))
            case Entry():
                return self.substituted(expression)
            case Size(index):
                return Part(self.length(index), last=Edge.NAME)
            case Negative(operand):
                return self.negative(self.part(operand))
            case Binary("**", base, exponent):
                raised = self.wrap(self.part(base), Binding.ATOM)
                return self.forms.power(raised, self.part(exponent))
            case Binary():
                return self.chain(expression)
            case Call(function, arguments):
                inside = [self.part(argument).text for argument in arguments]
                return self.forms.call(FUNCTIONS[function], inside)
            case Reduction(kind, indexes, body):
                return self.reduction(kind, indexes, self.part(body))

    def number(self, value: Fraction, written: str) -> Part:
        """As written; 1e-4 as a power of ten and a computed third as a division."""
        written = written.replace("_", "").lower()
        if written.startswith("-"):
            return self.negative(self.number(-value, written[1:]))
        if "/" in written:
            above, below = (self.digits(part.strip()) for part in written.split("/"))
            return self.divide(above, below)
        if "e" not in written:
            return self.digits(written)
        mantissa, exponent = written.split("e")
        power = self.forms.power(self.digits("10"), self.part(number(int(exponent))))
        if mantissa == "1":
            return power
        text = self.forms.scientific % (self.forms.number(mantissa), power.text)
        return Part(text, Binding.PRODUCT, Edge.DIGIT, power.last)

    def digits(self, text: str) -> Part:
        return Part(self.forms.number(text), first=Edge.DIGIT, last=Edge.DIGIT)

    def substituted(self, entry: Entry) -> Part:
        found = self.substitute(entry) if self.substitute else None
        if found is None:
            return self.entry(entry)
        return found if isinstance(found, Part) else replace(self, substitute=None).part(found)

    def entry(self, entry: Entry) -> Part:
        if isinstance(entry, Partial):
            return self.partial(entry)
        quantity = entry.name.removeprefix(GRADIENT)
        text = self.forms.subscript(self.forms.name(quantity), entry.indexes)
        if quantity == entry.name:
            return Part(text, last=Edge.NAME)
        return self.slope(self.forms.name(self.loss), text)

    def partial(self, entry: Partial) -> Part:
        of, by = self.part(entry.of), self.entry(entry.by).text
        if isinstance(entry.of, Entry):
            return self.slope(of.text, by)
        text = self.forms.operator % by + self.bracket(of).text
        return Part(text, Binding.PREFIX)

    def slope(self, of: str, by: str) -> Part:
        last = Edge.PLAIN if self.forms.stacked else Edge.TIGHT
        return Part(self.forms.gradient % (of, by), Binding.POWER, last=last)

    def length(self, index: str) -> str:
        return self.forms.subscript(self.forms.name(self.size), (index,))

    def negative(self, operand: Part) -> Part:
        inner = self.wrap(operand, Binding.DIVISION)
        text = self.forms.negative % inner.text
        return Part(text, inner.binding, Edge.MINUS, inner.last, inner.open)

    def chain(self, expression: Binary) -> Part:
        """A chain such as a + b + c, from the left, without recursion along its length."""
        links = [expression]
        while isinstance(left := links[-1].left, Binary) and left.operator != "**":
            links.append(left)
        part = self.part(left)
        for link in reversed(links):
            part = self.join(link.operator, part, self.part(link.right))
        return part

    def join(self, operator: str, left: Part, right: Part) -> Part:
        match operator:
            case "*":
                return self.multiply(left, right)
            case "/":
                return self.divide(left, right)
        form = self.forms.plus if operator == "+" else self.forms.minus
        right = self.wrap(right, Binding.DIVISION)
        return Part(form % (left.text, right.text), Binding.SUM, left.first, right.last)

    def multiply(self, left: Part, right: Part) -> Part:
        left = self.wrap(left, Binding.PRODUCT, leads=True, closed=True)
        right = self.wrap(right, Binding.PREFIX)
        like_call = left.last == Edge.NAME and right.first == Edge.BRACKET
        dotted = like_call or left.last == Edge.TIGHT or right.first == Edge.DIGIT
        form = self.forms.dot if dotted else self.forms.gap
        text = form % (left.text, right.text)
        return Part(text, Binding.PRODUCT, left.first, right.last, right.open)

    def divide(self, left: Part, right: Part) -> Part:
        if self.forms.stacked:
            first = Edge.DIGIT if left.first == Edge.DIGIT else Edge.PLAIN
            return Part(self.forms.fraction % (left.text, right.text), Binding.POWER, first)
        left = self.wrap(left, Binding.DIVISION, leads=True, closed=True)
        right = self.wrap(right, Binding.POWER)
        if right.last == Edge.TIGHT:
            right = self.bracket(right)
        text = self.forms.fraction % (left.text, right.text)
        return Part(text, Binding.DIVISION, left.first, right.last)

    def reduction(self, kind: str, indexes: tuple[str, ...], body: Part) -> Part:
        if kind not in ("sum", "mean"):
            return Part(self.forms.over(kind, indexes, body.text))
        body = self.wrap(body, Binding.PRODUCT)
        text = self.forms.total(indexes) + body.text
        if kind == "sum":
            return Part(text, Binding.PREFIX, last=body.last, open=True)
        text = self.forms.average([self.length(index) for index in indexes]) + text
        return Part(text, Binding.PRODUCT, Edge.DIGIT, body.last, open=True)

    def wrap(
        self, part: Part, least: Binding, *, leads: bool = False, closed: bool = False
    ) -> Part:
        """The part, in brackets where it holds together less than `least`.

        A sign needs none where it `leads`; `closed` asks that no sum sign reaches further.
        """
        signed = part.first == Edge.MINUS and not leads
        if part.binding < least or signed or (closed and part.open):
            return self.bracket(part)
        return part

    def bracket(self, part: Part) -> Part:
        return Part(self.forms.brackets % part.text, first=Edge.BRACKET)
