"""How long a waybill is kept: its class, the dated row of the class, the day until which it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local, today
from webapp.waybills.chain import acts_of
from webapp.waybills.models import RetentionTerm, Waybill
from webapp.waybills.rules import Action, State

ORDINARY, DISPUTED, UNFINISHED = "ordinary", "disputed", "unfinished"
OVER: Final = (State.CLOSED.value, State.CANCELLED.value, State.VOID.value)
DISPUTES: Final = frozenset({Action.COMPLAIN, Action.REFUSE, Action.REPORT_NO_SHOW, Action.STOP})


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a waybill is kept."""

    term: RetentionTerm
    archived_from: date
    kept_until: date

    @property
    def is_archived(self) -> bool:
        """Whether it is in the archive by now: a class of keeping, not a state of its life."""
        return today() >= self.archived_from

    @property
    def is_over(self) -> bool:
        """Whether the law lets it go."""
        return today() > self.kept_until


def class_of(waybill: Waybill) -> str:
    """Return the class of keeping: somebody disputed it, it never came to carriage, or neither."""
    if waybill.number is None:
        return UNFINISHED
    acts = [act for act in acts_of(waybill.id) if act.outcome == "done"]
    disputed = any(act.action in DISPUTES or act.data.get("difference") for act in acts)
    return DISPUTED if disputed else ORDINARY


def keeping_of(waybill: Waybill) -> Keeping | None:
    """Return how a waybill is kept; None while its life goes on."""
    if waybill.state not in OVER:
        return None
    ended = local(waybill.changed_at).date()
    term = term_on(class_of(waybill), ended)
    days = (timedelta(days=term.archive_after_days), timedelta(days=term.keep_days))
    return Keeping(term, ended + days[0], ended + days[1])


def term_on(klass: str, day: date) -> RetentionTerm:
    """Return the row of a class that holds on a day. Raises LookupError when none does."""
    query = select(RetentionTerm).where(RetentionTerm.klass == klass, RetentionTerm.valid_from <= day)
    found = db.session().scalar(query.order_by(RetentionTerm.valid_from.desc()).limit(1))
    if found is None:
        raise LookupError(klass)
    return found


def candidates(after: int, most: int) -> list[Waybill]:
    """Return waybills whose life is over long enough for the shortest term, by id, from the one behind `after`."""
    shortest = db.session().scalar(select(RetentionTerm.keep_days).order_by(RetentionTerm.keep_days).limit(1)) or 0
    query = select(Waybill).where(
        Waybill.id > after,
        Waybill.state.in_(OVER),
        Waybill.erased_at.is_(None),
        Waybill.changed_at < today() - timedelta(days=shortest),
    )
    return list(db.session().scalars(query.order_by(Waybill.id).limit(most)))


def terms() -> list[RetentionTerm]:
    """Return all rows, the newest first within a class."""
    query = select(RetentionTerm).order_by(RetentionTerm.klass, RetentionTerm.valid_from.desc())
    return list(db.session().scalars(query))
