"""Small things stay small: caps on files, functions, templates and macros, without an exemption list."""

import ast
import re
from pathlib import Path

from webapp.config import ROOT

FILE, TEST_FILE, FUNCTION, TEMPLATE, MACRO = 300, 400, 40, 120, 60


def python(*folders):
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def templates():
    return sorted(path for folder in ("webapp", "mocks") for path in (ROOT / folder).rglob("templates/**/*.html"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_module_is_long():
    assert names(path for path in python("webapp", "mocks", "migrations") if lines(path) > FILE) == []
    assert names(path for path in python("tests") if lines(path) > TEST_FILE) == []


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def macros(path):
    return re.findall(r"{%-?\s*macro\b.*?endmacro\s*-?%}", path.read_text(encoding="utf-8"), re.DOTALL)


def test_no_function_is_long():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in python("webapp", "mocks")
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    assert long == []


def test_no_template_and_no_macro_is_long():
    assert names(path for path in templates() if lines(path) > TEMPLATE) == []
    assert names(path for path in templates() if any(macro.count("\n") > MACRO for macro in macros(path))) == []


def test_nothing_is_called_a_helper():
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert names(path for path in python("webapp", "mocks") if vague & {path.stem, *path.parent.parts}) == []
