"""Templates for programs; those of the sandbox see the firm's none and keep none."""

from typing import Any

from flask import Response, jsonify, url_for
from werkzeug.http import quote_etag

from webapp.api_clients.api import idempotent
from webapp.core.actor import Actor, current_actor
from webapp.core.errors import Forbidden, StaleVersion
from webapp.ui.access import programs
from webapp.waybills.content_json import to_json
from webapp.waybills.machine.bodies import body, expected_version, members, shown, stale, text_of
from webapp.waybills.machine.errors import BadContent, LiveOnly
from webapp.waybills.machine.shapes import fault, read_content
from webapp.waybills.machine.views.blueprint import WRITE, beside_api, world
from webapp.waybills.patterns import services
from webapp.waybills.patterns.services import MOST_NAME, Pattern
from webapp.waybills.rules import Role

MEMBERS = frozenset({"name", "role", "content"})


@beside_api.get("/waybill-templates")
@programs(WRITE)
def listed() -> dict[str, Any]:
    """The templates that the firm shares, without their content."""
    return {"items": [_summary(one) for one in services.patterns_of(_live())]}


@beside_api.post("/waybill-templates")
@programs(WRITE)
@idempotent
def keep() -> Response:
    """Keep a template, shared in the firm."""
    actor, sent = _live(), body()
    name, faults = text_of(sent, "name", most=MOST_NAME, needed=True)
    content, more = read_content(sent.get("content", {}))
    role = next((one for one in (Role.CONSIGNOR, Role.CARRIER) if one.value == sent.get("role")), None)
    if role is None:
        faults.append(fault("/role", "choice" if "role" in sent else "missing"))
    faults += [*members(sent, MEMBERS), *more]
    if faults or role is None:
        raise BadContent(faults)
    made = services.keep_pattern(name, content, role, shared=True, actor=actor)
    return _shown(services.pattern(made, actor=actor), status=201)


@beside_api.get("/waybill-templates/<public_id>")
@programs(WRITE)
def one(public_id: str) -> Response:
    """One template with its content."""
    return _shown(services.pattern(public_id, actor=_live()))


@beside_api.put("/waybill-templates/<public_id>")
@programs(WRITE)
def put(public_id: str) -> Response:
    """Replace a template's name and content."""
    actor, version, sent = _live(), expected_version(), body()
    services.pattern(public_id, actor=actor)
    name, faults = text_of(sent, "name", most=MOST_NAME, needed=True)
    content, more = read_content(sent.get("content", {}))
    faults += [*members(sent, MEMBERS - {"role"}), *more]
    if faults:
        raise BadContent(faults)
    try:
        found = services.change_pattern(public_id, version=version, name=name, content=content, actor=actor)
    except StaleVersion as error:
        raise stale(error) from None
    return _shown(found)


@beside_api.delete("/waybill-templates/<public_id>")
@programs(WRITE)
def drop(public_id: str) -> Response:
    """Throw a template away."""
    actor, version = _live(), expected_version()
    try:
        services.drop_pattern(public_id, version=version, actor=actor)
    except StaleVersion as error:
        raise stale(error) from None
    return Response(status=204)


@beside_api.post("/waybill-templates/<public_id>/waybills")
@programs(WRITE)
@idempotent
def use(public_id: str) -> Response:
    """Begin a draft from a template."""
    actor = _live()
    made = services.use_pattern(public_id, actor=actor)
    return shown(world().seen(made, actor=actor), status=201)


def _live() -> Actor:
    actor = current_actor()
    if actor.program is None:
        raise Forbidden
    if actor.program.sandbox:
        raise LiveOnly
    return actor


def _summary(one: Pattern) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "name": one.name,
        "role": one.role,
        "version": one.version,
        "used": one.used,
        "changed_at": one.changed_at.isoformat(),
    }


def _shown(found: Pattern, *, status: int = 200) -> Response:
    answer = jsonify({**_summary(found), "content": to_json(found.content)})
    answer.status_code = status
    answer.headers["ETag"] = quote_etag(str(found.version))
    if status == 201:  # noqa: PLR2004 - Created
        answer.headers["Location"] = url_for("waybills_beside_api.one", public_id=found.public_id)
    return answer
