"""The register of operators of international carriage (charter 003, 4.0.3 and 5.1.10): entered, changed, suspended, removed."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.carriers.changing import note_changes
from webapp.carriers.errors import NoSuchCarrier, SecondPersonNeeded, WrongState
from webapp.carriers.models import Operator
from webapp.carriers.permissions import DECIDE, KEEP
from webapp.carriers.registering import locked
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.transaction import savepoint

SERIES: Final = "operators"
STEPS: Final = {"suspended": ("active",), "active": ("suspended",), "removed": ("active", "suspended")}
CHANGEABLE: Final = ("kind", "address", "responsible_name", "responsible_fin")


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorFacts:
    """What an officer says of an operator; the responsible person really and continuously runs its carriage."""

    kind: str
    address: str
    responsible_name: str
    responsible_fin: str


def enter(carrier_public_id: str, facts: OperatorFacts, *, actor: Actor) -> Operator:
    """Enter a carrier as an operator under a number that is never given again. Raises AlreadyRegistered, WrongState."""
    ensure_may(actor, KEEP)
    carrier = locked(carrier_public_id)
    if carrier.removed_on is not None:
        raise WrongState
    day = today()
    row = Operator(
        public_id=new_public_id(),
        number="",
        carrier_id=carrier.id,
        registered_on=day,
        state="active",
        state_since=day,
        version=1,
        kind=facts.kind,
        address=facts.address,
        responsible_name=facts.responsible_name,
        responsible_fin=facts.responsible_fin,
    )
    with savepoint():
        row.number = f"BO-{day.year}-{next_number(SERIES, day.year):05}"
        db.session().add(row)
    after = {"number": row.number, "kind": row.kind, "address": row.address, "responsible_name": row.responsible_name}
    note_changes("operator", row.id, {}, after, actor=actor)
    _record("entered", row, actor, subject_fin=facts.responsible_fin)
    return row


def change(public_id: str, facts: OperatorFacts, *, seen: int, actor: Actor) -> None:
    """Change an operator's entry; old and new value stay readable. Raises NoSuchCarrier, StaleVersion, WrongState."""
    ensure_may(actor, KEEP)
    row = _locked(public_id)
    if row.version != seen:
        raise StaleVersion
    if row.state == "removed":
        raise WrongState
    new_person = row.responsible_fin != facts.responsible_fin
    before = {name: getattr(row, name) for name in CHANGEABLE if name != "responsible_fin"}
    for name in CHANGEABLE:
        setattr(row, name, getattr(facts, name))
    after = {name: getattr(row, name) for name in before}
    if note_changes("operator", row.id, before, after, actor=actor) or new_person:
        row.version += 1
        _record("changed", row, actor, subject_fin=facts.responsible_fin)


def propose_state(public_id: str, state: str, reason: str, *, actor: Actor) -> None:
    """Propose that an operator is suspended or taken out of the register, with the reason; another person decides.

    Raises Forbidden, NoSuchCarrier, WrongState, also while another proposal waits.
    """
    ensure_may(actor, KEEP)
    row = _locked(public_id)
    if row.state not in STEPS[state] or row.wanted_state is not None or actor.account_id is None:
        raise WrongState
    row.wanted_state, row.wanted_reason, row.version = state, reason, row.version + 1
    row.wanted_by, row.wanted_by_name = actor.account_id, actor.name
    note_changes("operator", row.id, {}, {"proposed": state, "state_reason": reason}, actor=actor)
    _record("proposed", row, actor)


def decide_state(public_id: str, *, confirm: bool, note: str, actor: Actor) -> None:
    """Confirm or refuse what somebody else proposed. Raises Forbidden, NoSuchCarrier, WrongState, SecondPersonNeeded."""
    ensure_may(actor, DECIDE)
    row = _locked(public_id)
    wanted, reason = row.wanted_state, row.wanted_reason
    if wanted is None or row.state not in STEPS[wanted]:
        raise WrongState
    if row.wanted_by == actor.account_id:
        raise SecondPersonNeeded
    row.wanted_state = row.wanted_reason = row.wanted_by = row.wanted_by_name = None
    if confirm:
        _put(row, wanted, reason or "", actor)
    else:
        row.version += 1
        note_changes("operator", row.id, {"proposed": wanted}, {"proposed": "", "state_reason": note}, actor=actor)
        _record("refused", row, actor)


def restore(public_id: str, reason: str, *, actor: Actor) -> None:
    """Make a suspended operator active again, with the reason. Raises Forbidden, NoSuchCarrier, WrongState."""
    ensure_may(actor, DECIDE)
    row = _locked(public_id)
    if row.state not in STEPS["active"] or row.wanted_state is not None:
        raise WrongState
    _put(row, "active", reason, actor)


def _put(row: Operator, state: str, reason: str, actor: Actor) -> None:
    before = {"state": row.state, "state_reason": row.state_reason}
    row.state, row.state_since, row.version = state, today(), row.version + 1
    row.state_reason = None if state == "active" else reason
    note_changes("operator", row.id, before, {"state": state, "state_reason": reason}, actor=actor)
    _record(state, row, actor)


def _locked(public_id: str) -> Operator:
    row = db.session().scalar(select(Operator).where(Operator.public_id == public_id).with_for_update())
    if row is None:
        raise NoSuchCarrier
    return row


def _record(step: str, row: Operator, actor: Actor, *, subject_fin: str | None = None) -> None:
    record(f"operators.{step}", actor=actor, object_type="operator", object_key=row.public_id, subject_fin=subject_fin)
