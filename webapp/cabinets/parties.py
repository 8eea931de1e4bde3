"""Parties: found, made, and brought up to date by what a register says."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import LargeBinary, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY, insert

from webapp.cabinets.errors import NoSuchParty
from webapp.cabinets.events import PartyDataChanged
from webapp.cabinets.models import Party, PartyChange
from webapp.cabinets.rules import Kind
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.statements import Statement

BY_NUMBER: Final = select(Party).where(Party.number_index == bindparam("number_index"))
_party: Final = Party.__table__.c
BY_NUMBERS: Final = Statement(
    select(*_party).where(_party.number_index == any_(bindparam("indexes", type_=ARRAY(LargeBinary))))
)


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """What a register says of a party: its kind if it tells, name, address and further facts by their code."""

    name: str
    address: str
    source: str
    as_of: datetime
    kind: Kind | None = None
    facts: dict[str, str] = field(default_factory=dict)


def find(party_id: int) -> Party:
    """Return the party's row. Raises NoSuchParty."""
    row = db.session().get(Party, party_id)
    if row is None:
        raise NoSuchParty
    return row


def names_of(party_ids: Collection[int]) -> dict[int, str]:
    """Return the names of parties by id, by one question."""
    rows = db.session().execute(select(Party.id, Party.name).where(Party.id.in_(set(party_ids))))
    return {row.id: row.name for row in rows}


def by_public_id(public_id: str) -> Party:
    """Return the row of the party with this public id. Raises NoSuchParty."""
    row = db.session().scalar(select(Party).where(Party.public_id == public_id))
    if row is None:
        raise NoSuchParty
    return row


def by_number(number: str) -> Party | None:
    """Return the row of the party with this FİN or VÖEN, None when there is none."""
    return db.session().scalar(BY_NUMBER, {"number_index": blind_index(number)})


def by_numbers(numbers: Collection[str]) -> list[Party]:
    """Return the rows, to be read only, of those of the parties with these FİN or VÖEN that are known: one question."""
    return BY_NUMBERS.all(indexes=[blind_index(number) for number in numbers]) if numbers else []


def ensure(
    kind: Kind, number: str, *, name: str, address: str | None, source: str, as_of: datetime
) -> tuple[Party, bool]:
    """Return the party with this number and whether it was made just now; two at the same time make one."""
    index = blind_index(number)
    known = db.session().scalar(select(Party).where(Party.number_index == index))
    if known is not None:
        return known, False
    values: dict[str, Any] = {
        "public_id": new_public_id(),
        "kind": kind.value,
        "number": number,
        "number_index": index,
        "name": name,
    }
    values |= {"address": address, "source": source, "as_of": as_of, "created_at": now()}
    made = insert(Party).values(values).on_conflict_do_nothing(index_elements=["number_index"]).returning(Party.id)
    created = db.session().scalar(made) is not None
    return db.session().scalars(select(Party).where(Party.number_index == index)).one(), created


def take_over(party_id: int, answer: RegisterAnswer) -> None:
    """Keep what the register says; what differs from before is kept as old and new and told (1.4.5)."""
    row = db.session().scalars(select(Party).where(Party.id == party_id).with_for_update()).one()
    changed = [] if row.data is None else _differences(facts_of(row), _facts(answer))
    moment = now()
    for code, old, new in changed:
        change = PartyChange(party_id=party_id, field=code, old=old, new=new, source=answer.source, at=moment)
        db.session().add(change)
    row.name, row.address, row.source, row.as_of = answer.name, answer.address or None, answer.source, answer.as_of
    row.kind = (answer.kind or Kind(row.kind)).value
    row.data = json.dumps(answer.facts, ensure_ascii=False)
    row.register_state, row.register_tried_at = "read", moment
    if changed:
        publish(PartyDataChanged(party_id=party_id, fields=tuple(code for code, _old, _new in changed)))


def mark(party_id: int, register_state: str) -> None:
    """Keep how the last question to the register ended."""
    row = find(party_id)
    row.register_state, row.register_tried_at = register_state, now()


def facts_of(row: Party) -> dict[str, str]:
    """Return every fact that the register told of the party, name and address among them."""
    told: dict[str, str] = json.loads(row.data) if row.data else {}
    return {"name": row.name, "address": row.address or "", **told}


def _facts(answer: RegisterAnswer) -> dict[str, str]:
    return {"name": answer.name, "address": answer.address, **answer.facts}


def _differences(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str, str]]:
    codes = [*old, *(code for code in new if code not in old)]
    return [(code, old.get(code, ""), new.get(code, "")) for code in codes if old.get(code, "") != new.get(code, "")]
