"""Mutants: change one thing of a module at a time, and see whether its tests notice.

Run ``python tests/mutants.py MODULE TEST… [--then TEST…] [--most N]`` in a checkout, on Linux:
MODULE is a file of the package, each TEST a file of tests or one of its tests. What these do not
notice is tried with those after ``--then``; options that are not named here, as ``-k`` with an
equals sign and ``--noconftest``, go to pytest. Prints every change that no test noticed, and a last
line with how many were found. The module is put back at the end, also after an interruption.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import functools
import gc
import importlib
import os
import random
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_DROPPED = (ast.AugAssign, ast.Expr, ast.Continue, ast.Break)
_SECONDS = 60
"""How much processor time a run may take; a change that makes it endless is noticed."""
_BYTES = 4 * 1024**3
_QUICK = [
    *("-qx", "--assert=plain", "-o", "addopts=--import-mode=importlib"),
    *("-p", "no:cacheprovider"),
]


def changes(node: ast.AST) -> list[Callable[[], str]]:
    """Return what can be changed of a node, each as a function that does it and says what."""
    return [*_of_conditions(node), *_of_values(node), *_of_statements(node)]


def _of_conditions(node: ast.AST) -> Iterator[Callable[[], str]]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if type(op) in _COMPARED:
                yield functools.partial(_compare, node, at)
    elif isinstance(node, ast.BoolOp):
        yield functools.partial(_decide, node)
    elif isinstance(node, ast.If | ast.IfExp):
        yield functools.partial(_turn, node)
    elif isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            yield functools.partial(_turn_filter, node, at)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield functools.partial(_affirm, node)


def _of_values(node: ast.AST) -> Iterator[Callable[[], str]]:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _COMPUTED:
        yield functools.partial(_compute, node)
    elif isinstance(node, ast.Constant) and type(node.value) in {int, bool, str}:
        yield functools.partial(_say, node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        yield functools.partial(_call, node.func)


def _of_statements(node: ast.AST) -> Iterator[Callable[[], str]]:
    for field in ("body", "orelse"):
        body: list[ast.stmt] | ast.expr = getattr(node, field, [])
        for at, each in enumerate(body if isinstance(body, list) else ()):
            if isinstance(each, _DROPPED) and not _is_docstring(each):
                yield functools.partial(_drop, node, field, at)


def _compare(node: ast.Compare, at: int) -> str:
    before, node.ops[at] = type(node.ops[at]).__name__, _COMPARED[type(node.ops[at])]()
    return f"{before} becomes {type(node.ops[at]).__name__}"


def _compute(node: ast.BinOp | ast.AugAssign) -> str:
    before, node.op = type(node.op).__name__, _COMPUTED[type(node.op)]()
    return f"{before} becomes {type(node.op).__name__}"


def _decide(node: ast.BoolOp) -> str:
    before = type(node.op).__name__
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return f"{before} becomes {type(node.op).__name__}"


def _say(node: ast.Constant) -> str:
    before = node.value
    if isinstance(before, str):
        node.value = f"{before}~"
    else:
        node.value = not before if isinstance(before, bool) else int(str(before)) + 1
    return f"{before!r} becomes {node.value!r}"


def _turn(node: ast.If | ast.IfExp) -> str:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "a condition is turned round"


def _turn_filter(node: ast.comprehension, at: int) -> str:
    node.ifs[at] = ast.UnaryOp(ast.Not(), node.ifs[at])
    return f"the filter {ast.unparse(node.ifs[at])}"


def _affirm(node: ast.UnaryOp) -> str:
    before, node.op = ast.unparse(node), ast.Not()
    node.operand = ast.UnaryOp(ast.Not(), node.operand)
    return f"{before} loses its not"


def _call(name: ast.Name) -> str:
    before, name.id = name.id, _CALLED[name.id]
    return f"{before} becomes {name.id}"


def _drop(node: ast.AST, field: str, at: int) -> str:
    body: list[ast.stmt] = getattr(node, field)
    before, body[at] = body[at], ast.Pass()
    return f"line {before.lineno}, {ast.unparse(before).splitlines()[0]!r}, is left out"


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def never_run(tree: ast.AST) -> set[int]:
    """Return which nodes no run reads, or none can tell apart: types, docs, how records are made.

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
        elif _is_docstring(node) or _is_declaration(node):
            left.append(node)
        elif isinstance(node, ast.Raise):  # the words of an error
            left += [each for each in ast.walk(node) if _is_text(each)]
    return {numbers[id(each)] for node in left if node for each in ast.walk(node)}


def _is_declaration(node: ast.AST) -> bool:
    """Whether a statement says what is public, or what a type is."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    return isinstance(node, ast.Assign) and (
        ast.unparse(node.targets[0]) == "__all__" or ast.unparse(node.value).startswith("Literal[")
    )


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Return each changed text of a module, with where and what was changed."""
    tree = ast.parse(source)
    left = never_run(tree)
    for number, node in enumerate(ast.walk(tree)):
        for which in range(len(changes(node)) if number not in left else 0):
            changed = copy.deepcopy(tree)
            other = next(each for n, each in enumerate(ast.walk(changed)) if n == number)
            what = changes(other)[which]()
            line = getattr(node, "lineno", 0)
            yield f"line {line}: {what}", ast.unparse(ast.fix_missing_locations(changed))


def loaded_by(tests: Sequence[str]) -> list[str]:
    """Return which installed modules tests load; loaded beforehand, each run takes a fraction."""
    before = {*sys.modules}
    read, write = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.close(read)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        importlib.import_module("pytest").main([*_QUICK, *tests])
        files = {
            name: getattr(sys.modules[name], "__file__", "") for name in {*sys.modules} - before
        }
        names = [name for name, file in files.items() if "site-packages" in str(file)]
        with os.fdopen(write, "w") as out:
            out.write("\n".join(names))
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        names = told.read().split()
    os.waitpid(child, 0)
    return names


def passes(tests: Sequence[str]) -> bool:
    """Whether tests pass in a process of their own, which has loaded nothing of the package yet."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(importlib.import_module("pytest").main([*_QUICK, *tests]))
    return os.waitpid(child, 0)[1] == 0


def main() -> int:
    """Try the mutants of a module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--then", nargs="+", default=[])
    parser.add_argument("--most", type=int, default=60)
    asked, options = parser.parse_known_args()
    source = asked.module.read_text(encoding="utf-8")
    every = list(mutants(source))
    random.Random(1).shuffle(every)  # noqa: S311 - which ones are tried is no secret
    tried = every[: asked.most]
    # Only the package is loaded anew for each change; Hypothesis draws the same examples each time.
    os.environ |= {"CI": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for name in ("pytest", "hypothesis.strategies"):
        importlib.import_module(name)
    for name in loaded_by([*options, *asked.tests, *asked.then]):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if not passes([*options, *asked.tests, *asked.then]):
        sys.exit("found tests that fail without a change; expected all to pass; fix them first")
    sys.dont_write_bytecode = True
    gc.freeze()
    unnoticed = 0
    try:
        for where, text in tried:
            asked.module.write_text(text, encoding="utf-8")
            if all(passes([*options, *tests]) for tests in (asked.tests, asked.then) if tests):
                unnoticed += 1
                sys.stdout.write(f"not noticed: {asked.module}: {where}\n")
    finally:
        asked.module.write_text(source, encoding="utf-8")
    noticed = len(tried) - unnoticed
    sys.stdout.write(
        f"{asked.module.name}: {noticed} of {len(tried)} changes noticed, of {len(every)}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
