"""Templates: kept under a name, used for new drafts, changed, shared, thrown away."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from webapp.audit.api import record
from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Conflict, Invalid, StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.waybills.content import WaybillContent, copied
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import NotYourStep, PartyNeeded
from webapp.waybills.patterns.errors import NoSuchPattern
from webapp.waybills.patterns.models import WaybillPattern
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.queries import waybill_seen_by
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import begin
from webapp.waybills.services.repeating import begun_with, start_key

MOST = 200
MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template as lists and programs show it."""

    public_id: str
    name: str
    role: str
    shared: bool
    mine: bool
    version: int
    used: int
    content: WaybillContent
    changed_at: datetime


def patterns_of(actor: Actor) -> list[Pattern]:
    """Return the templates that the actor may use: one's own and those shared in the firm, the most used first."""
    ensure_may(actor, WAYBILLS_EDIT)
    query = select(WaybillPattern).where(WaybillPattern.party_id == actor.party_id, _seen(actor))
    rows = db.session().scalars(query.order_by(WaybillPattern.used.desc(), WaybillPattern.name).limit(MOST))
    return [_shown(row, actor) for row in rows]


def pattern(public_id: str, *, actor: Actor) -> Pattern:
    """Return one template. Raises NoSuchPattern, also for somebody's own."""
    return _shown(_row(public_id, actor), actor)


def keep_pattern(name: str, content: WaybillContent, role: Role, *, shared: bool, actor: Actor) -> str:
    """Keep content under a name; return the template's public id.

    A program has nothing of its own: what it keeps is shared. Raises PatternNameTaken, Invalid, PartyNeeded, Conflict.
    """
    ensure_may(actor, WAYBILLS_EDIT)
    if actor.party_id is None or party(actor.party_id).kind == "person":
        raise PartyNeeded
    held = select(WaybillPattern.id).where(WaybillPattern.party_id == actor.party_id).limit(MOST)
    if len(db.session().scalars(held).all()) >= MOST:
        raise Conflict(_l("Bir təşkilatın ən çoxu 200 şablonu ola bilər."))
    moment = now()
    row = WaybillPattern(
        public_id=new_public_id(),
        party_id=actor.party_id,
        account_id=actor.account_id,
        name=_name(name),
        role=role.value,
        shared=shared or actor.account_id is None,
        content=to_json(copied(content)),
        version=1,
        used=0,
        created_at=moment,
        changed_at=moment,
    )
    with savepoint():
        db.session().add(row)
    _note("kept", row, actor)
    return row.public_id


def keep_waybill(waybill_id: str, name: str, *, shared: bool, actor: Actor) -> str:
    """Keep the content of a waybill that one draws up under a name. Raises NoSuchWaybill, NotYourStep, PatternNameTaken."""
    source, roles = waybill_seen_by(waybill_id, actor=actor)
    drafting = [role for role in (Role.CONSIGNOR, Role.CARRIER) if role in roles]
    if not drafting:
        raise NotYourStep
    return keep_pattern(name, content_from_json(source.content), drafting[0], shared=shared, actor=actor)


def use_pattern(public_id: str, *, actor: Actor, view: str = "") -> str:
    """Begin a draft from a template, once for a `view` of the page; return the draft's public id. Raises NoSuchPattern."""
    row = _row(public_id, actor, lock=True)
    key = start_key(view, f"template-{public_id}")
    begun = begun_with(key, actor=actor)
    if begun is not None:
        return begun
    row.used += 1
    return begin(content_from_json(row.content), Role(row.role), key, actor)


def change_pattern(
    public_id: str,
    *,
    version: int,
    actor: Actor,
    name: str | None = None,
    shared: bool | None = None,
    content: WaybillContent | None = None,
) -> Pattern:
    """Change what is given. Raises NoSuchPattern, StaleVersion, PatternNameTaken, Invalid."""
    row = _row(public_id, actor, lock=True)
    if row.version != version:
        raise StaleVersion(version=row.version)
    with savepoint():
        row.name = row.name if name is None else _name(name)
        row.shared = row.shared if shared is None else shared or row.account_id is None
        row.content = row.content if content is None else to_json(copied(content))
        row.version, row.changed_at = row.version + 1, now()
    _note("changed", row, actor)
    return _shown(row, actor)


def drop_pattern(public_id: str, *, actor: Actor, version: int | None = None) -> None:
    """Throw a template away. Raises NoSuchPattern, StaleVersion."""
    row = _row(public_id, actor, lock=True)
    if version is not None and row.version != version:
        raise StaleVersion(version=row.version)
    _note("dropped", row, actor)
    db.session().delete(row)


def _name(typed: str) -> str:
    if not 0 < len(typed) <= MOST_NAME:
        raise Invalid(fields={"name": _l("Şablona 80 simvola qədər ad verin.")})
    return typed


def _row(public_id: str, actor: Actor, *, lock: bool = False) -> WaybillPattern:
    ensure_may(actor, WAYBILLS_EDIT)
    mine = WaybillPattern.party_id == actor.party_id, _seen(actor)
    query = select(WaybillPattern).where(WaybillPattern.public_id == public_id, *mine)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchPattern
    return found


def _seen(actor: Actor) -> ColumnElement[bool]:
    own = WaybillPattern.account_id == actor.account_id if actor.account_id is not None else WaybillPattern.shared
    return or_(WaybillPattern.shared, own)


def _shown(row: WaybillPattern, actor: Actor) -> Pattern:
    mine = row.account_id is not None and row.account_id == actor.account_id
    content = content_from_json(row.content)
    return Pattern(row.public_id, row.name, row.role, row.shared, mine, row.version, row.used, content, row.changed_at)


def _note(what: str, row: WaybillPattern, actor: Actor) -> None:
    record(f"waybills.template_{what}", actor=actor, object_type="waybill_template", object_key=row.public_id)
