"""A waybill's content as JSON and back, and the one byte form that is hashed (canonical JSON after RFC 8785).

Decimals and instants are strings, so that no reader rounds them; unknown members of older or newer rows are refused.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from webapp.waybills.content import WaybillContent


def to_json(value: Any) -> Any:
    """Return a dataclass, tuple or plain value as what JSON knows."""
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


def content_from_json(data: dict[str, Any]) -> WaybillContent:
    """Return the content that `to_json` wrote. Raises TypeError for a member that the content does not have."""
    content: WaybillContent = _read(WaybillContent, data)
    return content


def canonical(value: Any) -> bytes:
    """Return the only byte form of `value`: sorted members, no spaces, UTF-8."""
    return json.dumps(to_json(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256_of(value: Any) -> bytes:
    """Return the SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(value)).digest()


def _read(kind: Any, data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _value(hints.get(name, NoneType), value) for name, value in data.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """Return the types of the members of a dataclass; reading them takes longer than reading a waybill."""
    return get_type_hints(kind)


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UnionType):
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        return _read(kind, value)
    if kind in {datetime, date}:
        return kind.fromisoformat(value)
    return Decimal(value) if kind is Decimal else value
