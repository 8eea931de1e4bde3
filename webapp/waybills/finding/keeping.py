"""Filters that people keep: one's own, for the party acted for."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.plain_json import reader, to_json
from webapp.waybills.finding.errors import NoSuchFilter, TooManyFilters
from webapp.waybills.finding.models import SavedFilter
from webapp.waybills.finding.wanted import Wanted

MOST = 30
_wanted = reader(Wanted)


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept filter as pages show it."""

    public_id: str
    name: str
    wanted: Wanted
    opens_by_itself: bool


def filters_of(actor: Actor) -> list[Kept]:
    """Return the actor's filters for the party acted for, by name."""
    return sorted((_shown(row) for row in _rows(actor)), key=lambda one: one.name.lower())


def first_filter(actor: Actor) -> Kept | None:
    """Return the filter that opens by itself."""
    return next((one for one in filters_of(actor) if one.opens_by_itself), None)


def keep_filter(name: str, wanted: Wanted, *, actor: Actor) -> str:
    """Keep a filter; return its public id. Raises TooManyFilters, NameTaken."""
    if len(_rows(actor)) >= MOST:
        raise TooManyFilters
    row = SavedFilter(
        public_id=new_public_id(),
        account_id=actor.account_id,
        party_id=actor.party_id,
        name=name,
        wanted=to_json(wanted),
        opens_by_itself=False,
        created_at=now(),
    )
    db.session().add(row)
    _note("kept", row, actor)
    return row.public_id


def rename_filter(public_id: str, name: str, *, actor: Actor) -> None:
    """Give it another name. Raises NoSuchFilter, NameTaken."""
    row = _row(public_id, actor)
    row.name = name
    _note("renamed", row, actor)


def open_by_itself(public_id: str, *, actor: Actor, yes: bool) -> None:
    """Have this filter alone open by itself, or no longer. Raises NoSuchFilter."""
    row = _row(public_id, actor)
    mine = (SavedFilter.account_id == row.account_id) & (SavedFilter.party_id == row.party_id)
    db.session().execute(update(SavedFilter).where(mine).values(opens_by_itself=False))
    row.opens_by_itself = yes
    _note("chosen", row, actor)


def drop_filter(public_id: str, *, actor: Actor) -> None:
    """Take it out. Raises NoSuchFilter."""
    row = _row(public_id, actor)
    db.session().delete(row)
    _note("dropped", row, actor)


def kept_filter(public_id: str, *, actor: Actor) -> Kept:
    """Return one. Raises NoSuchFilter."""
    return _shown(_row(public_id, actor))


def _rows(actor: Actor) -> Sequence[SavedFilter]:
    query = select(SavedFilter).where(
        SavedFilter.account_id == actor.account_id, SavedFilter.party_id == actor.party_id
    )
    return db.session().scalars(query.limit(MOST)).all()


def _row(public_id: str, actor: Actor) -> SavedFilter:
    found = next((row for row in _rows(actor) if row.public_id == public_id), None)
    if found is None:
        raise NoSuchFilter
    return found


def _shown(row: SavedFilter) -> Kept:
    return Kept(row.public_id, row.name, _wanted(row.wanted), row.opens_by_itself)


def _note(what: str, row: SavedFilter, actor: Actor) -> None:
    db.session().flush()
    record(f"waybills.filter_{what}", actor=actor, object_type="waybill_filter", object_key=row.public_id)
