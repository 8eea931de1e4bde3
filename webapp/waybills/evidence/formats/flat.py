"""The waybill as a table of two columns, for spreadsheets: the path of a value, the value. Nothing is left out.

A value that a spreadsheet would take for a formula stands behind an apostrophe, which is taken off again when it is read.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from webapp.core.csv_text import FORMULA
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json, to_json

HEAD: Final = ("path", "kind", "value")
BOM: Final = "\ufeff"
CAP: Final = 2 * 1024 * 1024
APART: Final = (*FORMULA, "'")  # read back: a text's own apostrophe is told from the one put before it
KINDS: Final = {str: "text", int: "number", bool: "yes/no", type(None): "nothing", list: "list", dict: "group"}


def written(content: WaybillContent, number: str | None) -> bytes:
    """Return the table; the number is a row that is not read back."""
    out = StringIO()
    table = csv.writer(out, delimiter=";")
    table.writerow(HEAD)
    if number:
        table.writerow(("#number", "text", number))
    for path, value in _leaves("", to_json(content)):
        table.writerow((path, KINDS[type(value)], _cell(value)))
    return (BOM + out.getvalue()).encode()


def read(raw: bytes) -> WaybillContent:
    """Return the content of such a table. Raises ValueError and its like for anything else."""
    if len(raw) > CAP:
        raise ValueError("too large")
    rows = csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    if tuple(next(rows, ())) != HEAD:
        raise ValueError("another table")
    tree: Any = {}
    for path, kind, value in rows:
        if not path.startswith("#"):
            tree = _with(tree, path.split("."), _value(kind, value))
    return content_from_json(tree)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    empty = True
    for name, inner in members:
        empty = False
        yield from _leaves(f"{path}.{name}" if path else str(name), inner)
    if empty:
        yield path, value


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(APART) else value
    return "" if value is None or value in ([], {}) else str(value)


def _value(kind: str, written_: str) -> Any:
    if kind == "text":
        return written_.removeprefix("'")
    values: dict[str, Any] = {"nothing": None, "list": [], "group": {}, "yes/no": written_ == "True"}
    return int(written_) if kind == "number" else values[kind]


def _with(tree: Any, way: list[str], value: Any) -> Any:
    """Return the tree with a value at the end of a way; numbers name places of a list, which come in order."""
    if not way:
        return value
    name, *further = way
    if not name.isdecimal():
        known = tree if isinstance(tree, dict) else {}
        return {**known, name: _with(known.get(name), further, value)}
    items = list(tree) if isinstance(tree, list) else []
    place = int(name)
    if place > len(items):
        raise IndexError(name)
    if place == len(items):
        return [*items, _with(None, further, value)]
    return [*items[:place], _with(items[place], further, value), *items[place + 1 :]]
