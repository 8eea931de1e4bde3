"""The same list and the same waybill for programs, by the same rights and the same 404."""

from typing import Any, Final

from flask import request

from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.ui.access import requires
from webapp.waybills.chain import acts_of
from webapp.waybills.models import WaybillAct
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_VIEW
from webapp.waybills.queries import WaybillLine, shelf, trips_of, waybill_seen_by
from webapp.waybills.views.blueprint import machine_api

SHELVES: Final = ("needs_me", "in_progress", "done", "drafts")


@machine_api.get("")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def listed() -> dict[str, Any]:
    """One page of a shelf; who acts as oneself gets the trips to drive."""
    actor = current_actor()
    if actor.party_id is None or not actor.has(WAYBILLS_VIEW.code):
        return {"items": [_line(line) for line in trips_of(actor.fin or "")], "next": None}
    name = request.args.get("shelf", "needs_me")
    if name not in SHELVES:
        raise NotFound
    page = shelf(actor.party_id, name, search=request.args.get("q", ""), after=request.args.get("after"))
    return {"items": [_line(line) for line in page.rows], "next": page.following}


@machine_api.get("/<public_id>")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def one(public_id: str) -> dict[str, Any]:
    """One waybill with its content and acts."""
    waybill, roles = waybill_seen_by(public_id, actor=current_actor())
    return {
        "id": waybill.public_id,
        "number": waybill.number,
        "state": waybill.state,
        "version": waybill.version,
        "roles": sorted(roles),
        "content": waybill.content,
        "acts": [_act(act) for act in acts_of(waybill.id)],
    }


def _line(line: WaybillLine) -> dict[str, Any]:
    return {
        "id": line.public_id,
        "number": line.number,
        "state": line.state.value,
        "consignor": line.consignor,
        "consignee": line.consignee,
        "loading": line.loading,
        "unloading": line.unloading,
        "vehicle": line.plate,
        "changed_at": line.changed_at.isoformat(),
    }


def _act(act: WaybillAct) -> dict[str, Any]:
    return {
        "seq": act.seq,
        "action": act.action,
        "outcome": act.outcome,
        "role": act.role,
        "by": act.actor_name,
        "on_behalf_of": act.party_name,
        "at": act.at.isoformat(),
        "reason": act.reason,
        "data": act.data,
        "certificate_number": act.certificate_number,
        "content_sha256": act.content_sha256.hex(),
        "previous_hash": act.prev_hash.hex(),
        "hash": act.hash.hex(),
    }
