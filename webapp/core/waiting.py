"""Rows that wait for the end of the open transaction and are written together, by one statement.

What a rollback undid, also of a savepoint, is not written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from webapp.core import db

T = TypeVar("T")
LISTS: Final = "waiting"


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    """What is to be written, and the savepoint inside which it was said."""

    value: T
    savepoint: SessionTransaction | None


class Waiting(Generic[T]):
    """What waits under a name; `at_end` is told once in a transaction what to do at its end."""

    def __init__(
        self, name: str, at_end: Callable[[Callable[[], None]], None], write: Callable[[list[T]], None]
    ) -> None:
        self._name, self._at_end, self._write = name, at_end, write

    def add(self, value: T) -> None:
        """Let `value` wait. Raises NoTransaction outside a transaction."""
        session = db.session()
        items = self._items()
        items.append(_Item(value, session.get_nested_transaction()))
        if len(items) == 1:
            self._at_end(lambda: self._write_all(items))

    def taken(self) -> list[T]:
        """Return what waits in the open transaction: whoever takes it writes it."""
        items = self._items()
        values = [one.value for one in items]
        items.clear()
        return values

    def _items(self) -> list[_Item[T]]:
        lists: dict[str, list[_Item[T]]] = db.session().info.setdefault(LISTS, {})
        return lists.setdefault(self._name, [])

    def _write_all(self, items: list[_Item[T]]) -> None:
        """Write; in a transaction after a reading one the list of that one is written."""
        values = [one.value for one in items]
        items.clear()
        if values:
            self._write(values)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Session, undone: SessionTransaction) -> None:
    lists: dict[str, list[_Item[Any]]] = session.info.get(LISTS, {})
    for items in lists.values():
        items[:] = [one for one in items if not _within(one.savepoint, undone)]


def _within(savepoint: Any, undone: SessionTransaction) -> bool:
    while savepoint is not None:
        if savepoint is undone:
            return True
        savepoint = savepoint.parent
    return False
