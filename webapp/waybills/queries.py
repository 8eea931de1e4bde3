"""Reads: one waybill for those who may see it, lists by shelf, a driver's trips, an inspector's search."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, cast, func, or_, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB, TSQUERY

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.statements import Statement
from webapp.waybills.access import ensure_visible
from webapp.waybills.finding.models import SearchEntry
from webapp.waybills.finding.wanted import Wanted
from webapp.waybills.models import PendingAct, ShelfEntry, Waybill, WaybillAct
from webapp.waybills.numbers import normal_number
from webapp.waybills.rules import FINAL_STATES, Role, State

MOST_FOUND: Final = 50


class WaybillLine(NamedTuple):
    """A waybill as a list shows it: the same for everybody who finds it in a list. Equal lines look the same."""

    public_id: str
    number: str | None
    state: State
    consignor: str
    consignee: str
    loading: str
    unloading: str
    plate: str | None
    goods: str
    changed_at: datetime
    version: int
    loading_at: datetime | None
    unloading_address: str


def written(*path: str | int) -> ColumnElement[str]:
    """Return the text that stands at `path` in what holds now."""
    text: ColumnElement[str] = type_coerce(func.coalesce(Waybill.current, Waybill.content), JSONB)[path].astext
    return text


def name_of(role: str) -> ColumnElement[str]:
    """Return how a list calls a party: one without a confirmed name stands by its number."""
    return func.coalesce(func.nullif(written(role, "name"), ""), written(role, "number"), "")


LINE: Final[tuple[Any, ...]] = (
    Waybill.public_id,
    Waybill.number,
    Waybill.state,
    name_of("consignor").label("consignor"),
    name_of("consignee").label("consignee"),
    func.coalesce(written("loading", "name"), "").label("loading"),
    func.coalesce(written("unloading", "name"), "").label("unloading"),
    Waybill.vehicle_plate,
    func.coalesce(written("goods", 0, "nature"), "").label("goods"),
    Waybill.changed_at,
    Waybill.version,
    Waybill.loading_at,
    func.coalesce(written("unloading", "address"), "").label("unloading_address"),
)
STATE: Final = 2

# What a list asks again and again is put together once.
MOVED: Final = ShelfEntry.changed_at.label("moved_at")
EVERYWHERE: Final[Select[Any]] = (
    select(*LINE, MOVED, ShelfEntry.waybill_id)
    .join(ShelfEntry, ShelfEntry.waybill_id == Waybill.id)
    .where(ShelfEntry.party_id == bindparam("party"))
)
ON_SHELF: Final[Select[Any]] = EVERYWHERE.where(ShelfEntry.shelf == bindparam("shelf"))
SORT_KEY: Final = (ShelfEntry.changed_at, ShelfEntry.waybill_id)
DRIVEN: Final = select(func.count()).where(
    Waybill.driver_index == bindparam("fin_index"),
    Waybill.state.not_in([State.DRAFT.value, *(state.value for state in FINAL_STATES)]),
)
MOST_COUNTED: Final = 1_000  # so many or more: nobody counts further, and every page of the cabinet asks
WAITING: Final = select(func.count()).select_from(
    select(ShelfEntry.waybill_id)
    .where(ShelfEntry.party_id == bindparam("party"), ShelfEntry.shelf == "needs_me")
    .limit(MOST_COUNTED)
    .subquery()
)
BY_PUBLIC_ID: Final = select(Waybill).where(Waybill.public_id == bindparam("public_id"))


def waybill_seen_by(public_id: str, *, actor: Actor) -> tuple[Waybill, frozenset[Role]]:
    """Return the waybill and the actor's parts in it. Raises NoSuchWaybill for a stranger."""
    return ensure_visible(actor, waybill_by_public_id(public_id))


def waybill_by_public_id(public_id: str) -> Waybill | None:
    """Return the waybill whoever asks: for documents and reactions, never straight to a page."""
    return db.session().scalar(BY_PUBLIC_ID, {"public_id": public_id})


def open_request_of(waybill: Waybill) -> PendingAct | None:
    """Return the step that waits for its signature."""
    found = db.session().get(PendingAct, waybill.id)
    return found if found is not None and found.ended_at is None else None


def shelf(
    party_id: int, name: str, *, search: str = "", after: str | None = None, before: str | None = None
) -> Page[WaybillLine]:
    """Return one page of a party's shelf, newest change first, narrowed by `search`."""
    return _page(_narrowed(ON_SHELF, search), {"party": party_id, "shelf": name}, after, before)


def trips_of(fin: str, *, over: bool = False) -> list[WaybillLine]:
    """Return the waybills that name this person as driver: those to drive now, or those that are over."""
    final = [state.value for state in FINAL_STATES]
    query = select(*LINE).where(Waybill.driver_index == blind_index(fin), Waybill.state != State.DRAFT.value)
    query = query.where(Waybill.state.in_(final) if over else Waybill.state.not_in(final))
    order = Waybill.id.desc() if over else Waybill.loading_at.asc()
    return [line_of(row) for row in db.session().execute(query.order_by(order).limit(MOST_FOUND))]


def inspected(search: str) -> list[WaybillLine]:
    """Return what an inspector finds by number or by plate of vehicle or trailer, drafts left out, newest first."""
    number, plate = normal_number(search), normal_plate(search)
    if number is None and plate is None:
        return []
    query = select(*LINE).where(Waybill.state != State.DRAFT.value)
    if number is not None:
        query = query.where(Waybill.number == number)
    else:
        query = query.where(or_(Waybill.vehicle_plate == plate, Waybill.trailer_plates.contains([plate])))
    return [line_of(row) for row in db.session().execute(query.order_by(Waybill.id.desc()).limit(MOST_FOUND))]


def numbered_waybill(number: str) -> Waybill | None:
    """Return the waybill with this legal number, None when there is none; whoever asks."""
    return db.session().scalar(select(Waybill).where(Waybill.number == number))


def waybills_of_plate(plate: str) -> list[Waybill]:
    """Return the waybills of a vehicle or trailer that were offered and are not over, newest first; whoever asks."""
    over = [State.DRAFT.value, *(state.value for state in FINAL_STATES)]
    query = select(Waybill).where(Waybill.state.not_in(over))
    query = query.where(or_(Waybill.vehicle_plate == plate, Waybill.trailer_plates.contains([plate])))
    return list(db.session().scalars(query.order_by(Waybill.id.desc()).limit(MOST_FOUND)))


def reached_at(waybill_ids: Collection[int]) -> dict[int, datetime]:
    """Return when each of these waybills took the last step that changed its state."""
    query = select(WaybillAct.waybill_id, func.max(WaybillAct.at)).where(
        WaybillAct.waybill_id.in_(waybill_ids), WaybillAct.outcome == "done"
    )
    return {row[0]: row[1] for row in db.session().execute(query.group_by(WaybillAct.waybill_id))}


def last_part(party_id: int) -> str | None:
    """Return in which part the party began its latest waybill: consignor, carrier or both; None before the first."""
    columns = select(Waybill.initiator_role, Waybill.consignor_party_id, Waybill.carrier_party_id)
    latest = columns.where(Waybill.initiator_party_id == party_id).order_by(Waybill.id.desc()).limit(1)
    row = db.session().execute(latest).first()
    if row is None:
        return None
    return "both" if row.consignor_party_id == row.carrier_party_id == party_id else str(row.initiator_role)


def recent_partners(party_id: int) -> list[tuple[str, str]]:
    """Return (VÖEN, name) of the parties of one's latest waybills, without doubles, for the suggestions of the editor."""
    latest = (
        select(Waybill.content)
        .join(ShelfEntry, ShelfEntry.waybill_id == Waybill.id)
        .where(ShelfEntry.party_id == party_id)
        .order_by(ShelfEntry.changed_at.desc())
        .limit(MOST_FOUND)
    )
    found: dict[str, str] = {}
    for content in db.session().scalars(latest):
        for role in ("consignor", "carrier", "consignee"):
            entry = content[role]
            if entry["number"] and not found.get(entry["number"]):
                found[entry["number"]] = entry["name"]
    return sorted(found.items(), key=lambda item: item[1])


def line_of(row: Sequence[Any]) -> WaybillLine:
    """Return a row that begins with LINE as a list shows it."""
    return WaybillLine._make((*row[:STATE], State(row[STATE]), *row[STATE + 1 : len(LINE)]))


def _narrowed(query: Select[Any], search: str) -> Select[Any]:
    asked = " & ".join(term.query() for term in Wanted(words=search).terms)
    if not asked:
        return query
    entry = (SearchEntry.waybill_id == Waybill.id) & (SearchEntry.party_id == ShelfEntry.party_id)
    return query.join(SearchEntry, entry).where(SearchEntry.words.op("@@")(cast(asked, TSQUERY)))


def _page(query: Select[Any], values: dict[str, Any], after: str | None, before: str | None) -> Page[WaybillLine]:
    backwards = False
    if query is ON_SHELF and not after and not before:
        rows: Sequence[Any] = _first_of(values["shelf"]).all(party=values["party"])
    else:
        limited, backwards = descending(query, *SORT_KEY, after=after, before=before, parts=_cursor)
        rows = db.session().connection().execute(limited, values).all()
    key = page(
        rows,
        lambda row: (row.moved_at.isoformat(), row.waybill_id),
        backwards=backwards,
        started=bool(after or before),
    )
    return Page([line_of(row) for row in key.rows], key.previous, key.following)


@lru_cache(maxsize=8)
def _first_of(shelf: str) -> Statement:
    """Return the statement for the first page of a shelf. One for each: the server plans it once, knowing how full it is."""
    return Statement(descending(EVERYWHERE.where(ShelfEntry.shelf == shelf), *SORT_KEY)[0])


def _cursor(parts: list[Any]) -> list[Any]:
    """Return the instant and id that a cursor holds. Raises NotFound for one that was made up."""
    try:
        moment = datetime.fromisoformat(str(parts[0]))
    except ValueError:
        raise NotFound from None
    if moment.tzinfo is None:
        raise NotFound
    return [moment, *numbers(parts[1:])]
