"""Tables of waybills: read and kept with their faults, then begun as drafts, batch by batch, each once."""

import hashlib
from dataclasses import asdict
from typing import Final

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import array

from webapp.audit.api import record
from webapp.auth.api import account
from webapp.cabinets.api import parties_by_number, party, people_who_may
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.plain_json import to_json
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import NoSuchWaybill, PartyNeeded
from webapp.waybills.importing.reading import Known, read_waybills
from webapp.waybills.importing.tables import NotATable, read_table
from webapp.waybills.importing.texts import TABLES
from webapp.waybills.models import Import, ImportRow, Waybill
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.rules import Role, State
from webapp.waybills.services.beginning import begin_many

BATCH: Final = 200
KEPT_AT_ONCE: Final = 1_000


def keep_table(content: bytes, name: str, *, actor: Actor) -> str:
    """Read a table and keep its waybills and faults; nothing is begun yet. Return the import's public id.

    Raises Invalid naming the field `file`, PartyNeeded.
    """
    ensure_may(actor, WAYBILLS_EDIT)
    if actor.party_id is None or party(actor.party_id).kind == "person":
        raise PartyNeeded
    try:
        table = read_table(content)
        found, faults = read_waybills(table, _known(actor.party_id))
    except NotATable as refused:
        raise Invalid(fields={"file": TABLES[refused.code]}) from None
    row = Import(
        public_id=new_public_id(),
        party_id=actor.party_id,
        account_id=actor.account_id,
        name=name[-120:],
        sha256=hashlib.sha256(content).digest(),
        state="read",
        row_count=len(table) - 1,
        faults=[asdict(one) for one in faults],
        created_at=now(),
    )
    db.session().add(row)
    db.session().flush()
    for first in range(0, len(found), KEPT_AT_ONCE):
        rows = [
            {"import_id": row.id, "place": place, "reference": one.reference, "content": to_json(one.content)}
            for place, one in enumerate(found[first : first + KEPT_AT_ONCE], start=first)
        ]
        db.session().execute(insert(ImportRow), rows)
    _note("imported", row, actor, waybills=len(found), faults=len(faults))
    return row.public_id


def own_import(public_id: str, actor: Actor, *, lock: bool = False) -> Import:
    """Return a table of the party acted for. Raises NoSuchWaybill, for another's as for none."""
    query = select(Import).where(Import.public_id == public_id)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None or found.party_id != actor.party_id:
        raise NoSuchWaybill
    return found


def counts_of(row: Import) -> tuple[int, int]:
    """Return how many waybills the table has, and how many of them are begun."""
    query = select(func.count(), func.count(ImportRow.made)).where(ImportRow.import_id == row.id)
    whole, made = db.session().execute(query).one()
    return whole, made


def want_drafts(public_id: str, *, actor: Actor) -> bool:
    """Ask for the drafts of a table; return whether they were not asked for before."""
    ensure_may(actor, WAYBILLS_EDIT)
    row = own_import(public_id, actor, lock=True)
    if row.state != "read":
        return False
    row.state, row.wanted_at = "wanted", now()
    db.session().flush()
    _note("import_wanted", row, actor)
    return True


def begin_some(public_id: str, actor: Actor) -> bool:
    """Begin the next drafts of a wanted table; return whether some are left. Run again after a stop it goes on where it was."""
    row = db.session().scalars(select(Import).where(Import.public_id == public_id).with_for_update()).one()
    query = select(ImportRow.place, ImportRow.content).where(ImportRow.import_id == row.id, ImportRow.made.is_(None))
    left = db.session().execute(query.order_by(ImportRow.place).limit(BATCH)).all()
    own = party(row.party_id).number
    wanted = []
    for place, stored in left:
        content = content_from_json(stored)
        role = Role.CONSIGNOR if content.consignor.number == own else Role.CARRIER
        wanted.append((f"import:{row.id}:{place}", role, content))
    if wanted:
        made = zip((place for place, _stored in left), begin_many(wanted, actor), strict=True)
        changes = [{"import_id": row.id, "place": place, "made": draft} for place, draft in made]
        db.session().execute(update(ImportRow), changes)
    if len(left) < BATCH:
        row.state = "done"
    db.session().flush()
    db.session().expunge_all()  # a table is as long as it likes, what is kept in hand is one batch
    return len(left) == BATCH


def nameless_numbers(public_id: str) -> list[str]:
    """Return the numbers of a table that are of nobody whom the portal knows."""
    numbers = [ImportRow.content[role]["number"].astext for role in ("consignor", "carrier", "consignee")]
    query = select(func.unnest(array(numbers))).join(Import, Import.id == ImportRow.import_id)
    found = set(db.session().scalars(query.where(Import.public_id == public_id).distinct())) - {""}
    return sorted(found - set(parties_by_number(found)))


def nameless_drafts(public_id: str) -> list[str]:
    """Return the drafts of a table in which a party is named by its number alone."""
    query = (
        select(Waybill.public_id)
        .join(ImportRow, ImportRow.made == Waybill.public_id)
        .join(Import, Import.id == ImportRow.import_id)
        .where(Import.public_id == public_id, Waybill.state == State.DRAFT.value)
        .where(
            or_(
                Waybill.consignor_party_id.is_(None),
                Waybill.consignee_party_id.is_(None),
                Waybill.carrier_party_id.is_(None),
            )
        )
    )
    return list(db.session().scalars(query))


def importing_actor(public_id: str, account_id: int) -> Actor | None:
    """Return whoever asked for the drafts of a table, as they act for its party; None when the right is gone meanwhile."""
    row = db.session().scalars(select(Import).where(Import.public_id == public_id)).one()
    who = account(account_id)
    if who is None or account_id not in people_who_may(row.party_id, WAYBILLS_EDIT):
        return None
    found = party(row.party_id)
    rights = frozenset({WAYBILLS_EDIT.code})
    return Actor(
        account_id=account_id, name=who.full_name, fin=who.fin, party_id=found.id, party_name=found.name, rights=rights
    )


def _known(party_id: int) -> Known:
    drivers: dict[str, str] = {}
    for one in carriers.drivers(party_id):
        drivers |= {fold(one.name): one.public_id, fold(one.licence_number or one.name): one.public_id}
    return Known(own=party(party_id).number, drivers=drivers)


def _note(action: str, row: Import, actor: Actor, **detail: int) -> None:
    record(f"waybills.{action}", actor=actor, object_type="waybill_import", object_key=row.public_id, detail=detail)
