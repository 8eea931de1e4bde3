"""From a tree of one shape to a tree of another and back, by tables of paths. Pure.

A tree is what JSON knows. A path is names with dots; in a table of columns "" is the item itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Tree = dict[str, Any]
SILENT: Final = (None, "", False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: where it stands in the content and in the document, and how it is written and read there."""

    ours: str
    theirs: str
    write: Callable[[Any], Any] = lambda value: value
    read: Callable[[Any], Any] = lambda value: value


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of the content as a list of the document, item by item. Several may share one list of the content."""

    ours: str
    theirs: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole format."""

    cells: tuple[Cell, ...]
    rows: tuple[Rows, ...]

    def written(self, content: Tree) -> Tree:
        """Return the document that says what of the content it has places for."""
        document: Tree = {}
        _carry(content, document, [(cell.ours, cell.theirs, cell.write) for cell in self.cells])
        for rows in self.rows:
            items = get(content, rows.ours)
            if items:
                put(document, rows.theirs, [_row(item, rows, writing=True) for item in items])
        return document

    def seen(self, document: Tree) -> Tree:
        """Return what of a content stands in the document. Raises ValueError, TypeError for a value that is none."""
        content: Tree = {}
        _carry(document, content, [(cell.theirs, cell.ours, cell.read) for cell in self.cells])
        for rows in self.rows:
            items = get(document, rows.theirs)
            if not items:
                continue
            read = [_row(item, rows, writing=False) for item in items]
            known = get(content, rows.ours) or []
            put(content, rows.ours, _merged(known, read))
        return content


def get(tree: Any, path: str) -> Any:
    """Return what stands at a path, None when nothing does."""
    for name in path.split(".") if path else ():
        if not isinstance(tree, dict) or name not in tree:
            return None
        tree = tree[name]
    return tree


def put(tree: Tree, path: str, value: Any) -> None:
    """Put a value at a path. Raises TypeError where a plain value stands in the way."""
    *way, last = path.split(".")
    for name in way:
        tree = tree.setdefault(name, {})
        if not isinstance(tree, dict):
            raise TypeError(path)
    tree[last] = value


def _carry(source: Any, target: Tree, ways: list[tuple[str, str, Callable[[Any], Any]]]) -> None:
    for here, there, change in ways:
        value = get(source, here)
        if value not in SILENT and value != []:
            put(target, there, change(value))


def _row(item: Any, rows: Rows, *, writing: bool) -> Any:
    cells = [(c.ours, c.theirs, c.write) if writing else (c.theirs, c.ours, c.read) for c in rows.cells]
    if len(cells) == 1 and cells[0][1] == "":  # the item itself is the value
        here, _there, change = cells[0]
        value = get(item, here)
        return "" if value is None else change(value)
    made: Tree = {}
    _carry(item, made, cells)
    return made


def _merged(known: list[Any], read: list[Any]) -> list[Any]:
    """Return two readings of one list as one; the longer decides how many items there are."""
    longest = max(len(known), len(read))
    pairs = zip(_filled(known, longest), _filled(read, longest), strict=True)
    return [_both(left, right) for left, right in pairs]


def _filled(items: list[Any], length: int) -> list[Any]:
    return [*items, *({} for _ in range(length - len(items)))]


def _both(left: Any, right: Any) -> Any:
    if not isinstance(left, dict) or not isinstance(right, dict):
        return right or left
    return {**left, **{name: _both(left[name], value) if name in left else value for name, value in right.items()}}
