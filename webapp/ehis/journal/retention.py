"""How long messages are kept, and their destruction when that time is over (decision 118, annex 2, clause 3.8.4).

The rule of a service: what an administrator set; else what its procedure in the directory says (services that we
provide); else the house's default. Only whole segments go (a day of one service), only when time-stamped to the last
message, and each leaves its head in a record: so the chain of stamps stays provable without them. The database's own
triggers allow nothing else.
"""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Final

import structlog
from sqlalchemy import delete, select, update

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.ehis import profile
from webapp.ehis.directory import queries as directory
from webapp.ehis.journal.chain import Head
from webapp.ehis.journal.models import ArchivedMessage, Destruction, JournalState, Retention, Segment
from webapp.ehis.journal.services import plain_service, version_of

AT_ONCE: Final = 200
"""So many segments in one record and transaction."""
DEFAULT_BASIS: Final = "qərar 118/2014, əlavə 2, b. 3.8.4"
OURS: Final = f"{profile.INSTANCE}/{profile.OUR_CLASS}/{profile.OUR_CODE}/"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rule:
    """How long messages of a service are kept, what they hold, and on which ground; `source` says who set it."""

    service: str
    keep_days: int
    what: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What one run destroyed of one service."""

    service: str
    segments: int
    messages: int


class Rules:
    """The rules as they stand in the open transaction."""

    def __init__(self) -> None:
        session = db.session()
        self._own = {row.service: row for row in session.scalars(select(Retention))}
        self._default = session.scalars(select(JournalState.keep_days)).one()
        self._procedures = {(one.service, one.version): one for one in directory.versions() if one.archive_days > 0}

    def of(self, service: str) -> Rule:
        """Return the rule of a service, with or without version."""
        plain, version = plain_service(service), version_of(service)
        own = self._own.get(plain)
        if own is not None:
            return Rule(plain, own.keep_days, own.what, own.basis, "set")
        if plain.startswith(OURS):
            procedure = self._procedures.get((plain.rsplit("/", 1)[-1], version or ""))
            if procedure is not None:
                return Rule(plain, procedure.archive_days, procedure.archive_what, DEFAULT_BASIS, "directory")
        return Rule(plain, self._default, "", DEFAULT_BASIS, "default")

    def listed(self) -> list[Rule]:
        """Return the rules of every service that has messages or a rule, by name."""
        kept = db.session().scalars(select(Segment.service).where(Segment.destruction_id.is_(None)).distinct())
        names = {plain_service(service): service for service in kept}
        return [self.of(names.get(name, name)) for name in sorted({*names, *self._own})]


def set_rule(service: str, keep_days: int, *, what: str, basis: str, actor: Actor) -> None:
    """Say how long messages of `service` (its path without version) are kept, from the next run on."""
    plain = plain_service(service)
    row = db.session().get(Retention, plain, with_for_update=True)
    former = row.keep_days if row else None
    if row is None:
        row = Retention(service=plain)
        db.session().add(row)
    row.keep_days, row.what, row.basis = keep_days, what, basis
    row.changed_at, row.changed_by = now(), actor.name
    detail = {"keep_days": keep_days, "former": former, "basis": basis}
    record("ehis.retention_set", actor=actor, object_type="ehis_retention", object_key=plain, detail=detail)


def destroy_due(*, actor: Actor) -> list[Destroyed]:
    """Destroy a first portion of what is over its time, service by service; empty when nothing is left to destroy.

    Needs an open transaction; every portion is one record. What is not yet stamped waits.
    """
    rules, today = Rules(), now().astimezone(UTC).date()
    done = []
    for service in _services(today):
        rule = rules.of(service)
        over = today - timedelta(days=rule.keep_days)
        segments = _due(service, over)
        if segments:
            done.append(_destroy(segments, rule, actor))
    return done


def _services(today: date) -> list[str]:
    query = select(Segment.service).where(Segment.destruction_id.is_(None), Segment.day < today).distinct()
    return sorted(db.session().scalars(query))


def _due(service: str, over: date) -> list[Segment]:
    query = (
        select(Segment)
        .where(
            Segment.service == service,
            Segment.day < over,
            Segment.destruction_id.is_(None),
            Segment.position == Segment.stamped_position,
        )
        .order_by(Segment.day)
        .limit(AT_ONCE)
        .with_for_update()
    )
    return list(db.session().scalars(query))


def _destroy(segments: list[Segment], rule: Rule, actor: Actor) -> Destroyed:
    """Write the record, mark the segments, delete their messages: in this order, as the triggers ask."""
    heads = "\n".join(str(Head(one.day, one.service, one.position, bytes(one.head))) for one in segments)
    messages = sum(one.position for one in segments)
    row = Destruction(
        actor_name=actor.name,
        service=segments[0].service,
        first_day=segments[0].day,
        last_day=segments[-1].day,
        messages=messages,
        keep_days=rule.keep_days,
        basis=rule.basis,
        heads=heads,
    )
    session = db.session()
    session.add(row)
    session.flush()
    ids = [one.id for one in segments]
    session.execute(update(Segment).where(Segment.id.in_(ids)).values(destruction_id=row.id))
    session.execute(delete(ArchivedMessage).where(ArchivedMessage.segment_id.in_(ids)))
    detail = {"record": row.id, "segments": len(ids), "messages": messages, "keep_days": rule.keep_days}
    record("ehis.messages_destroyed", actor=actor, object_type="ehis_retention", object_key=row.service, detail=detail)
    log.info("ehis.messages_destroyed", service=row.service, segments=len(ids), messages=messages, record=row.id)
    return Destroyed(row.service, len(ids), messages)
