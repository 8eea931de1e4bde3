"""The side door for tests: a late success, a dispute, the end of a refund, a clean start."""

from http import HTTPStatus

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from mocks.kit import problem, requires_admin
from mocks.stripe.refunding import finish
from mocks.stripe.service import the_service

admin = Blueprint("admin", __name__, url_prefix="/admin")


@admin.get("/sessions")
@requires_admin
def listed() -> ResponseReturnValue:
    """List all sessions, newest first."""
    found = the_service().store.listed("session")
    return jsonify(
        [{name: each[name] for name in ("id", "status", "payment_status", "amount_total")} for each in found]
    )


@admin.post("/sessions/<session_id>/pay")
@requires_admin
def force(session_id: str) -> ResponseReturnValue:
    """Take the money of a session, also of an expired one, and tell of it."""
    service = the_service()
    found = service.store.find(session_id)
    if found is None:
        return problem(HTTPStatus.NOT_FOUND, "unknown", "There is no such session.")
    return jsonify(service.shown(service.settle(found), expanded=False))


@admin.post("/sessions/<session_id>/dispute")
@requires_admin
def dispute(session_id: str) -> ResponseReturnValue:
    """Let the holder of the card dispute the charge of a paid session."""
    service = the_service()
    found = service.store.find(session_id)
    if found is None or found["payment_status"] != "paid":
        return problem(HTTPStatus.NOT_FOUND, "unknown", "There is no such paid session.")
    return jsonify(service.shown(service.dispute(found), expanded=False))


@admin.post("/refunds/<refund_id>")
@requires_admin
def end_refund(refund_id: str) -> ResponseReturnValue:
    """Let a refund end: `{"status": "succeeded"}` or `"failed"`."""
    service, wish = the_service(), request.get_json()
    status = str(wish.get("status", "")) if isinstance(wish, dict) else ""
    found = service.store.find(refund_id)
    if found is None or status not in {"succeeded", "failed"}:
        return problem(HTTPStatus.NOT_FOUND, "unknown", "There is no such refund or status.")
    return jsonify(finish(service, found, status))


@admin.post("/reset")
@requires_admin
def reset() -> ResponseReturnValue:
    """Forget all sessions and faults."""
    service = the_service()
    service.store.clear()
    service.faults.clear()
    return "", HTTPStatus.NO_CONTENT
