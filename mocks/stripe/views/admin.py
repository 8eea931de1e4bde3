"""The side door for tests: a late success, a clean start."""

from http import HTTPStatus

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from mocks.kit import problem, requires_admin
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


@admin.post("/reset")
@requires_admin
def reset() -> ResponseReturnValue:
    """Forget all sessions and faults."""
    service = the_service()
    service.store.clear()
    service.faults.clear()
    return "", HTTPStatus.NO_CONTENT
