"""The life of an issued document: which states there are, what may be done in each, what is refused and why. Pure."""

from datetime import date
from enum import StrEnum
from typing import Final

from webapp.documents.errors import (
    DocumentExpired,
    DocumentNotYetValid,
    DocumentReplaced,
    DocumentRevoked,
    DocumentSuspended,
    DocumentValid,
    NotInThisState,
)


class Status(StrEnum):
    """How a document stands. `UPCOMING` and `EXPIRED` follow from its days; the others are kept."""

    UPCOMING = "upcoming"
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REPLACED = "replaced"


class Action(StrEnum):
    """What can be done to a document that was issued."""

    SUSPEND = "suspend"
    RESTORE = "restore"
    REVOKE = "revoke"
    DUPLICATE = "duplicate"
    REPLACE = "replace"


ISSUE: Final = "issue"
# The whole of what is allowed. A suspended document is not replaced: a suspension would be washed off by a new name.
TRANSITIONS: Final[dict[tuple[Status, Action], Status]] = {
    (Status.UPCOMING, Action.SUSPEND): Status.SUSPENDED,
    (Status.UPCOMING, Action.REVOKE): Status.REVOKED,
    (Status.UPCOMING, Action.DUPLICATE): Status.VALID,
    (Status.UPCOMING, Action.REPLACE): Status.REPLACED,
    (Status.VALID, Action.SUSPEND): Status.SUSPENDED,
    (Status.VALID, Action.REVOKE): Status.REVOKED,
    (Status.VALID, Action.DUPLICATE): Status.VALID,
    (Status.VALID, Action.REPLACE): Status.REPLACED,
    (Status.SUSPENDED, Action.RESTORE): Status.VALID,
    (Status.SUSPENDED, Action.REVOKE): Status.REVOKED,
    (Status.EXPIRED, Action.REPLACE): Status.REPLACED,
}
REFUSALS: Final[dict[Status, type[NotInThisState]]] = {
    Status.UPCOMING: DocumentNotYetValid,
    Status.VALID: DocumentValid,
    Status.SUSPENDED: DocumentSuspended,
    Status.REVOKED: DocumentRevoked,
    Status.EXPIRED: DocumentExpired,
    Status.REPLACED: DocumentReplaced,
}
LIVE: Final = frozenset({Status.UPCOMING, Status.VALID, Status.SUSPENDED})
GOOD: Final = frozenset({Status.UPCOMING, Status.VALID})


def status_on(day: date, kept: Status, valid_from: date, valid_to: date | None) -> Status:
    """Return how a document stands on `day`: what was kept of it, or that its days are over or have not begun.

    Who is suspended when the last day passes is expired: there is nothing left to restore.
    """
    if kept in {Status.REVOKED, Status.REPLACED}:
        return kept
    if valid_to is not None and day > valid_to:
        return Status.EXPIRED
    return Status.UPCOMING if kept is Status.VALID and day < valid_from else kept


def after(status: Status, action: Action) -> Status:
    """Return what is kept after `action`. Raises the refusal that belongs to `status` when it is not allowed there."""
    kept = TRANSITIONS.get((status, action))
    if kept is None:
        raise REFUSALS[status]
    return kept
