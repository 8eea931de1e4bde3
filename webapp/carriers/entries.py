"""Reads of the register of carriers: an entry with how it stands today."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import Select, and_, or_, select

from webapp.carriers.models import Carrier as Entry
from webapp.carriers.models import Suspension
from webapp.carriers.rules import CarrierStanding
from webapp.carriers.values import Carrier
from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.core.clock import today

ON_THE_DAY: Final = "confirmed"
QUOTES: Final = str.maketrans("", "", "“”„«»\"'’")


def folded_name(name: str) -> str:
    """Return a name as it is searched and ordered: no case, no marks, no quotation marks."""
    return fold(name.translate(QUOTES))


def carrier_of_party(party_id: int) -> Carrier | None:
    """Return the party's entry, None when the register has none."""
    return _one(entries(today()).where(Entry.party_id == party_id))


def carrier_by_public_id(public_id: str) -> Carrier | None:
    """Return the entry behind an address."""
    return _one(entries(today()).where(Entry.public_id == public_id))


def carriers_of_parties(party_ids: Sequence[int]) -> dict[int, Carrier]:
    """Return the entries of several parties, by party."""
    rows = db.session().execute(entries(today()).where(Entry.party_id.in_(party_ids)))
    return {row[0].party_id: carrier(*row) for row in rows}


def entries(day: date) -> Select[Entry, Suspension]:
    """Return a question for entries, each with the suspension that holds on `day` if there is one."""
    holding = and_(
        Suspension.carrier_id == Entry.id,
        Suspension.state == ON_THE_DAY,
        Suspension.starts_on <= day,
        or_(Suspension.ends_on.is_(None), Suspension.ends_on >= day),
    )
    return select(Entry, Suspension).outerjoin(Suspension, holding)


def carrier(row: Entry, suspension: Suspension | None) -> Carrier:
    """Return an entry as others see it."""
    return Carrier(
        row.public_id,
        row.party_id,
        row.voen,
        row.kind,
        row.name,
        row.address,
        tuple(row.activities),
        row.basis,
        row.since,
        _standing(row, suspension),
        suspension.starts_on if suspension else None,
        suspension.ends_on if suspension else None,
        row.occupational_valid_to,
        row.source,
        row.as_of,
        row.taxpayer_status,
    )


def _standing(row: Entry, suspension: Suspension | None) -> CarrierStanding:
    if row.removed_on is not None:
        return CarrierStanding.REMOVED
    return CarrierStanding.SUSPENDED if suspension else CarrierStanding.ACTIVE


def _one(query: Select[Entry, Suspension]) -> Carrier | None:
    row = db.session().execute(query).one_or_none()
    return None if row is None else carrier(*row)
