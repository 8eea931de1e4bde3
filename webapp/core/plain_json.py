"""Dataclasses as JSON and back, and the one byte form that is hashed (canonical JSON after RFC 8785).

Decimals and instants are strings, so that no reader rounds them; unknown members of older or newer rows are refused.
A member with the metadata `SPARSE` is written only when it says something: what was hashed before it existed keeps its hash.
"""

import hashlib
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from webapp.core.jcs import canonical_json

Change = Callable[[Any], Any]
Made = TypeVar("Made")
SPARSE: Final = {"sparse": True}  # metadata of a member that is left out while it has its default
NEVER: Final = object()  # equal to nothing that is written


def to_json(value: Any) -> Any:
    """Return a dataclass, tuple or plain value as what JSON knows."""
    kind: Any = type(value)
    write = _writer(kind)
    return write(value) if write else value


def reader(kind: type[Made]) -> Callable[[dict[str, Any]], Made]:
    """Return what makes a dataclass of what `to_json` wrote; it raises TypeError for a member that the class does not have."""
    read: Callable[[dict[str, Any]], Made] = _dataclass_reader(kind)
    return read


def canonical(value: Any) -> bytes:
    """Return the only byte form of `value` (RFC 8785). Raises NotJson."""
    return canonical_json(to_json(value))


def sha256_of(value: Any) -> bytes:
    """Return the SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(value)).digest()


@cache
def _writer(kind: Any) -> Change | None:
    """Return what makes JSON of values of `kind`, None when they are JSON already."""
    if is_dataclass(kind):
        members = tuple((one.name, _left_out(one)) for one in fields(kind))
        return lambda value: {
            name: to_json(said) for name, silent in members if (said := getattr(value, name)) != silent
        }
    if issubclass(kind, tuple | list):
        return lambda value: [to_json(item) for item in value]
    if issubclass(kind, datetime):
        return lambda value: value.astimezone(UTC).isoformat()
    if issubclass(kind, Decimal):
        return lambda value: format(value.normalize(), "f")
    return date.isoformat if issubclass(kind, date) else None


def _left_out(one: "Field[Any]") -> Any:
    """Return the value with which the member is not written."""
    return one.default if one.metadata.get("sparse") and one.default is not MISSING else NEVER


@cache
def _reader(kind: Any) -> Change | None:
    """Return what makes values of type `kind` of JSON, None when JSON's are the values."""
    if isinstance(kind, UnionType):
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if get_origin(kind) is tuple:
        return _tuple_reader(_reader(get_args(kind)[0]))
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind in {datetime, date}:
        read: Change = kind.fromisoformat
        return read
    return Decimal if kind is Decimal else None


def _tuple_reader(read: Change | None) -> Change:
    return tuple if read is None else lambda items: tuple(map(read, items))


def _dataclass_reader(kind: Any) -> Change:
    read = {name: found for name, hint in get_type_hints(kind).items() if (found := _reader(hint))}

    def made(data: dict[str, Any]) -> Any:
        values = {name: change(data[name]) for name, change in read.items() if data.get(name) is not None}
        return kind(**{**data, **values})

    return made
