"""`whygrad check`: is a hand-written backward pass right, and if not, which line is wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whygrad.cli.arguments import add_example, add_json, print_json, tell
from whygrad.language.messages import WhygradError

if TYPE_CHECKING:
    from whygrad.checking.findings import Report

STATUSES = {"right": 0, "scaled": 0, "wrong": 1, "unusable": 2, "unknown": 3}
GRAVEST = ("wrong", "unusable", "unknown", "scaled", "right")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("scripts", metavar="SCRIPT.py", nargs="*", help="Python scripts, or a folder of them")
    add("--loss", metavar="NAME", help="the loss: its name in the script, or a kind of loss")
    add(
        "--pair",
        action="append",
        default=[],
        metavar="GRADIENT=PARAMETER",
        help="which gradient belongs to which parameter, where that is not found",
    )
    add("--run", action="store_true", help="run it too, in a process of its own: does it train?")
    add("--draw", metavar="FILE", help="with --run: draw both losses, to a .svg or .png")
    add("--fix", metavar="OUT.py", help="write the corrected script")
    add("--force", action="store_true", help="replace a file that exists")
    add("--csv", metavar="OUT.csv", help="write the table of several scripts")
    add("--gallery", action="store_true", help="show each mistake in a right script, and train it")
    add("--explain", metavar="MISTAKE", help="the page of a kind of mistake; `all` for all")
    add_json(parser)
    add_example(
        parser,
        "whygrad check network.py",
        "whygrad check network.py --run --fix corrected.py",
        "whygrad check submissions --csv table.csv",
        "whygrad check --explain wrong-operand",
    )


def run(arguments: argparse.Namespace) -> int:
    """0 right or scaled, 1 wrong, 2 unusable, 3 unknown; of several scripts the gravest."""
    check_together(arguments)
    if arguments.explain:
        from whygrad.checking.pages import page

        print(page(arguments.explain), end="")
        return 0
    if arguments.gallery:
        return show_gallery(arguments)
    paths = [Path(path) for path in arguments.scripts]
    if len(paths) > 1 or paths[0].is_dir() or arguments.csv:
        return check_several(paths, arguments)
    return check_single(arguments.scripts[0], arguments)


def check_together(arguments: argparse.Namespace) -> None:
    """Options that do not go together are an error, not a choice of one of them."""
    given = [f"--{name}" for name in ("explain", "gallery") if getattr(arguments, name)]
    if given and arguments.scripts:
        raise WhygradError(f"{given[0]} takes no script: leave out `{arguments.scripts[0]}`.")
    if not given and not arguments.scripts:
        raise WhygradError(
            "whygrad check: no script is given, as in `whygrad check network.py`.\n"
            "See `whygrad check --help`."
        )
    for path in (arguments.fix, arguments.csv):
        if path is not None:  # told before any work is done
            check_place(path, force=arguments.force)
    if arguments.draw and not arguments.run:
        raise WhygradError(f"--draw {arguments.draw}: it goes with --run, which is missing.")


def check_place(path: str, *, force: bool) -> None:
    """Raises `WhygradError` where no file can be written."""
    from whygrad.training.files import check_target

    if not path:
        raise WhygradError("--fix and --csv: expected the name of a file, not an empty text.")
    check_target(path, force=force)


def check_single(path: str, arguments: argparse.Namespace) -> int:
    from whygrad.checking.checks import check_file

    report = check_file(path, arguments.loss, pairs_of(arguments.pair))
    trials = tried(path, report, arguments) if arguments.run else None
    if arguments.json:
        more = {} if trials is None else {"run": trials.as_data()}
        print_json(report.as_data() | more)
    else:
        print(report)
        if trials is not None:
            print(f"\n{trials}")
    if arguments.fix:
        write_fix(report, arguments)
    return STATUSES[report.verdict]


def tried(path: str, report: Report, arguments: argparse.Namespace) -> Any:
    from whygrad.checking.checks import LARGEST
    from whygrad.checking.reading.source import decoded
    from whygrad.checking.trials import try_script
    from whygrad.training.opening import open_file

    with open_file(path, "a Python script", LARGEST) as file:
        trials = try_script(decoded(file.read(), path), report)
    if arguments.draw:
        from whygrad.checking.curves import draw_losses

        draw_losses(trials, Path(arguments.draw))
        announce(arguments.draw, arguments)
    return trials


def write_fix(report: Report, arguments: argparse.Namespace) -> None:
    """Write the corrected script whole, or not at all."""
    from whygrad.checking.checks import check_script
    from whygrad.training.files import write

    refusal = why_no_fix(report)
    if not refusal and report.corrected is not None:
        again = check_script(report.corrected, arguments.fix)
        refusal = "" if again else "together the fixes do not make it right"
    if refusal or report.corrected is None:
        raise WhygradError(f"`{arguments.fix}` was not written: {refusal}.")
    write(arguments.fix, report.corrected.encode(), force=arguments.force)
    announce(arguments.fix, arguments)


def why_no_fix(report: Report) -> str:
    if report:
        return f"{report.source} is {report.verdict}, so that there is nothing to fix"
    lines = [str(finding.line) for finding in report.findings if not finding.fix]
    if lines:
        named = f"line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"
        return f"no fix of {named} was found that makes everything right"
    return "" if report.corrected else "no line was found that is wrong"


def announce(path: str, arguments: argparse.Namespace) -> None:
    """Say what was written, beside a JSON object on standard error."""
    print(f"wrote {path}", file=sys.stderr if arguments.json else sys.stdout)


def check_several(paths: list[Path], arguments: argparse.Namespace) -> int:
    from whygrad.checking.summaries import check_all, csv_text, scripts_in, table

    for option in ("run", "fix", "pair"):
        if getattr(arguments, option):
            raise WhygradError(f"--{option} goes with one script, not with several or a folder.")
    files = [file for path in paths for file in (scripts_in(path) if path.is_dir() else [path])]
    if not files:
        raise WhygradError(f"There is no Python script in the folder `{paths[0]}`.")
    rows = check_all(files, arguments.loss)
    if arguments.json:
        print_json({"scripts": [row.as_data() for row in rows]})
    else:
        print(table(rows))
    for row in rows:
        if row.message:
            tell(row.message)
    if arguments.csv:
        from whygrad.training.files import write

        write(arguments.csv, csv_text(rows).encode(), force=arguments.force)
        announce(arguments.csv, arguments)
    found = {row.verdict for row in rows}
    return STATUSES[next(verdict for verdict in GRAVEST if verdict in found)]


def show_gallery(arguments: argparse.Namespace) -> int:
    from whygrad.checking.gallery import exhibits, gallery_text

    rows = exhibits()
    if arguments.json:
        print_json({"gallery": [row.as_data() for row in rows]})
    else:
        print(gallery_text(rows), end="")
    return 0


def pairs_of(given: list[str]) -> dict[str, str]:
    """`["dW=W"]` as {"dW": "W"}."""
    found: dict[str, str] = {}
    for text in given:
        gradient, mark, parameter = (part.strip() for part in text.rpartition("="))
        if not mark or not gradient or not parameter:
            raise WhygradError(f"--pair {text}: expected GRADIENT=PARAMETER, as in `dW=W`.")
        if gradient in found:
            raise WhygradError(f"--pair {text}: `{gradient}` is given twice.")
        found[gradient] = parameter
    return found
