"""Text to a list of equations, with Python's `ast`, never evaluated.

The grammar is on one page: docs/language.md. Statements are read here, expressions in
`reading.py`; what names may mean where is `scope.py`'s business.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from whygrad.language.equations import GRADIENT, Declaration, Equation, Place, Start, Step
from whygrad.language.expressions import Entry, Expression, Number
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.reading import FORM_OF_NAME, UNNAMED, Reader, read_number
from whygrad.language.scanning import Scan, place_of, scan
from whygrad.language.scope import Meaning, Scope, carried
from whygrad.language.sizes import check_known, index_classes
from whygrad.language.vocabulary import DISTRIBUTIONS, KINDS, STARTS

LONGEST_INDEX = 10**9
FORMS = {
    "data": "`name[i, k]: data`",
    "parameter": "`name[k, j]: parameter = uniform(-1, 1)`",
    "state": "`name[k, j]: state = zeros()`",
    "draw": "`name[i, j]: draw = bernoulli(0.5)`",
    "setting": "`name: setting = 0.9`",
    "index": "`name: index(2)`",
    "prediction": "`prediction: name`",
}


def parse(text: str, source: str = "") -> Step:
    """Declarations and forward equations, as a person writes them.

    `source` is the file's name, for messages. Raises `TextError` with line and column.
    """
    return Parser(scan(text, source), whole=False).step(text, source)


def parse_step(text: str, source: str = "") -> Step:
    """A printed whole step: forward, gradients and updates are told apart by their targets."""
    return Parser(scan(text, source, whole=True), whole=True).step(text, source)


def parse_formula(text: str, names: tuple[str, ...]) -> Expression:
    """One expression of scalars that may read these names: a row's derivative, say."""
    found = scan(f"formula = {text}", "")
    scope = Scope(found, whole=True)
    for name in names:
        scope.meanings[name] = Meaning("data", (), 1)
    (statement,) = found.tree.body
    assert isinstance(statement, ast.Assign)
    return Reader(found, scope).read(statement.value, ())


class Parser:
    """One pass over the statements of a text."""

    def __init__(self, found: Scan, *, whole: bool):
        self.found = found
        self.scope = Scope(found, whole)
        self.reader = Reader(found, self.scope)
        self.declarations: list[Declaration] = []
        self.forward: list[Equation] = []
        self.backward: list[Equation] = []
        self.update: list[Equation] = []

    def step(self, text: str, source: str) -> Step:
        statements = self.found.tree.body
        self.scope.below = {name: line for line, name in map(defined_by, statements) if name}
        for statement in statements:
            self.statement(statement)
            self.scope.below.pop(defined_by(statement)[1], None)
        self.check_loss()
        self.check_prediction()
        step = Step(
            tuple(self.declarations),
            tuple(self.forward),
            tuple(self.backward),
            tuple(self.update),
            text,
            source,
        )
        index_classes(step)
        check_known(step, self.scope.indexes, self.found)
        return step

    def statement(self, node: ast.stmt) -> None:
        match node:
            case ast.AnnAssign():
                self.declarations.append(self.declaration(node))
            case ast.Assign(targets=[target]):
                self.equation(node, target)
            case ast.AugAssign(target=target):
                name = ast.unparse(target)
                self.found.fail(
                    "an update in place is not part of the language.",
                    place_of(node),
                    f"Write it out, as in `{name} = {name} + ...`.",
                )
            case _:
                self.found.fail(
                    "this is neither a declaration nor an equation.",
                    place_of(node),
                    "Expected `name[i]: data` or `name[i] = expression`.",
                )

    def equation(self, node: ast.Assign, target: ast.expr) -> None:
        name, indexes = self.target(target)
        place = place_of(target)
        if not name.startswith(GRADIENT) and self.backward:
            self.scope.updating = True
        expression = self.reader.read(node.value, indexes)
        self.scope.check_targets(indexes, place)
        self.scope.assign(name, indexes, place)
        equation = Equation(Entry(name, indexes), expression, self.caption(node), (), place)
        if self.scope.updating:
            self.update.append(equation)
        elif name.startswith(GRADIENT):
            self.backward.append(equation)
        else:
            self.forward.append(equation)

    def target(self, node: ast.expr) -> tuple[str, tuple[str, ...]]:
        match node:
            case ast.Name(id=name):
                return name, ()
            case ast.Subscript(value=ast.Name(id=name)):
                return name, self.reader.subscripts(node)
        self.found.fail("this cannot stand on the left.", place_of(node), FORM_OF_NAME)

    def declaration(self, node: ast.AnnAssign) -> Declaration:
        name, indexes = self.target(node.target)
        place = place_of(node.target)
        if name == "prediction":
            if indexes:
                self.fail_form(name, "the prediction's line", place)
            return self.prediction(node, place)
        kind, length = self.kind(node)
        if kind in ("setting", "index") and indexes:
            self.fail_form(kind, f"an {kind}" if kind == "index" else f"a {kind}", place)
        self.scope.check_targets(indexes, place)
        start = self.start(node, kind, indexes)
        value = self.setting(node) if kind == "setting" else None
        self.scope.define(name, kind, indexes, place)
        if kind == "index":
            self.scope.indexes.setdefault(name, place)
        if kind == "data":
            self.check_samples(name, indexes, place)
        caption = self.found.comments.get(node.end_lineno or node.lineno, "")
        return Declaration(kind, name, indexes, start, value, length, caption, place)

    def fail_form(self, kind: str, what: str, place: Place) -> None:
        self.found.fail(f"{what} carries no index.", place, f"Expected {FORMS[kind]}.")

    def kind(self, node: ast.AnnAssign) -> tuple[str, int | None]:
        match node.annotation:
            case ast.Name(id=("data" | "parameter" | "state" | "draw" | "setting") as kind):
                if kind == "data":
                    self.no_start(node, "data has no starting value.")
                return kind, None
            case ast.Call(func=ast.Name(id="index"), args=[length], keywords=[]):
                self.no_start(node, "an index has no starting value.")
                return "index", self.length(length)
            case ast.Call(func=ast.Name(id=kind)) | ast.Name(id=kind) if kind in FORMS:
                self.found.fail(
                    "this is not how a declaration is written.",
                    place_of(node.annotation),
                    f"Expected {FORMS[kind]}.",
                )
        word = ast.unparse(node.annotation)
        self.found.fail(
            f"`{word}` is not a kind of declaration.",
            place_of(node.annotation),
            nearest(word, KINDS) or f"Expected {listing(KINDS[:-1], 'or')}, or `index(2)`.",
        )

    def no_start(self, node: ast.AnnAssign, what: str) -> None:
        if node.value is not None:
            self.found.fail(what, place_of(node.value), "End the declaration before the `=`.")

    def length(self, node: ast.expr) -> int:
        number = read_number(node, self.found)
        match node:
            case ast.Constant(value=int(length)) if number and 1 <= length <= LONGEST_INDEX:
                return length
        self.found.fail(
            "the length of an index is a whole number, 1 or more.",
            place_of(node),
            "Expected `index(2)`.",
        )

    def prediction(self, node: ast.AnnAssign, place: Place) -> Declaration:
        match node.annotation:
            case ast.Name(id=name) if node.value is None:
                pass
            case _:
                self.found.fail(
                    "this names no quantity.", place, f"Expected {FORMS['prediction']}."
                )
        if any(d.kind == "prediction" for d in self.declarations):
            self.found.fail("`prediction` stands twice.", place, "One quantity is the prediction.")
        return Declaration("prediction", name, place=place_of(node.annotation))

    def setting(self, node: ast.AnnAssign) -> Number:
        value = read_number(node.value, self.found, signed=True)
        if value is None:
            self.found.fail(
                "a setting needs a number.",
                place_of(node.value or node),
                f"Expected {FORMS['setting']}.",
            )
        return value

    def start(self, node: ast.AnnAssign, kind: str, indexes: tuple[str, ...]) -> Start | None:
        if kind not in ("parameter", "state", "draw"):
            return None
        known = DISTRIBUTIONS if kind == "draw" else STARTS
        number = read_number(node.value, self.found, signed=True)
        if number is not None and kind != "draw":
            return Start("constant", (number,))
        match node.value:
            case ast.Call(func=ast.Name(id=name), args=arguments) if name in known:
                if node.value.keywords:
                    self.found.fail(UNNAMED, place_of(node.value), expected_start(name, known))
                return self.call_start(node.value, name, arguments, known[name])
            case ast.Call(func=ast.Name(id=name)):
                advice = nearest(name, known) or f"Known are {listing(known)}."
                what = "a distribution" if kind == "draw" else "an initialiser"
                self.found.fail(f"`{name}` is not {what}.", place_of(node.value), advice)
        what = "a distribution" if kind == "draw" else "a starting value"
        self.found.fail(
            f"a {kind} needs {what}.", place_of(node.value or node), f"Expected {FORMS[kind]}."
        )

    def call_start(
        self, node: ast.Call, name: str, arguments: list[ast.expr], wanted: tuple[str, ...]
    ) -> Start:
        if len(arguments) != len(wanted):
            self.found.fail(
                f"`{name}` takes {', '.join(wanted) or 'nothing'}.",
                place_of(node),
                expected_start(name, {name: wanted}),
            )
        return Start(name, tuple(self.start_argument(argument) for argument in arguments))

    def start_argument(self, node: ast.expr) -> Expression:
        value = read_number(node, self.found, signed=True)
        if value is not None:
            return value
        if (
            isinstance(node, ast.Name)
            and self.scope.meaning(node.id, place_of(node)).kind == "setting"
        ):
            return Entry(node.id)
        self.found.fail(
            "this is neither a number nor a setting.",
            place_of(node),
            "Expected arguments such as 0.5 or the name of a setting above.",
        )

    def check_samples(self, name: str, indexes: tuple[str, ...], place: Place) -> None:
        """Data that carry the sample index carry it first."""
        data = [d.indexes for d in self.declarations if d.kind == "data" and d.indexes]
        sample = data[0][0] if data else None
        if sample in indexes[1:]:
            self.found.fail(
                f"the sample index `{sample}` stands first in data that carry it.",
                place,
                f"Expected `{name}{carried((sample, *(i for i in indexes if i != sample)))}`.",
            )

    def check_loss(self) -> None:
        if not self.forward:
            where = f"{self.found.source}: there" if self.found.source else "There"
            raise WhygradError(
                f"{where} is no equation.\n"
                "Expected at least one; the last one is the loss, a scalar."
            )
        loss = self.forward[-1]
        if loss.target.indexes and loss.place:
            self.found.fail(
                f"the last equation is the loss and must be a scalar; `{loss.name}` carries"
                f" {carried(loss.target.indexes)}.",
                loss.place,
                f"Reduce it, as in `loss = mean[{', '.join(loss.target.indexes)}](...)`.",
            )

    def check_prediction(self) -> None:
        for named in (d for d in self.declarations if d.kind == "prediction"):
            known = [e.name for e in self.forward]
            if named.name not in known and named.place:
                self.found.fail(
                    f"`{named.name}` is not the target of an equation.",
                    named.place,
                    nearest(named.name, known) or f"Equations define {listing(known)}.",
                )

    def caption(self, node: ast.stmt) -> str:
        """The comment at the end of the statement, or those alone right above it."""
        first, last = node.lineno, node.end_lineno or node.lineno
        at_end = [self.found.comments.get(line, "") for line in range(first, last + 1)]
        if any(at_end):
            return " ".join(comment for comment in at_end if comment)
        above: list[str] = []
        while first - 1 in self.found.bare:
            first -= 1
            above.insert(0, self.found.comments[first])
        return " ".join(comment for comment in above if comment)


def expected_start(name: str, known: Mapping[str, tuple[str, ...]]) -> str:
    return f"Expected `{name}({', '.join(known[name])})`."


def defined_by(node: ast.stmt) -> tuple[int, str]:
    """Line and name that a statement defines; the name is empty where it defines none."""
    target = getattr(node, "target", None) or (getattr(node, "targets", None) or [None])[0]
    target = target.value if isinstance(target, ast.Subscript) else target
    return node.lineno, target.id if isinstance(target, ast.Name) else ""
