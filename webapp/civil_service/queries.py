"""Reads: a servant by FİN, account or public id, the record of a moment, the versions of a fact, bodies."""

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final, TypeVar, cast

from sqlalchemy import or_, select

from webapp.civil_service.beside import ensure_entry
from webapp.civil_service.errors import NoSuchBody, NoSuchFact, NoSuchServant
from webapp.civil_service.groups import BY_CODE, Origin
from webapp.civil_service.record_tables import Servant, ServiceBody, ServiceFact
from webapp.civil_service.values import Fact, Record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.crypto import blind_index

Query = TypeVar("Query")  # some Select; its columns are the caller's
STANDING: Final = "standing"


def servant_by_fin(fin: str) -> Servant | None:
    """Return the servant with this FİN (in normal form)."""
    return db.session().scalar(select(Servant).where(Servant.fin_index == blind_index(fin)))


def own_servant(actor: Actor) -> Servant | None:
    """Return the actor's own record, also when the service ended long ago (1.7); None when there is none."""
    return servant_by_fin(actor.fin) if actor.fin else None


def servant(public_id: str) -> Servant:
    """Return the servant with this public id, whoever asks: the caller checks rights. Raises NoSuchServant."""
    found = db.session().scalar(select(Servant).where(Servant.public_id == public_id))
    if found is None:
        raise NoSuchServant
    return found


def staff_servant(public_id: str, actor: Actor) -> Servant:
    """Return a servant of the body that the actor acts for, also one who left it last. Raises NoSuchServant, EntryClosed."""
    ensure_entry(actor)
    own = body_of_party(actor.party_id)
    found = db.session().scalar(select(Servant).where(Servant.public_id == public_id))
    if own is None or found is None or found.body_id != own.id:
        raise NoSuchServant
    return found


def servant_by_id(servant_id: int) -> Servant:
    """Return the servant with an id of the table."""
    return db.session().get_one(Servant, servant_id)


def locked_servant(servant_id: int) -> Servant:
    """Return the servant, held until the transaction ends: nobody else changes the record meanwhile."""
    query = select(Servant).where(Servant.id == servant_id).with_for_update()
    return db.session().scalars(query.execution_options(populate_existing=True)).one()


def body(public_id: str) -> ServiceBody:
    """Return the state body with this public id. Raises NoSuchBody."""
    found = db.session().scalar(select(ServiceBody).where(ServiceBody.public_id == public_id))
    if found is None:
        raise NoSuchBody
    return found


def body_by_id(body_id: int) -> ServiceBody:
    """Return the state body with an id of the table."""
    return db.session().get_one(ServiceBody, body_id)


def body_of_party(party_id: int | None) -> ServiceBody | None:
    """Return the state body that a party of `cabinets` is, None for firms, persons and nobody."""
    if party_id is None:
        return None
    return db.session().scalar(select(ServiceBody).where(ServiceBody.party_id == party_id))


def bodies(on: date | None = None) -> list[ServiceBody]:
    """Return the state bodies (those that exist on a day), by name."""
    query = select(ServiceBody).order_by(ServiceBody.search_name, ServiceBody.id)
    if on is not None:
        query = query.where(ServiceBody.valid_from <= on, _open(ServiceBody.valid_to, on))
    return list(db.session().scalars(query))


def record_of(
    servant_id: int,
    *,
    true_on: date | None = None,
    known_at: datetime | None = None,
    groups: Collection[str] | None = None,
) -> Record:
    """Return the record as the register knew it at an instant (now), whole or as it was true on a day."""
    query = known(select(ServiceFact).where(ServiceFact.servant_id == servant_id), known_at)
    if true_on is not None:
        query = query.where(ServiceFact.valid_from <= true_on, _open(ServiceFact.valid_to, true_on))
    if groups is not None:
        query = query.where(ServiceFact.group_code.in_(groups))
    found: dict[str, list[Fact]] = {}
    order = (ServiceFact.valid_from.desc(), ServiceFact.id.desc())
    for row in db.session().scalars(query.order_by(*order)):
        found.setdefault(row.group_code, []).append(as_fact(row))
    return Record(servant_id, known_at, {code: tuple(facts) for code, facts in found.items()})


def known(query: Query, known_at: datetime | None) -> Query:
    """Return the query of facts kept to versions that stood at an instant (now when it is None)."""
    narrowed: Any = query
    narrowed = narrowed.where(ServiceFact.state == STANDING)
    if known_at is None:
        return cast("Query", narrowed.where(ServiceFact.known_to.is_(None)))
    until = or_(ServiceFact.known_to.is_(None), ServiceFact.known_to > known_at)
    return cast("Query", narrowed.where(ServiceFact.known_from <= known_at, until))


def fact(servant_id: int, entry: str, version: int | None = None) -> Fact:
    """Return the last version of a fact of this record (or the one named). Raises NoSuchFact: another record's, too."""
    found = versions(servant_id, entry)
    if version is not None:
        found = [one for one in found if one.version == version]
    if not found:
        raise NoSuchFact
    return found[-1]


def versions(servant_id: int, entry: str) -> list[Fact]:
    """Return every version of a fact of this record, the first one first."""
    query = select(ServiceFact).where(ServiceFact.servant_id == servant_id, ServiceFact.entry == entry)
    return [as_fact(row) for row in db.session().scalars(query.order_by(ServiceFact.version))]


def as_fact(row: ServiceFact) -> Fact:
    """Return a row as it is read, with its sealed fields opened."""
    return Fact(
        id=row.id,
        entry=row.entry,
        version=row.version,
        group=BY_CODE[row.group_code],
        content={**row.content, **(json.loads(row.sealed) if row.sealed else {})},
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        known_from=row.known_from,
        known_to=row.known_to,
        state=row.state,
        origin=Origin(row.origin),
        cause=row.cause,
        manual=row.manual,
        source=row.source,
        as_of=row.as_of,
        entered_by=row.entered_by,
        body_id=row.body_id,
        post_id=row.post_id,
        source_body_id=row.source_body_id,
        order_number=row.order_number,
        order_date=row.order_date,
        order_copy=row.order_copy,
        request_id=row.request_id,
        reason=row.reason,
    )


def _open(column: Any, day: date) -> Any:
    return or_(column.is_(None), column >= day)
