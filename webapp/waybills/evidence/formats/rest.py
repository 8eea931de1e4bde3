"""The rest: values of the content that a format has no place for, as pairs of path and value. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.evidence.formats.mapping import Tree

Pair = tuple[str, Any]


def rest_of(content: WaybillContent, seen: Tree) -> list[Pair]:
    """Return what must be said beside a document from which `seen` is read, for the content to be whole."""
    return list(_differing("", to_json(_whole(seen)), to_json(content)))


def completed(seen: Tree, rest: Iterable[Pair]) -> WaybillContent:
    """Return the content of what is seen in a document and the rest beside it.

    Raises ValueError, TypeError, KeyError, IndexError for a path that leads nowhere or a value of another kind.
    """
    known = to_json(_whole(seen))
    for path, value in rest:
        known = _with(known, path.split("."), value)
    return content_from_json(known)


def _whole(seen: Tree) -> WaybillContent:
    return content_from_json(seen)


def _differing(path: str, seen: Any, full: Any) -> Iterator[Pair]:
    if isinstance(seen, dict) and isinstance(full, dict):
        for name in {**seen, **full}:
            yield from _differing(f"{path}.{name}" if path else name, seen.get(name), full.get(name))
    elif isinstance(seen, list) and isinstance(full, list) and len(seen) == len(full):
        for place, (left, right) in enumerate(zip(seen, full, strict=True)):
            yield from _differing(f"{path}.{place}", left, right)
    elif seen != full:
        yield path, full


def _with(tree: Any, way: list[str], value: Any) -> Any:
    """Return the tree with a value at the end of a way; of lists only places that there are."""
    if not way:
        return value
    name, *further = way
    if isinstance(tree, list):
        place = int(name)
        if not 0 <= place < len(tree):
            raise IndexError(name)
        return [_with(item, further, value) if at == place else item for at, item in enumerate(tree)]
    if tree is not None and not isinstance(tree, dict):
        raise TypeError(name)
    return {**(tree or {}), name: _with((tree or {}).get(name), further, value)}
