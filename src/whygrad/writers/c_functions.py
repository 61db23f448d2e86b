"""The functions of a C program: the passes of a step, the training loop, the prediction, `main`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from whygrad.language.equations import ITERATION, Declaration, Equation
from whygrad.language.expressions import Entry, entries
from whygrad.writers.c_layout import wrapped
from whygrad.writers.c_plan import NEXT, SAMPLES, Plan, allocation, declared
from whygrad.writers.c_statements import LOCAL, RESULT, equation_lines
from whygrad.writers.c_tables import taken_name
from whygrad.writers.wrapping import TAB, WIDTH


def function(head: str, lines: Iterable[str]) -> str:
    return "\n".join([head, "{", *lines, "}\n"])


def quantity_lines(plan: Plan) -> list[str]:
    """The definitions of what a step draws and computes."""
    found = computed(plan)
    return [f"static {declared(plan, plan.names[q.name], q.indexes)};" for q in found]


def computed(plan: Plan) -> list[Entry]:
    """What a step takes out of all data, draws and computes."""
    taken = [line for line in plan.data if plan.job.batch and plan.by_sample(line)]
    found = [Entry(line.name, line.indexes) for line in (*taken, *plan.draws)]
    found += [each.target for each in (*plan.outline.forward, *plan.outline.backward)]
    return found + [after(equation) for equation in overlapping(plan.outline.update)]


def allocations(plan: Plan) -> list[str]:
    """The statements that get memory for what only the run knows the size of."""
    learned = [Entry(line.name, line.indexes) for line in plan.learned]
    memory = [
        allocation(plan, plan.names[quantity.name], quantity.indexes)
        for quantity in (*learned, *computed(plan))
        if not all(plan.extent(index) for index in quantity.indexes)
    ]
    if plan.job.batch and plan.job.shuffle and not plan.samples_known:
        memory.append(f"order = allocate((size_t){SAMPLES}, sizeof *order);")
    return memory


def allocate_function(plan: Plan) -> str:
    memory = allocations(plan)
    return function("static void allocate_arrays(void)", indented(memory)) if memory else ""


def indented(lines: Iterable[str]) -> list[str]:
    return [TAB + line for line in lines]


def step_functions(plan: Plan) -> dict[str, str]:
    """The functions of the three parts of a step; none that would do nothing."""
    outline = plan.outline
    parts = {
        "forward": (outline.forward, "above"),
        "backward": (outline.backward, "behind"),
        "update_parameters": (outline.update, "behind"),
    }
    found = {}
    for name, (equations, caption) in parts.items():
        look, lines = plan.look(), []
        for equation in equations:
            if overlapping([equation]):
                lines += overlapping_lines(plan, equation)
            else:
                lines += equation_lines(equation, look, caption)
        if lines:
            found[name] = function(f"static void {name}(void)", lines)
    return found


def overlapping(equations: Iterable[Equation]) -> list[Equation]:
    """The updates that read entries of their target other than the one that they set."""
    return [
        equation
        for equation in equations
        if any(
            entry.name == equation.name and entry.indexes != equation.target.indexes
            for entry in entries(equation.expression)
        )
    ]


def after(equation: Equation) -> Entry:
    """Where the new values wait for their place."""
    return Entry(NEXT + equation.name, equation.target.indexes)


def overlapping_lines(plan: Plan, equation: Equation) -> list[str]:
    """All new values are computed before the first is put into its place."""
    look = plan.look()
    first = replace(equation, target=after(equation))
    second = Equation(equation.target, after(equation))
    return equation_lines(first, look, "behind") + equation_lines(second, look)


def train_function(plan: Plan, called: Iterable[str]) -> str:
    """The training loop; it returns the loss of its first step."""
    loss = plan.names[plan.step.loss]
    word = ITERATION if plan.iterates else "step"
    kind = "" if plan.iterates else "int "
    lines = [f"{TAB}real first_loss = 0;"]
    lines += [f"{TAB}for ({kind}{word} = 0; {word} < steps; {word}++) {{"]
    lines += [f"{TAB * 2}take_batch({word});"] if plan.job.batch else []
    lines += [f"{TAB * 2}{name}();" for name in called]
    lines += [f"{TAB * 2}if ({word} == 0) {{", f"{TAB * 3}first_loss = {loss};", f"{TAB * 2}}}"]
    head = "// Returns the loss of the first step.\nstatic real train(void)"
    return function(head, [*lines, f"{TAB}}}", f"{TAB}return first_loss;"])


def predict_function(plan: Plan, linkage: str = "static ") -> str:
    """The prediction for one sample, which keeps all that it computes on the stack."""
    if plan.prediction is None:
        return ""
    *before, last = plan.prediction.equations
    arguments = [argument(plan, line) for line in plan.prediction.data]
    if last.target.indexes:
        arguments.append(declared(plan, plan.names[last.name], last.target.indexes))
    look = plan.look()
    lines = [line for each in before for line in equation_lines(each, look, role=LOCAL)]
    lines += equation_lines(last, look, role=RESULT)
    head = f"{linkage}{'void' if last.target.indexes else 'real'} predict("
    return function(
        f"// {plan.prediction.name} for one sample\n{arguments_text(head, arguments)}", lines
    )


def argument(plan: Plan, line: Declaration) -> str:
    """Data of one sample as an argument; only what does not vary is constant."""
    indexes = [index for index in line.indexes if not plan.is_sample(index)]
    text = declared(plan, plan.names[line.name], indexes)
    constant = len(indexes) == 1 or (line.name in plan.inline and len(indexes) > 1)
    return f"const {text}" if constant else text


def arguments_text(head: str, arguments: list[str]) -> str:
    text = f"{head}{', '.join(arguments) or 'void'})"
    if len(text) <= WIDTH:
        return text
    return "\n".join([head, ",\n".join(TAB * 2 + each for each in arguments) + ")"])


def main_function(plan: Plan, called: Iterable[str]) -> str:
    """Read the data, train, and print the first and the last loss and what was learned."""
    lines = []
    head = "int main(void)"
    if plan.from_file:
        head = "int main(int count, char **arguments)"
        usage = 'fprintf(stderr, "usage: %s DATA.csv\\n", arguments[0]);'
        lines += ["if (count != 2) {", TAB + usage, f"{TAB}return EXIT_FAILURE;", "}"]
        lines += ["path = arguments[1];", "read_table();"]
        lines += [f"leave_out({plan.job.held_out!r});"] if plan.leaves_out else []
        lines += ["take_data();"]
    lines += [f"{name}();" for name in called]
    lines.append("const real first_loss = train();")
    lines += [*result_lines(plan), *first_sample(plan), "return 0;"]
    return function(head, [part for line in lines for part in wrapped(line, TAB)])


def result_lines(plan: Plan) -> list[str]:
    """The lines that print the loss, what was learned, and every other scalar of a step."""
    name, loss = plan.step.loss, plan.names[plan.step.loss]
    lines = [
        print_line(f"{name} in the first step", "first_loss", plan),
        print_line(f"{name} in the last step", loss, plan, " "),
    ]
    updated = {equation.name for equation in plan.outline.update}
    for line in plan.step.parameters:
        if line.name in updated:
            lines.append(print_quantity(plan, line.name, plan.names[line.name], line.indexes))
    for scalar in plan.step.scalars():
        if scalar != name:
            lines.append(print_line(f"{scalar} in the last step", plan.names[scalar], plan))
    return lines


def print_line(label: str, code: str, plan: Plan, gap: str = "") -> str:
    return f'printf("{label}:{gap} {plan.number_format}\\n", {code});'


def print_quantity(plan: Plan, label: str, name: str, indexes: tuple[str, ...]) -> str:
    if not indexes:
        return print_line(label, name, plan)
    sizes = [plan.size(index) for index in indexes]
    inner = 1 if plan.is_flat(indexes) else len(indexes)
    first = f"&{name}{'[0]' * inner}" if inner > 1 else name
    return f'print_numbers("{label}", {first}, {" * ".join(sizes)}, {sizes[-1]});'


def first_sample(plan: Plan) -> list[str]:
    """The lines that predict for the first sample."""
    if plan.prediction is None:
        return []
    data = [
        taken_name(plan, d) + ("[0]" if plan.by_sample(d) else "") for d in plan.prediction.data
    ]
    label = f"{plan.prediction.name} of the first sample"
    target = plan.prediction.equations[-1].target
    if not target.indexes:
        return [print_line(label, f"predict({', '.join(data)})", plan)]
    return [
        f"{declared(plan, 'answer', target.indexes)};",
        f"predict({', '.join([*data, 'answer'])});",
        print_quantity(plan, label, "answer", target.indexes),
    ]
