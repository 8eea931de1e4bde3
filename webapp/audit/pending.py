"""When entries are written: together, as the last thing of the transaction that they tell of.

The lock of the head then lasts for a moment. What a rollback undid, also of a savepoint, leaves no entry.
"""

from typing import Final

from webapp.audit.chain import append
from webapp.core.transaction import afterwards
from webapp.core.waiting import Waiting

_entries: Final = Waiting[str]("audit.pending", afterwards, append)


def hold(body: str) -> None:
    """Keep `body` until the open transaction ends; of a read-only one, write it in a short transaction after it."""
    _entries.add(body)


def taken() -> list[str]:
    """Return what waits in the open transaction, for the statement that writes it (`audit_append`) and is the last one."""
    return _entries.taken()


def put_back(bodies: list[str]) -> None:
    """Let entries wait again that were taken and not written."""
    for body in bodies:
        hold(body)
