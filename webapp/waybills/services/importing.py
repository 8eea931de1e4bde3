"""Tables of waybills: read and kept with their faults, then begun as drafts, batch by batch, each once."""

import hashlib
from dataclasses import asdict
from typing import Final

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.auth.api import account
from webapp.cabinets.api import party, people_who_may
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
from webapp.waybills.models import Import, ImportRow
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import begin

BATCH: Final = 100


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
    for place, one in enumerate(found):
        db.session().add(
            ImportRow(import_id=row.id, place=place, reference=one.reference, content=to_json(one.content))
        )
    db.session().flush()
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
    query = select(ImportRow).where(ImportRow.import_id == row.id, ImportRow.made.is_(None))
    left = db.session().scalars(query.order_by(ImportRow.place).limit(BATCH)).all()
    own = party(row.party_id).number
    for one in left:
        content = content_from_json(one.content)
        role = Role.CONSIGNOR if content.consignor.number == own else Role.CARRIER
        one.made = begin(content, role, f"import:{row.id}:{one.place}", actor)
    if len(left) < BATCH:
        row.state = "done"
    db.session().flush()
    return len(left) == BATCH


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
