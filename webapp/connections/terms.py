"""The numbers of the law that are in force at this office: dated rows, so that a change of the law is a new row.

A term is as long as it was on the day on which it began.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.connections.errors import TermOutOfRange
from webapp.connections.models import Term
from webapp.connections.permissions import DECIDE
from webapp.connections.rules import TERM_RANGES, cure_due, earliest_withdrawal
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.working_days import deadline, is_working, moved_days

OBJECT: Final = "connection_term"


def term(code: str, on: date) -> int:
    """Return the number under `code` on the day `on`. Raises NoResultFound for one that the migration did not write."""
    wanted = select(Term.value).where(Term.code == code, Term.valid_from <= on)
    return db.session().scalars(wanted.order_by(Term.valid_from.desc(), Term.id.desc()).limit(1)).one()


def working_term(code: str, start: date) -> date:
    """Return the last day of the term `code`, in working days after `start`."""
    return deadline(start, term(code, start))


def cure_term(received: date) -> date:
    """Return the last day to cure a breach received on this day (3.6)."""
    working: Callable[[date], bool] | None = None
    if term("cure_moves_to_working_day", received):
        moved = moved_days()

        def working(day: date) -> bool:
            return is_working(day, moved)

    return cure_due(received, months=term("cure_months", received), working=working)


def withdrawal_day(told: date) -> date:
    """Return the first day on which a service may be disconnected after its users were told (3.14)."""
    return earliest_withdrawal(told, term("withdrawal_months", told))


def dated_terms() -> Sequence[Term]:
    """Return every row, by code, the newest day first."""
    wanted = select(Term).where(Term.code.in_(TERM_RANGES))
    return db.session().scalars(wanted.order_by(Term.code, Term.valid_from.desc(), Term.id.desc())).all()


def set_term(code: str, value: int, valid_from: date, *, document: str, actor: Actor) -> None:
    """Add the number that holds from a day on, by a document. Terms that began before keep their length.

    Raises Forbidden, TermOutOfRange (an unknown code, a number that no law means, a day that is over, no document).
    """
    ensure_may(actor, DECIDE)
    if code not in TERM_RANGES or not document.strip():
        raise TermOutOfRange
    least, most = TERM_RANGES[code]
    if not least <= value <= most:
        text = _l("%(least)d ilə %(most)d arasında ədəd yazın.", least=least, most=most)
        raise TermOutOfRange(fields={"value": text})
    if valid_from < today():
        raise TermOutOfRange(fields={"valid_from": _l("Keçmiş gündən dəyişmək olmaz: müddətlər artıq hesablanıb.")})
    basis = next(row.basis for row in dated_terms() if row.code == code)
    row = Term(code=code, value=value, basis=basis, valid_from=valid_from, document=document.strip())
    row.set_by, row.at = actor.name, now()
    db.session().add(row)
    detail = {"value": value, "from": valid_from.isoformat(), "document": row.document}
    record("connections.term_set", actor=actor, object_type=OBJECT, object_key=code, detail=detail)
