"""Assessors and auditors: access to read that the operator gives from a day to a day, and that ends (6.1.3, 6.1.4, 5.1.7)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.auth.api import account, staff_posts, staff_with
from webapp.civil_service.governing.errors import NoSuchReader, ProposalWrong, ReadingOver
from webapp.civil_service.governing.models import ServiceReader
from webapp.civil_service.governing.parameters import value_of
from webapp.civil_service.governing.rules import Reader, reads_on
from webapp.civil_service.permissions import ASSESS, READERS
from webapp.civil_service.services.checking import NOT_OFFERED
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.notifications.api import notify_account

OBJECT: Final = "service_reader"
ROLE: Final = "servants_reader"


def candidates() -> list[tuple[int, str, str]]:
    """Return (account, name, body) of the officials who may be let in to read, by name."""
    known = [(each, account(each)) for each in staff_with((ROLE,))]
    found = [(each, one.full_name, staff_posts(each).get(ROLE, "")) for each, one in known if one is not None]
    return sorted(found, key=lambda one: one[1])


def grant(content: dict[str, Any], *, actor: Actor) -> ServiceReader:
    """Let an official read. `content`: account, kind, purpose, document, valid_from, valid_to.

    Raises Forbidden, ProposalWrong for somebody else, for days in the wrong order or longer than the parameter allows.
    """
    ensure_may(actor, READERS)
    if content["kind"] not in set(Reader):
        raise ProposalWrong(fields={"kind": NOT_OFFERED})
    known = {one[0]: one for one in candidates()}
    chosen = known.get(content["account"])
    if chosen is None or chosen[0] == actor.account_id:
        raise ProposalWrong(fields={"account": _l("Siyahıdan başqa bir əməkdaşı seçin.")})
    since, until = content["valid_from"], content["valid_to"]
    if until < since or until < today():
        raise ProposalWrong(fields={"valid_to": _l("Son gün başlanğıcdan və bu gündən əvvəl ola bilməz.")})
    longest = value_of("reader_longest")
    if (until - since).days >= longest:
        why = _l("İcazə ən çoxu %(days)s gün üçün verilir.", days=longest)
        raise ProposalWrong(fields={"valid_to": why})
    row = ServiceReader(public_id=new_public_id(), account_id=chosen[0], name=chosen[1], body=chosen[2])
    row.kind, row.purpose, row.document = content["kind"], content["purpose"], content["document"]
    row.valid_from, row.valid_to = since, until
    row.granted_by, row.granted_name, row.granted_at = actor.account_id or 0, actor.name, now()
    db.session().add(row)
    _note("granted", row, actor)
    notify_account(row.account_id, "civil_service.reading_granted", until=f"{until:%d.%m.%Y}", purpose=row.purpose)
    return row


def end(public_id: str, *, actor: Actor) -> None:
    """End an access before its day. Raises Forbidden, NoSuchReader; one that has ended stays so."""
    ensure_may(actor, READERS)
    row = db.session().scalar(select(ServiceReader).where(ServiceReader.public_id == public_id).with_for_update())
    if row is None:
        raise NoSuchReader
    if row.ended_on is None:
        row.ended_on, row.ended_name = today(), actor.name
        _note("ended", row, actor)


def access_of(actor: Actor, day: date | None = None) -> ServiceReader:
    """Return the access by which the actor reads today. Raises ReadingOver when none is in force."""
    ensure_may(actor, ASSESS)
    day = day or today()
    query = select(ServiceReader).where(ServiceReader.account_id == actor.account_id, ServiceReader.valid_to >= day)
    rows = db.session().scalars(query.order_by(ServiceReader.valid_to.desc()))
    found = next((row for row in rows if reads_on(row.valid_from, row.valid_to, row.ended_on, day)), None)
    if found is None:
        raise ReadingOver
    return found


def ensure_reads(actor: Actor) -> None:
    """Raise ReadingOver unless the actor's access to read is in force today."""
    access_of(actor)


def reads_now(actor: Actor) -> bool:
    """Whether the actor's access to read is in force today."""
    try:
        access_of(actor)
    except ReadingOver:
        return False
    return True


def readers() -> Sequence[ServiceReader]:
    """Return the accesses, newest first."""
    return db.session().scalars(select(ServiceReader).order_by(ServiceReader.id.desc()).limit(200)).all()


def _note(step: str, row: ServiceReader, actor: Actor) -> None:
    db.session().flush()
    detail = {"kind": row.kind, "valid_from": f"{row.valid_from}", "valid_to": f"{row.valid_to}"}
    record(f"civil_service.reading_{step}", actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail)
