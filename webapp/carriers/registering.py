"""The register of carriers: an entry made, changed, removed; each change with author, time, old and new value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.cabinets.api import ensure_party
from webapp.carriers.changing import note_changes
from webapp.carriers.entries import folded_name
from webapp.carriers.errors import NoSuchCarrier, WrongState
from webapp.carriers.models import Carrier
from webapp.carriers.permissions import DECIDE, KEEP
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.transaction import savepoint
from webapp.ehis.api import LegalEntity, Person

SOLE: Final = "entrepreneur"
PARTY_KINDS: Final = {"legal": "organisation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an officer says of a carrier; everything else comes from the taxpayers' and the population register."""

    activities: Sequence[str]
    basis: str


def register(entity: LegalEntity, person: Person | None, told: Told, *, actor: Actor) -> Carrier:
    """Enter a taxpayer into the register of carriers; a sole trader with the parts of the name (`person`).

    Charter 003, 4.0.1, 5.1.11. Raises Forbidden, AlreadyRegistered.
    """
    ensure_may(actor, KEEP)
    kind = PARTY_KINDS.get(entity.kind, entity.kind)
    owner = ensure_party(
        kind, entity.voen, name=entity.name, address=entity.address, source=entity.source, as_of=entity.as_of
    )
    row = Carrier(
        public_id=new_public_id(),
        party_id=owner.id,
        voen=entity.voen,
        kind="sole" if entity.kind == SOLE else "legal",
        given_name=person.given_name if person else None,
        family_name=person.family_name if person else None,
        patronymic=person.patronymic if person else None,
        since=today(),
        version=1,
        **_of_register(entity),
        activities=sorted(told.activities),
        basis=told.basis,
    )
    with savepoint():
        db.session().add(row)
    after = {"name": row.name, "address": row.address, "activities": row.activities, "basis": row.basis}
    note_changes("carrier", row.id, {}, after, actor=actor)
    record("carriers.registered", actor=actor, object_type="carrier", object_key=row.public_id)
    return row


def change(public_id: str, told: Told, *, seen: int, actor: Actor) -> None:
    """Change what officers say of a carrier. Raises Forbidden, NoSuchCarrier, StaleVersion, WrongState."""
    ensure_may(actor, KEEP)
    row = locked(public_id)
    if row.version != seen:
        raise StaleVersion
    if row.removed_on is not None:
        raise WrongState
    before = {"activities": list(row.activities), "basis": row.basis}
    row.activities, row.basis = sorted(told.activities), told.basis
    after = {"activities": list(row.activities), "basis": row.basis}
    fields = note_changes("carrier", row.id, before, after, actor=actor)
    if fields:
        row.version += 1
        record("carriers.changed", actor=actor, object_type="carrier", object_key=public_id, detail={"fields": fields})


def remove(public_id: str, reason: str, *, actor: Actor) -> None:
    """Take a carrier out of the register, with the reason; the entry stays to be read. Raises Forbidden, WrongState."""
    ensure_may(actor, DECIDE)
    row = locked(public_id)
    if row.removed_on is not None:
        raise WrongState
    row.removed_on, row.removal_reason, row.version = today(), reason, row.version + 1
    after = {"removed_on": row.removed_on, "removal_reason": reason}
    note_changes("carrier", row.id, {"removed_on": None, "removal_reason": None}, after, actor=actor)
    record("carriers.removed", actor=actor, object_type="carrier", object_key=public_id)


def take_over(party_id: int, entity: LegalEntity) -> None:
    """Write what the taxpayers' register says of a carrier now, when the register of carriers has it."""
    row = db.session().scalar(select(Carrier).where(Carrier.party_id == party_id).with_for_update())
    if row is None or entity.as_of < row.as_of:
        return
    told = _of_register(entity)
    tracked = ("name", "address", "taxpayer_status")
    before: dict[str, Any] = {name: getattr(row, name) for name in tracked}
    for name, value in told.items():
        setattr(row, name, value)
    note_changes("carrier", row.id, before, {name: told[name] for name in tracked}, source=entity.source)


def locked(public_id: str) -> Carrier:
    """Return an entry that nobody else can change meanwhile. Raises NoSuchCarrier."""
    row = db.session().scalar(select(Carrier).where(Carrier.public_id == public_id).with_for_update())
    if row is None:
        raise NoSuchCarrier
    return row


def _of_register(entity: LegalEntity) -> dict[str, str | date | Any]:
    return {
        "name": entity.name,
        "folded_name": folded_name(entity.name),
        "address": entity.address,
        "taxpayer_status": entity.status,
        "source": entity.source,
        "as_of": entity.as_of,
    }
