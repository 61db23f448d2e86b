"""The folders of whygrad are floors: imports go down, heavy packages wait for their use."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "whygrad"

FLOORS = (
    "version",
    "language",
    "calculus",
    "writers",
    "engines",
    "training",
    "insight",
    "checking",
    "faces",
)

HEAVY = {
    "jax",
    "matplotlib",
    "numba",
    "onnx",
    "onnxruntime",
    "pandas",
    "pyarrow",
    "rich",
    "safetensors",
    "scipy",
    "sklearn",
    "torch",
}

ON_USE = {"estimators": "sklearn"}  # folders whose classes are a package's, imported on use


def floor_of(module: str) -> str:
    """The floor of a module of whygrad, by its dotted name; all that has no floor is a face."""
    _, *rest = module.split(".")
    return rest[0] if rest and rest[0] in FLOORS else "faces"


def name_of(file: Path, package: Path) -> str:
    """The dotted name of a file; a package's own file ends in `__init__`."""
    return ".".join(("whygrad", *file.relative_to(package).with_suffix("").parts))


def imports_of(node: ast.AST, module: str) -> list[str]:
    """The dotted names that one import statement of `module` may reach, relative ones resolved."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    parents = module.split(".")[: -node.level] if node.level else []
    source = ".".join([*parents, *filter(None, [node.module])])
    if source == "whygrad":  # then the imported names may be floors
        return [f"whygrad.{alias.name}" for alias in node.names]
    return [source]


def upward_imports(package: Path) -> list[str]:
    """Every import of the package, at any depth of its files, that goes to a floor above."""
    found = []
    for file in sorted(package.rglob("*.py")):
        module = name_of(file, package)
        here = floor_of(module)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for target in imports_of(node, module):
                there = floor_of(target)
                ours = target.split(".")[0] == "whygrad"
                if ours and FLOORS.index(there) > FLOORS.index(here):
                    place = f"{file.relative_to(package).as_posix()}:{node.lineno}"
                    found.append(f"{place}: {here} imports {target} of the floor {there} above it")
    return found


def statements_run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What an import of the module runs: no function's body, no block for typing only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            child = ast.Module(body=child.orelse, type_ignores=[])
        yield child
        yield from statements_run_at_import(child)


def heavy_imports(package: Path) -> list[str]:
    """Every import of a heavy package that runs when the file itself is imported."""
    found = []
    for file in sorted(package.rglob("*.py")):
        module = name_of(file, package)
        for node in statements_run_at_import(ast.parse(file.read_text(encoding="utf-8"))):
            for target in imports_of(node, module):
                heavy = target.split(".")[0]
                if heavy in HEAVY and ON_USE.get(file.relative_to(package).parts[0]) != heavy:
                    place = f"{file.relative_to(package).as_posix()}:{node.lineno}"
                    found.append(f"{place}: imports {target} at its top level")
    return found


def write(package: Path, name: str, source: str) -> None:
    file = package / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")


def test_imports_go_down() -> None:
    assert upward_imports(PACKAGE) == []


def test_heavy_packages_are_imported_on_use() -> None:
    assert heavy_imports(PACKAGE) == []


def test_importing_whygrad_loads_no_heavy_package() -> None:
    code = f"import sys, whygrad; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("name", "source", "target", "floor"),
    [
        ("language/parsing.py", "import whygrad.writers.c", "whygrad.writers.c", "writers"),
        ("language/parsing.py", "from whygrad import calculus", "whygrad.calculus", "calculus"),
        ("language/parsing.py", "from whygrad import Model", "whygrad.Model", "faces"),
        ("language/__init__.py", "from ..writers import c", "whygrad.writers", "writers"),
        ("calculus/derivation.py", "from .. import engines", "whygrad.engines", "engines"),
        ("calculus/rules/sums.py", "from ... import run", "whygrad.run", "faces"),
        ("training/files.py", "import whygrad", "whygrad", "faces"),
        ("insight/why.py", "def f():\n    import whygrad.cli", "whygrad.cli", "faces"),
        ("version.py", "from .language import parsing", "whygrad.language", "language"),
    ],
)
def test_an_upward_import_is_found(
    tmp_path: Path, name: str, source: str, target: str, floor: str
) -> None:
    write(tmp_path, name, source)
    (finding,) = upward_imports(tmp_path)
    assert finding.startswith(f"{name}:")
    assert finding.endswith(f" imports {target} of the floor {floor} above it")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("language/parsing.py", "import ast, numpy\nfrom . import expressions"),
        ("language/parsing.py", "from whygrad.version import __version__"),
        ("writers/c.py", "from ..language.functions import TABLE\nfrom .. import calculus"),
        ("cli/train.py", "from .. import Model\nfrom ..checking import report"),
        ("model.py", "from .training import fitting\nimport whygrad.run"),
    ],
)
def test_a_downward_import_is_allowed(tmp_path: Path, name: str, source: str) -> None:
    write(tmp_path, name, source)
    assert upward_imports(tmp_path) == []


@pytest.mark.parametrize(
    "source",
    [
        "import numba",
        "from matplotlib import pyplot",
        "import numpy, scipy.special",
        "try:\n    import torch\nexcept ImportError:\n    torch = None",
        "class Picture:\n    import rich.console",
    ],
)
def test_a_heavy_import_is_found(tmp_path: Path, source: str) -> None:
    write(tmp_path, "engines/compiled.py", source)
    assert len(heavy_imports(tmp_path)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import numpy",
        "def f():\n    import numba",
        "class Engine:\n    def f(self):\n        from jax import numpy",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas",
        "from . import torch",
    ],
)
def test_a_light_or_late_import_is_allowed(tmp_path: Path, source: str) -> None:
    write(tmp_path, "engines/compiled.py", source)
    assert heavy_imports(tmp_path) == []
