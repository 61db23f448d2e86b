"""What is asked of the same piece of syntax again and again, while its loop goes round."""

from __future__ import annotations

import ast
from functools import lru_cache

KEPT = 4096  # answers


@lru_cache(maxsize=KEPT)
def source(syntax: ast.AST) -> str:
    """A piece of syntax as text."""
    return ast.unparse(syntax)


@lru_cache(maxsize=KEPT)
def yields(function: ast.AST) -> bool:
    """Whether a function is a generator."""
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


@lru_cache(maxsize=KEPT)
def holds(syntax: ast.AST, name: str) -> bool:
    """Whether an expression of that text is a part of the syntax."""
    return any(source(e) == name for e in ast.walk(syntax) if isinstance(e, ast.expr))
