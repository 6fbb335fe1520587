"""Mutants: change one thing of a module at a time, and see whether its tests notice.

Run ``python tests/mutants.py MODULE TEST… [--most N]`` in a checkout: MODULE is a file of the
package, each TEST a file of tests. Prints every change that no test noticed, and a last line with
how many were found. The module is put back at the end, also after an interruption.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


def changes(node: ast.AST) -> Iterator[Callable[[], str]]:
    """Return what can be changed of a node, each as a function that does it and says what."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        yield lambda: _swap(node.ops, _COMPARED)
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:

        def compute() -> str:
            before, node.op = type(node.op).__name__, _COMPUTED[type(node.op)]()
            return f"{before} becomes {type(node.op).__name__}"

        yield compute
    elif isinstance(node, ast.BoolOp):

        def decide() -> str:
            before = type(node.op).__name__
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return f"{before} becomes {type(node.op).__name__}"

        yield decide
    elif isinstance(node, ast.Constant) and type(node.value) in {int, bool}:

        def count() -> str:
            before = node.value
            node.value = not before if isinstance(before, bool) else int(str(before)) + 1
            return f"{before!r} becomes {node.value!r}"

        yield count
    elif isinstance(node, ast.If | ast.IfExp):

        def turn() -> str:
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return "a condition is turned round"

        yield turn


def _swap(ops: list[ast.cmpop], by: dict[type[ast.cmpop], type[ast.cmpop]]) -> str:
    before, ops[0] = type(ops[0]).__name__, by[type(ops[0])]()
    return f"{before} becomes {type(ops[0]).__name__}"


def never_run(tree: ast.AST) -> set[int]:
    """Return which nodes no run reads, or none can tell apart: types, and how records are made.

    Numbers as in the order of ``ast.walk``.
    """
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    left: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            left += [node.returns, *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            left += node.decorator_list
        elif isinstance(node, ast.arg | ast.AnnAssign):
            left.append(node.annotation)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            left.append(node)
    return {numbers[id(each)] for node in left if node for each in ast.walk(node)}


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Return each changed text of a module, with where and what was changed."""
    tree = ast.parse(source)
    left = never_run(tree)
    for number, node in enumerate(ast.walk(tree)):
        for which in range(len(list(changes(node))) if number not in left else 0):
            changed = copy.deepcopy(tree)
            other = next(each for n, each in enumerate(ast.walk(changed)) if n == number)
            what = list(changes(other))[which]()
            line = getattr(node, "lineno", 0)
            yield f"line {line}: {what}", ast.unparse(ast.fix_missing_locations(changed))


def main() -> int:
    """Try the mutants of a module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--most", type=int, default=60)
    asked = parser.parse_args()
    source = asked.module.read_text(encoding="utf-8")
    every = list(mutants(source))
    random.Random(1).shuffle(every)  # noqa: S311 - which ones are tried is no secret
    tried = every[: asked.most]
    found = 0
    try:
        for where, text in tried:
            asked.module.write_text(text, encoding="utf-8")
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "pytest",
                    "-q",
                    "-x",
                    "-p",
                    "no:cacheprovider",
                    *asked.tests,
                ],
                capture_output=True,
                check=False,
            )
            if done.returncode:
                found += 1
            else:
                sys.stdout.write(f"not noticed: {asked.module}: {where}\n")
    finally:
        asked.module.write_text(source, encoding="utf-8")
    sys.stdout.write(f"{asked.module.name}: {found} of {len(tried)} changes noticed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
