"""Rows that show when somebody changed them outside the application (charter 004, 6.1.13): a keyed digest over their columns.

The key is not in the database, so whoever writes with SQL alone cannot make the digest that belongs to the change.
"""

import hashlib
import hmac
from datetime import date, datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Mapper

from webapp.core.crypto import key_for

PURPOSE = "incidents-seal"
UNSEALED = frozenset({"id", "seal"})


class Sealed:
    """A mixin: the column `seal` is written with every change that goes through the application."""

    seal: Any


@event.listens_for(Sealed, "before_insert", propagate=True)
@event.listens_for(Sealed, "before_update", propagate=True)
def write_seal(mapper: Mapper[Any], connection: Any, row: Sealed) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    """Seal the row as it is about to be written."""
    row.seal = seal_of(mapper, row)


def seal_of(mapper: Mapper[Any], row: Any) -> bytes:
    """Return the digest that belongs to the row's present values."""
    names = sorted(column.key for column in mapper.column_attrs if column.key not in UNSEALED)
    parts = "\x1f".join(f"{name}={_plain(getattr(row, name))}" for name in names)
    return hmac.new(key_for(PURPOSE), parts.encode(), hashlib.sha256).digest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return repr(value.timestamp())
    if isinstance(value, date):
        return value.isoformat()
    return repr(value)
