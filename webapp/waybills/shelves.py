"""On which shelf of its list each party finds a waybill; rewritten with every change, so that lists need no thinking."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.waybills.finding.entries import keep_entries
from webapp.waybills.models import ShelfEntry, Waybill
from webapp.waybills.rules import FINAL_STATES, Role, State, needs

NEEDS_ME, IN_PROGRESS, DONE, DRAFTS = "needs_me", "in_progress", "done", "drafts"
ORDER = (NEEDS_ME, DRAFTS, IN_PROGRESS, DONE)


def shelf_for(role: Role, state: State, *, has_driver: bool) -> str:
    """Return the shelf of a party in this role. A shared draft waits for the carrier's driver, then for the consignor."""
    if state is State.DRAFT:
        waits_for = Role.CONSIGNOR if has_driver else Role.CARRIER
        return NEEDS_ME if role is waits_for else DRAFTS
    if state in FINAL_STATES:
        return DONE
    return NEEDS_ME if role in needs(state) else IN_PROGRESS


def shelves_of(waybill: Waybill) -> dict[int, str]:
    """Return {party: shelf} for everybody who may see the waybill; whoever plays two parts sees the more urgent shelf."""
    state = State(waybill.state)
    if waybill.discarded_at is not None:
        return {}
    if state is State.DRAFT and waybill.shared_at is None:
        return {waybill.initiator_party_id: DRAFTS}
    parts = {
        Role.CONSIGNOR: waybill.consignor_party_id,
        Role.CARRIER: waybill.carrier_party_id,
        Role.CONSIGNEE if not waybill.at_drop else Role.OTHER_CONSIGNEE: (
            None if state is State.DRAFT else waybill.consignee_party_id
        ),
    }
    found: dict[int, str] = {waybill.initiator_party_id: DRAFTS} if state is State.DRAFT else {}
    for role, party_id in [*parts.items(), *_at_stops(waybill, state)]:
        if party_id is None:
            continue
        shelf = shelf_for(role, state, has_driver=waybill.driver_index is not None)
        found[party_id] = min(shelf, found.get(party_id, shelf), key=ORDER.index)
    return found


def _at_stops(waybill: Waybill, state: State) -> list[tuple[Role, int | None]]:
    """Return the further consignees: while goods stand at one's place, the others wait."""
    if state is State.DRAFT:
        return []
    others = list(waybill.drop_party_ids or ())
    standing = waybill.at_drop
    return [
        (Role.CONSIGNEE if standing in {None, place} else Role.OTHER_CONSIGNEE, party_id)
        for place, party_id in enumerate(others, start=1)
    ]


def put_on_shelves(waybill: Waybill) -> None:
    """Write where everybody finds the waybill from now on."""
    db.session().flush()
    wanted = shelves_of(waybill)
    keep_entries(waybill, wanted)
    gone = delete(ShelfEntry).where(ShelfEntry.waybill_id == waybill.id, ShelfEntry.party_id.not_in(wanted))
    db.session().execute(gone)
    if not wanted:
        return
    rows = [
        {"waybill_id": waybill.id, "party_id": party_id, "shelf": shelf, "changed_at": waybill.changed_at}
        for party_id, shelf in wanted.items()
    ]
    statement = insert(ShelfEntry).values(rows)
    fresh = {"shelf": statement.excluded.shelf, "changed_at": statement.excluded.changed_at}
    db.session().execute(statement.on_conflict_do_update(index_elements=["waybill_id", "party_id"], set_=fresh))
