"""Pages by key, never by OFFSET: the next page starts after the last row seen, however many rows there are.

A cursor is opaque to people and safe in an address: it holds only the sort key of a row they have just seen.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from webapp.core.errors import NotFound

Row = TypeVar("Row")
PAGE_SIZE: Final = 50
MAX_BIGINT: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of one page and the cursors of its neighbours, None where there is none."""

    rows: Sequence[Row]
    previous: str | None
    following: str | None


def encode(*key: Any) -> str:
    """Return the cursor of the row with this sort key (texts, numbers)."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def decode(cursor: str, length: int) -> list[Any]:
    """Return the sort key that `cursor` holds. Raises NotFound for anything that is not a cursor of `length` parts."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):  # also brackets within brackets, a thousand deep
        raise NotFound from None
    if not isinstance(key, list) or len(key) != length or not all(map(_is_part, key)):
        raise NotFound
    return key


def _is_part(part: object) -> bool:
    """Whether a sort key of ours can hold this: a number, or a text that a column can hold."""
    if isinstance(part, str):
        return "\x00" not in part and not any("\ud800" <= letter <= "\udfff" for letter in part)
    return isinstance(part, int)


def numbers(parts: list[Any]) -> list[int]:
    """Return `parts` when all are numbers that a bigint column can hold. Raises NotFound: the cursor was made up."""
    if not all(type(part) is int and abs(part) <= MAX_BIGINT for part in parts):
        raise NotFound
    return parts


def day_and_number(parts: list[Any]) -> list[Any]:
    """Return a cursor's day and number as their columns take them. Raises NotFound: the cursor was made up."""
    try:
        return [date.fromisoformat(parts[0]), *numbers(parts[1:])]
    except (TypeError, ValueError):
        raise NotFound from None


def descending(
    query: Select[Any],
    *columns: InstrumentedAttribute[Any],
    after: str | None = None,
    before: str | None = None,
    size: int = PAGE_SIZE,
    parts: Callable[[list[Any]], list[Any]] = list,
) -> tuple[Select[Any], bool]:
    """Return `query` limited to one page, newest first by `columns`, and whether it runs backwards.

    `parts` turns a cursor's plain values into those of the columns. One row more than `size` is asked for, so that
    `page` knows whether there is a next one.
    """
    backwards = before is not None and after is None
    cursor = before if backwards else after
    return _turned(query, columns, cursor, rising=backwards, size=size, parts=parts), backwards


def ascending(
    query: Select[Any],
    *columns: InstrumentedAttribute[Any],
    after: str | None = None,
    before: str | None = None,
    size: int = PAGE_SIZE,
    parts: Callable[[list[Any]], list[Any]] = list,
) -> tuple[Select[Any], bool]:
    """Return the same as `descending`, the lowest by `columns` first: what is due soonest."""
    backwards = before is not None and after is None
    cursor = before if backwards else after
    return _turned(query, columns, cursor, rising=not backwards, size=size, parts=parts), backwards


def _turned(
    query: Select[Any],
    columns: tuple[InstrumentedAttribute[Any], ...],
    cursor: str | None,
    *,
    rising: bool,
    size: int,
    parts: Callable[[list[Any]], list[Any]],
) -> Select[Any]:
    if cursor:
        key, bound = tuple(parts(decode(cursor, len(columns)))), tuple_(*columns)
        query = query.where(bound > key) if rising else query.where(bound < key)
    return query.order_by(*(column.asc() if rising else column.desc() for column in columns)).limit(size + 1)


def page(
    rows: Sequence[Row], key: Callable[[Row], tuple[Any, ...]], *, backwards: bool, started: bool, size: int = PAGE_SIZE
) -> Page[Row]:
    """Return the page made of `rows` as `descending` asked for them; `started` says that a cursor was given."""
    more = len(rows) > size
    shown = list(rows[:size])
    if backwards:
        shown.reverse()
    if not shown:
        return Page(shown, None, None)
    has_previous = more if backwards else started
    has_following = True if backwards else more
    return Page(
        shown,
        encode(*key(shown[0])) if has_previous else None,
        encode(*key(shown[-1])) if has_following else None,
    )
