"""The numbers of the law that are in force for letters: dated rows, so that a change of the law is a new row.

A letter keeps the numbers of the day on which it was sent: a new row holds from a coming day alone.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.permissions import ensure_may
from webapp.core.reading import once_a_page
from webapp.core.text import _l
from webapp.correspondence.errors import NoSuchTerm, TermRefused
from webapp.correspondence.models import LetterTerm
from webapp.correspondence.permissions import SET_TERMS
from webapp.correspondence.rules import (
    EVERY,
    MOST_A_DAY,
    RANGES,
    Dated,
    Kind,
    Term,
    codes_of,
    first_disagreement,
    number_on,
    term_on,
)

OBJECT: Final = "letter_term"
ONE_WRITES: Final = 191_118
KINDS: Final = (*Kind, EVERY)


@once_a_page
def rows_of(kind: str) -> Sequence[LetterTerm]:
    """Return every row of a kind, as they were written."""
    query = select(LetterTerm).where(LetterTerm.kind == kind).order_by(LetterTerm.id)
    return db.session().scalars(query).all()


def term_on_day(kind: str, day: date) -> Term:
    """Return what holds for a kind of letter on a day. Raises LookupError before the first rows."""
    return term_on(kind, day, _dated(kind))


def most_a_day() -> int:
    """Return how many letters one sender may send within a day: more is a program at work."""
    return number_on(EVERY, MOST_A_DAY, today(), _dated(EVERY))


def history_of(kind: str, code: str) -> list[LetterTerm]:
    """Return the rows of one number, the newest day first. Raises NoSuchTerm."""
    if kind not in KINDS or code not in codes_of(kind):
        raise NoSuchTerm
    rows = [row for row in rows_of(kind) if row.code == code]
    return sorted(rows, key=lambda row: (row.valid_from, row.id), reverse=True)


def set_term(kind: str, code: str, value: int, valid_from: date, *, basis: str, actor: Actor) -> None:
    """Add the number that holds from a coming day on, by what is written in `basis`; letters sent before keep theirs.

    Raises Forbidden, NoSuchTerm, TermRefused (a number that no law means, a day that is not to come, no basis, a longer
    term that would not be longer).
    """
    ensure_may(actor, SET_TERMS)
    history_of(kind, code)
    db.session().execute(select(func.pg_advisory_xact_lock(ONE_WRITES)))  # two that agree alone may not together
    _ensure_possible(code, value, valid_from, basis.strip())
    _ensure_agrees(Dated(kind, code, value, valid_from))
    row = LetterTerm(kind=kind, code=code, value=value, basis=basis.strip(), assumed=False, valid_from=valid_from)
    row.set_by, row.at = actor.name, now()
    db.session().add(row)
    db.session().flush()
    detail = {"value": value, "from": valid_from.isoformat(), "basis": row.basis}
    record("correspondence.term_set", actor=actor, object_type=OBJECT, object_key=f"{kind}.{code}", detail=detail)


def _ensure_possible(code: str, value: int, valid_from: date, basis: str) -> None:
    least, most = RANGES[code]
    if not least <= value <= most:
        text = _l("%(least)d ilə %(most)d arasında ədəd yazın.", least=least, most=most)
        raise TermRefused(fields={"value": text})
    if valid_from <= today():
        text = _l("Gələcək gün yazın: bu günədək göndərilən məktubların müddəti dəyişmir.")
        raise TermRefused(fields={"valid_from": text})
    if not basis:
        raise TermRefused(fields={"basis": _l("Əsası yazın.")})


def _ensure_agrees(new: Dated) -> None:
    if new.kind == EVERY:
        return
    day = first_disagreement(new.kind, new.since, [*_dated(new.kind), new])
    if day is not None:
        text = _l(
            "%(day)s tarixində uzadılmış müddət adi müddətdən uzun olmazdı. Əvvəlcə o birini dəyişin.",
            day=f"{day:%d.%m.%Y}",
        )
        raise TermRefused(fields={"value": text})


def _dated(kind: str) -> list[Dated]:
    return [Dated(row.kind, row.code, row.value, row.valid_from) for row in rows_of(kind)]
