"""When entries are written: together, as the last thing of the transaction that they tell of.

The lock of the head then lasts for a moment. What a rollback undid, also of a savepoint, leaves no entry.
"""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from webapp.audit.chain import append
from webapp.core import db
from webapp.core.transaction import afterwards

WAITING: Final = "audit.pending"


@dataclass(frozen=True, slots=True)
class _Pending:
    """A canonical entry and the savepoint inside which it was made."""

    body: str
    savepoint: SessionTransaction | None


def hold(body: str) -> None:
    """Keep `body` until the open transaction ends; of a read-only one, write it in a short transaction after it."""
    session = db.session()
    waiting: list[_Pending] = session.info.setdefault(WAITING, [])
    waiting.append(_Pending(body, session.get_nested_transaction()))
    if len(waiting) == 1:
        afterwards(lambda: _write(waiting))


def taken() -> list[str]:
    """Return what waits in the open transaction, for the statement that writes it (`audit_append`) and is the last one."""
    waiting: list[_Pending] = db.session().info.get(WAITING, [])
    bodies = [item.body for item in waiting]
    waiting.clear()
    return bodies


def put_back(bodies: list[str]) -> None:
    """Let entries wait again that were taken and not written."""
    for body in bodies:
        hold(body)


def _write(waiting: list[_Pending]) -> None:
    bodies = [item.body for item in waiting]
    waiting.clear()
    if bodies:
        append(bodies)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Session, undone: SessionTransaction) -> None:
    waiting: list[_Pending] = session.info.get(WAITING, [])
    waiting[:] = [item for item in waiting if not _within(item.savepoint, undone)]


def _within(savepoint: Any, undone: SessionTransaction) -> bool:
    while savepoint is not None:
        if savepoint is undone:
            return True
        savepoint = savepoint.parent
    return False
