"""Reading: a list, one waybill, its acts, checks and documents."""

from datetime import UTC, datetime
from typing import Any, Final

from flask import Response, request

from webapp.core.actor import current_actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.errors import NotFound
from webapp.ui.access import programs
from webapp.waybills.machine.bodies import limit_of, shown
from webapp.waybills.machine.errors import Malformed
from webapp.waybills.machine.shapes import MOMENT
from webapp.waybills.machine.values import Wanted, findings_json, is_ready
from webapp.waybills.machine.views.blueprint import READ, machine_api, world
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_VIEW
from webapp.waybills.queries import WaybillLine, trips_of
from webapp.waybills.rules import State

SHELVES: Final = ("needs_me", "in_progress", "done", "drafts")
MOST_WORDS: Final = 120
STATES: Final = frozenset(state.value for state in State)


@machine_api.get("")
@programs(READ, WAYBILLS_VIEW, WAYBILLS_DRIVE)
def listed() -> dict[str, Any]:
    """One page of waybills; a person who acts as oneself gets the trips to drive."""
    actor = current_actor()
    if actor.party_id is None or not actor.has(WAYBILLS_VIEW.code):
        return {"items": [_line(line) for line in trips_of(actor.fin or "")], "next": None}
    lines, following = world().listed(_wanted(person=actor.program is None), actor=actor)
    return {"items": [_line(line) for line in lines], "next": following}


@machine_api.get("/<public_id>")
@programs(READ, WAYBILLS_VIEW, WAYBILLS_DRIVE)
def one(public_id: str) -> Response:
    """One waybill with its content and acts."""
    return shown(world().seen(public_id, actor=current_actor()))


@machine_api.get("/<public_id>/acts")
@programs(READ, WAYBILLS_VIEW, WAYBILLS_DRIVE)
def acts(public_id: str) -> dict[str, Any]:
    """The acts alone, in their order, each with the hash of the one before."""
    return {"items": list(world().seen(public_id, actor=current_actor()).acts)}


@machine_api.get("/<public_id>/check")
@programs(READ, WAYBILLS_VIEW)
def check(public_id: str) -> dict[str, Any]:
    """What stops the signature of a draft, and what is doubtful."""
    found = world().checked(public_id, actor=current_actor())
    return {"ready": is_ready(found), "findings": findings_json(found)}


@machine_api.get("/<public_id>/documents")
@programs(READ, WAYBILLS_VIEW, WAYBILLS_DRIVE)
def documents(public_id: str) -> dict[str, Any]:
    """The signed versions of the document."""
    found = world().versions(public_id, actor=current_actor())
    return {"items": [{**item, "href": f"{request.path}/{item['n']}"} for item in found]}


@machine_api.get("/<public_id>/documents/<int:n>")
@programs(READ, WAYBILLS_VIEW, WAYBILLS_DRIVE)
def document(public_id: str, n: int) -> Response:
    """One version as PDF, as it was signed."""
    content = world().pdf(public_id, n, actor=current_actor())
    name = f'attachment; filename="{public_id}-v{n}.pdf"'
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": name})


def _wanted(*, person: bool) -> Wanted:
    asked = request.args
    shelf = asked.get("shelf", "needs_me" if person else None)
    if shelf is not None and shelf not in SHELVES:
        raise NotFound
    state, plate = asked.get("state"), asked.get("plate")
    known_plate = None if plate is None else normal_plate(plate)
    if (
        len(asked.get("q", "")) > MOST_WORDS
        or (state is not None and state not in STATES)
        or (plate is not None and known_plate is None)
    ):
        raise Malformed
    return Wanted(
        shelf=shelf,
        state=state,
        words=asked.get("q", ""),
        plate=known_plate,
        since=_instant("changed_since"),
        until=_instant("changed_before"),
        after=asked.get("after"),
        limit=limit_of(),
    )


def _instant(name: str) -> datetime | None:
    """Return an instant of the address, written as RFC 3339 does. Raises Malformed."""
    sent = request.args.get(name)
    if sent is None:
        return None
    sent = sent.replace(" ", "+")  # a plus that nobody escaped
    if not MOMENT.fullmatch(sent):
        raise Malformed
    try:
        return datetime.fromisoformat(sent.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Malformed from None


def _line(line: WaybillLine) -> dict[str, Any]:
    return {
        "id": line.public_id,
        "number": line.number,
        "state": line.state.value,
        "version": line.version,
        "consignor": line.consignor,
        "consignee": line.consignee,
        "loading": line.loading,
        "unloading": line.unloading,
        "vehicle": line.plate,
        "changed_at": line.changed_at.isoformat(),
    }
