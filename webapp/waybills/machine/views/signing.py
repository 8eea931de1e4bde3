"""Putting a waybill before a person who signs; in the sandbox, playing everybody's part."""

from typing import Any

from flask import Response, jsonify

from webapp.api_clients.api import idempotent
from webapp.core.actor import current_actor
from webapp.core.errors import Forbidden, StaleVersion
from webapp.ui.access import programs
from webapp.waybills.errors import NotReady
from webapp.waybills.machine import playing, sandbox, wishes
from webapp.waybills.machine.bodies import body, expected_version, members, shown, stale, text_of
from webapp.waybills.machine.errors import BadContent, NotAProgram, NotReadyYet
from webapp.waybills.machine.shapes import fault
from webapp.waybills.machine.values import findings_json
from webapp.waybills.machine.views.blueprint import READ, WRITE, beside_api, machine_api
from webapp.waybills.rules import Action


@machine_api.get("/<public_id>/signature-requests")
@programs(READ)
def asked(public_id: str) -> dict[str, Any]:
    """Whom the firm's programs asked to sign, and what came of it."""
    actor = current_actor()
    if _in_sandbox():
        return {"items": list(reversed(playing.own_wishes(public_id, actor=actor)))}
    return {"items": [one.as_json() for one in wishes.wishes_of(public_id, actor=actor)]}


@machine_api.post("/<public_id>/signature-requests")
@programs(WRITE)
@idempotent
def ask(public_id: str) -> tuple[Response, int]:
    """Put the waybill before the person named: a program never signs."""
    version, sent, actor = expected_version(), body(), current_actor()
    action = _action(sent, tuple(wishes.ASKABLE))
    signer, faults = text_of(sent, "signer", most=40, needed=True)
    faults += members(sent, frozenset({"action", "signer"}))
    if action is None or faults:
        raise BadContent([*([] if action else [_bad_action(sent)]), *faults])
    try:
        if _in_sandbox():
            found = playing.wished(public_id, action, signer, version=version, actor=actor)
        else:
            found = wishes.wish(public_id, action, signer, version=version, actor=actor).as_json()
    except NotReady as refused:
        raise NotReadyYet(findings_json(refused.findings)) from None
    except StaleVersion as error:
        raise stale(error) from None
    return jsonify(found), 202


@beside_api.post("/sandbox/waybills/<public_id>/simulate")
@programs(WRITE)
@idempotent
def simulate(public_id: str) -> Response:
    """Take a step in whosever part it is: only in the sandbox."""
    actor = current_actor()
    if not _in_sandbox():
        raise NotAProgram
    sent = body()
    action = _action(sent, playing.PLAYED)
    reason, faults = text_of(sent, "reason", most=500)
    faults += members(sent, frozenset({"action", "reason"}))
    if action is None or faults:
        raise BadContent([*([] if action else [_bad_action(sent)]), *faults])
    try:
        playing.simulated(public_id, action, reason=reason, actor=actor)
    except NotReady as refused:
        raise NotReadyYet(findings_json(refused.findings)) from None
    return shown(sandbox.seen(public_id, actor=actor))


def _action(sent: dict[str, Any], known: tuple[Action, ...]) -> Action | None:
    value = sent.get("action")
    return next((action for action in known if action.value == value), None) if isinstance(value, str) else None


def _bad_action(sent: dict[str, Any]) -> Any:
    value = sent.get("action")
    return fault("/action", "choice" if isinstance(value, str) else "type" if "action" in sent else "missing")


def _in_sandbox() -> bool:
    program = current_actor().program
    if program is None:
        raise Forbidden
    return program.sandbox
