"""The accountant's day: what does not agree gets a name, a word and an end; then the day is closed, once."""

from datetime import date
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.auth import api as auth
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.settlements.checking import DayCheck, check_day
from webapp.settlements.errors import AccountWrong, DayNotOver, DifferenceClosed, DifferencesOpen
from webapp.settlements.models import ClosedDay, DayDifference
from webapp.settlements.permissions import ROLES, SETTLE
from webapp.settlements.queries import closed_day, difference_by, differences_of

LONGEST: Final = 1000


def note_differences(day: date, *, actor: Actor) -> int:
    """Put what does not agree on the list, each once; return how many lines that is. Raises Forbidden."""
    ensure_may(actor, SETTLE)
    found = check_day(day).differing
    for one in found:
        row = {
            "public_id": new_public_id(),
            "day": day,
            "line": one.line.value,
            "subject": one.subject,
            "expected": one.expected,
            "found": one.found,
            "noted_at": now(),
            "assigned_name": "",
            "comment": "",
            "closed_name": "",
        }
        once = ["day", "line", "subject"]
        db.session().execute(insert(DayDifference).values(row).on_conflict_do_nothing(index_elements=once))
    record(
        "settlements.day_checked",
        actor=actor,
        object_type="settlement_day",
        object_key=day.isoformat(),
        detail={"differing": len(found)},
    )
    return len(found)


def accountants() -> list[tuple[int, str]]:
    """Return who a difference can be given to: (account, name) of those who hold a post with the right."""
    codes = [role.code for role in ROLES if SETTLE in role.permissions]
    known = [auth.account(account_id) for account_id in auth.staff_with(codes)]
    return [(one.id, one.full_name) for one in known if one is not None]


def assign(public_id: str, *, account_id: int, actor: Actor) -> None:
    """Give a difference to somebody. Raises Forbidden, NoSuchDifference, DifferenceClosed, AccountWrong for who cannot."""
    ensure_may(actor, SETTLE)
    found = _open(public_id)
    name = dict(accountants()).get(account_id)
    if name is None:
        raise AccountWrong(fields={"who": _("Siyahıdan əməkdaş seçin.")})
    found.assigned_to, found.assigned_name = account_id, name
    db.session().flush()
    _keep("difference_assigned", found, actor)


def close_difference(public_id: str, *, comment: str, actor: Actor) -> None:
    """End a difference with what was found out. Raises Forbidden, NoSuchDifference, DifferenceClosed."""
    ensure_may(actor, SETTLE)
    found = _open(public_id)
    if found.assigned_to is None:
        found.assigned_to, found.assigned_name = actor.account_id, actor.name
    found.comment, found.closed_at, found.closed_name = comment.strip()[:LONGEST], now(), actor.name
    db.session().flush()
    _keep("difference_closed", found, actor)


def close_day(day: date, *, actor: Actor) -> None:
    """Close a day: every line agrees, or stands on the list with a name.

    Raises Forbidden, DayNotOver, DifferencesOpen.
    """
    ensure_may(actor, SETTLE)
    if day >= today() or closed_day(day) is not None:
        raise DayNotOver
    note_differences(day, actor=actor)
    if any(one.closed_at is None and one.assigned_to is None for one in differences_of(day)):
        raise DifferencesOpen
    with savepoint():
        row = ClosedDay(day=day, figures=_figures(check_day(day)), closed_at=now(), closed_name=actor.name)
        row.closed_by = actor.account_id
        db.session().add(row)
    record("settlements.day_closed", actor=actor, object_type="settlement_day", object_key=day.isoformat())


def _figures(check: DayCheck) -> dict[str, Any]:
    """Return the day's figures as they are kept."""
    lines = [[one.line.value, one.subject, one.expected, one.found] for one in check.lines]
    return {"lines": lines, "cards": check.cards}


def _open(public_id: str) -> DayDifference:
    found = difference_by(public_id)
    if found.closed_at is not None:
        raise DifferenceClosed
    return found


def _keep(action: str, found: DayDifference, actor: Actor) -> None:
    record(f"settlements.{action}", actor=actor, object_type="settlement_difference", object_key=found.public_id)
