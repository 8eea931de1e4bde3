"""Writing: drafts begun, one or a hundred at once, replaced, patched, handed over, put away."""

from dataclasses import replace
from typing import Any, Final

from flask import Response, jsonify

from webapp.api_clients.api import idempotent
from webapp.cabinets.api import party
from webapp.core.actor import Actor, current_actor
from webapp.core.errors import AppError, StaleVersion
from webapp.core.transaction import savepoint
from webapp.ui.access import programs
from webapp.waybills.content import PartyEntry, WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.machine.bodies import MERGE, body, expected_version, members, shown, stale
from webapp.waybills.machine.errors import BadContent, NotYourFirm, VersionPassed
from webapp.waybills.machine.shapes import Fault, fault, read_content, writable
from webapp.waybills.machine.views.blueprint import WRITE, beside_api, machine_api, world
from webapp.waybills.rules import Role

DRAFTERS: Final = (Role.CONSIGNOR, Role.CARRIER)
MOST_AT_ONCE: Final = 100


@machine_api.post("")
@programs(WRITE)
@idempotent
def begin() -> Response:
    """Begin a draft."""
    actor = current_actor()
    content, role = _draft(body(), "", actor)
    return shown(world().seen(world().begun(content, role, actor=actor), actor=actor), status=201)


@beside_api.post("/bulk/waybills")
@programs(WRITE)
@idempotent
def begin_many() -> Response:
    """Begin up to a hundred drafts; each is begun or refused by itself, and told of in its place."""
    sent, actor = body(), current_actor()
    faults, items = members(sent, frozenset({"items"})), sent.get("items")
    if not isinstance(items, list):
        raise BadContent([*faults, fault("/items", "type" if "items" in sent else "missing")])
    if not 1 <= len(items) <= MOST_AT_ONCE:
        faults.append(fault("/items", "too-many" if items else "missing"))
    if faults:
        raise BadContent(faults)
    results = [_one_of_many(item, place, actor) for place, item in enumerate(items)]
    begun = sum("id" in result for result in results)
    return jsonify({"begun": begun, "refused": len(results) - begun, "results": results})


@machine_api.put("/<public_id>")
@programs(WRITE)
def put(public_id: str) -> Response:
    """Replace a draft's content."""
    version, sent = expected_version(), body()
    return _kept(public_id, sent, version)


@machine_api.patch("/<public_id>")
@programs(WRITE)
def patch(public_id: str) -> Response:
    """Change a part of a draft's content (JSON Merge Patch, RFC 7396)."""
    version, sent, actor = expected_version(), body(MERGE), current_actor()
    current, standing = world().standing(public_id, actor=actor)
    if standing != version:
        raise VersionPassed(version=standing)
    merged = _merged({"content": writable(to_json(current), WaybillContent)}, sent)
    return _kept(public_id, merged, version)


@machine_api.delete("/<public_id>")
@programs(WRITE)
def discard(public_id: str) -> Response:
    """Put a draft away."""
    try:
        world().discarded(public_id, version=expected_version(), actor=current_actor())
    except StaleVersion as error:
        raise stale(error) from None
    return Response(status=204)


@machine_api.post("/<public_id>/share")
@programs(WRITE)
@idempotent
def share(public_id: str) -> Response:
    """Hand a draft to the other side, to be completed or signed."""
    world().shared(public_id, actor=current_actor())
    return shown(world().seen(public_id, actor=current_actor()))


@machine_api.post("/<public_id>/copy")
@programs(WRITE)
@idempotent
def copy(public_id: str) -> Response:
    """Begin a draft with the parties, goods and places of another waybill."""
    actor = current_actor()
    made = world().copied_from(public_id, actor=actor)
    return shown(world().seen(made, actor=actor), status=201)


def _kept(public_id: str, sent: dict[str, Any], version: int) -> Response:
    actor = current_actor()
    faults = members(sent, frozenset({"content"}))
    content, more = read_content(sent.get("content", {}))
    if "content" not in sent:
        more = [fault("/content", "missing")]
    if faults or more:
        world().seen(public_id, actor=actor)  # of what is not the firm's nothing is told, not even faults
        raise BadContent([*faults, *more])
    try:
        world().kept(public_id, content, version=version, actor=actor)
    except StaleVersion as error:
        raise stale(error) from None
    return shown(world().seen(public_id, actor=actor))


def _one_of_many(item: Any, place: int, actor: Actor) -> dict[str, Any]:
    pointer = f"/items/{place}"
    try:
        if not isinstance(item, dict):
            raise BadContent([fault(pointer, "type")])
        content, role = _draft(item, pointer, actor)
        with savepoint():
            public_id = world().begun(content, role, actor=actor)
    except AppError as error:
        told = {"index": place, "status": error.status, "code": error.code, "detail": str(error.message)}
        return {**told, "errors": error.facts.get("problems", [])}
    return {"index": place, "status": 201, "id": public_id, "version": 1}


def _draft(sent: dict[str, Any], pointer: str, actor: Actor) -> tuple[WaybillContent, Role]:
    """Return what a draft shall say, and the firm's part in it. Raises BadContent with every fault."""
    faults = [
        Fault(f"{pointer}{one.pointer}", one.code, one.detail) for one in members(sent, frozenset({"role", "content"}))
    ]
    content, more = read_content(sent.get("content", {}), f"{pointer}/content")
    own = party(actor.party_id or 0).number
    role, wrong = _role(sent)
    if role is None:
        faults.append(fault(f"{pointer}/role", wrong))
    if faults or more or role is None:
        raise BadContent([*faults, *more])
    if content.parties[role.value].number not in {"", own}:
        raise NotYourFirm(fault(f"{pointer}/content/{role.value}/number", "choice"))
    changes: dict[str, Any] = {role.value: PartyEntry(number=own)}
    return replace(content, **changes), role


def _role(sent: dict[str, Any]) -> tuple[Role | None, str]:
    """Return the firm's part; None with a code of what is wrong."""
    if "role" not in sent:
        return None, "missing"
    if not isinstance(sent["role"], str):
        return None, "type"
    return next((role for role in DRAFTERS if role.value == sent["role"]), None), "choice"


def _merged(target: Any, change: Any) -> Any:
    """Return `target` with a merge patch applied; null takes a member out."""
    if not isinstance(change, dict):
        return change
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in change.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = _merged(found.get(name), value)
    return found
