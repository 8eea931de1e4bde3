"""The history of the registers: every field that changed, as it was and as it became, by whom and when."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from webapp.carriers.models import RegisterChange
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now


def note_changes(
    subject: str,
    subject_id: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    actor: Actor | None = None,
    source: str = "",
) -> list[str]:
    """Write what differs between `before` and `after` and return the names of these fields.

    The author is the person who acts, or the register that told (`source`). Charter 003, 5.1.10: old and new value.
    """
    changed = [name for name, new in after.items() if before.get(name) != new]
    for name in changed:
        row = RegisterChange(
            subject=subject,
            subject_id=subject_id,
            field=name,
            old=_text(before.get(name)),
            new=_text(after[name]),
            at=now(),
            author_id=actor.account_id if actor else None,
            author=actor.name if actor else source,
        )
        db.session().add(row)
    return changed


def changes_of(subject: str, subject_id: int, *, most: int = 200) -> Sequence[RegisterChange]:
    """Return the changes of one carrier, operator or vehicle, the newest first."""
    query = select(RegisterChange).where(RegisterChange.subject == subject, RegisterChange.subject_id == subject_id)
    return db.session().scalars(query.order_by(RegisterChange.id.desc()).limit(most)).all()


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
