"""Proposing a rule and deciding on it: two persons, a day to come, a clause. What stands is never changed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.tickets.proposals.errors import (
    NoSuchProposal,
    PastDay,
    ProposalDecided,
    RuleStands,
    SecondPersonDecides,
    WhyMissing,
)
from webapp.tickets.proposals.kinds import KINDS, Kind
from webapp.tickets.proposals.models import RuleProposal
from webapp.tickets.proposals.permissions import DECIDE, PROPOSE, ROUTE_TERMS, SEE
from webapp.tickets.proposals.rows import routes_of
from webapp.tickets.proposals.writing import write

OWNER = "bus_rule"
Said = tuple[str, dict[str, Any], str, date]
"""What it is about, the values, the clause, the first day."""


def propose(kind: Kind, said: Said, *, actor: Actor) -> str:
    """Write a proposal; return its public id. In a cabinet: terms of the carrier's own routes alone.

    Raises Forbidden, PastDay, Invalid for a route or station that is not there (or another's), RuleStands.
    """
    subject, content, basis, day = said
    carrier = actor.party_id if not actor.has(PROPOSE.code) else None
    ensure_may(actor, ROUTE_TERMS if carrier is not None and kind.code == "terms" else PROPOSE)
    _ensure_to_come(day)
    known = routes_of(carrier) if carrier is not None else kind.known()
    if known and subject not in {code for code, _words in known}:
        raise Invalid(fields={"subject": _l("Siyahıdan seçin.")})
    waiting = (RuleProposal.kind == kind.code, RuleProposal.subject == subject, RuleProposal.state == "waiting")
    twice = select(RuleProposal.id).where(*waiting, RuleProposal.valid_from == day)
    stands = any((one.subject, one.valid_from, one.is_default) == (subject, day, True) for one in kind.rows())
    if stands or db.session().scalar(twice.limit(1)) is not None:
        raise RuleStands
    row = RuleProposal(public_id=new_public_id(), kind=kind.code, subject=subject, content=content, valid_from=day)
    row.basis, row.state, row.party_id = basis.strip(), "waiting", carrier
    row.asked_by, row.asked_name, row.asked_at = actor.account_id or 0, actor.name, now()
    db.session().add(row)
    db.session().flush()
    _note("rule_proposed", row, actor)
    return row.public_id


def approve(public_id: str, *, answer: str = "", actor: Actor) -> None:
    """Put a proposal of another person in force from its day on.

    Raises Forbidden, NoSuchProposal, ProposalDecided, SecondPersonDecides, PastDay when its day has begun meanwhile,
    RuleStands.
    """
    ensure_may(actor, DECIDE)
    row = _waiting(public_id)
    if row.asked_by == actor.account_id:
        raise SecondPersonDecides
    _ensure_to_come(row.valid_from)
    _decided(row, "approved", answer, actor)
    with savepoint():
        write(row, actor)
    db.session().flush()
    _note("rule_approved", row, actor)


def refuse(public_id: str, *, answer: str, actor: Actor) -> None:
    """Refuse a proposal of another person, with words. Raises as `approve`, WhyMissing."""
    ensure_may(actor, DECIDE)
    row = _waiting(public_id)
    if row.asked_by == actor.account_id:
        raise SecondPersonDecides
    if not answer.strip():
        raise WhyMissing(fields={"answer": WhyMissing.text})
    _decided(row, "refused", answer, actor)
    _note("rule_refused", row, actor)


def withdraw(public_id: str, *, actor: Actor) -> None:
    """Take one's own proposal back. Raises NoSuchProposal for another's, ProposalDecided."""
    row = _waiting(public_id)
    if row.asked_by != actor.account_id:
        raise NoSuchProposal
    _decided(row, "withdrawn", "", actor)
    _note("rule_withdrawn", row, actor)


def come_into_force() -> int:
    """Write what was approved and is read elsewhere than in dated rows, on its day; return how many."""
    due = select(RuleProposal).where(RuleProposal.state == "approved", RuleProposal.applied_at.is_(None))
    rows = db.session().scalars(due.where(RuleProposal.valid_from <= today()).order_by(RuleProposal.valid_from)).all()
    for row in rows:
        write(row, SYSTEM)
        _note("rule_applied", row, SYSTEM)
    db.session().flush()
    return len(rows)


def proposal(public_id: str, actor: Actor) -> RuleProposal:
    """Return a proposal: any for the office, a carrier's own. Raises NoSuchProposal."""
    found = db.session().scalar(select(RuleProposal).where(RuleProposal.public_id == public_id))
    own = found is not None and found.party_id is not None and found.party_id == actor.party_id
    if found is None or not (actor.has(SEE.code) or (own and actor.has(ROUTE_TERMS.code))):
        raise NoSuchProposal
    return found


def proposals(*, kind: str | None = None, party_id: int | None = None, waiting: bool = False) -> Sequence[RuleProposal]:
    """Return proposals, the newest first: of a kind, of a carrier, those that wait."""
    query = select(RuleProposal).order_by(RuleProposal.id.desc()).limit(100)
    if kind is not None:
        query = query.where(RuleProposal.kind == kind)
    if party_id is not None:
        query = query.where(RuleProposal.party_id == party_id)
    return db.session().scalars(query.where(RuleProposal.state == "waiting") if waiting else query).all()


def _waiting(public_id: str) -> RuleProposal:
    query = select(RuleProposal).where(RuleProposal.public_id == public_id).with_for_update()
    found = db.session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchProposal
    if found.state != "waiting":
        raise ProposalDecided
    return found


def _decided(row: RuleProposal, state: str, answer: str, actor: Actor) -> None:
    row.state, row.answer, row.decided_at = state, answer.strip(), now()
    row.decided_by, row.decided_name = actor.account_id, actor.name
    with savepoint():
        db.session().flush()


def _ensure_to_come(day: date) -> None:
    if day < today() + timedelta(days=1):
        raise PastDay(fields={"valid_from": PastDay.text})


def _note(action: str, row: RuleProposal, actor: Actor) -> None:
    detail = {"kind": row.kind, "subject": row.subject, "from": row.valid_from.isoformat()} | row.content
    record(f"tickets.{action}", actor=actor, object_type=OWNER, object_key=row.public_id, detail=detail)


__all__ = ["KINDS", "Said", "approve", "come_into_force", "proposal", "proposals", "propose", "refuse", "withdraw"]
