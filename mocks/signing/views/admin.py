"""The side door for tests: automatic confirmation, what was received, a clean start."""

import base64
from http import HTTPStatus

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from mocks.kit import problem, requires_admin
from mocks.people import person_by_fin
from mocks.signing.service import EVERYBODY
from mocks.signing.views import the_service

admin = Blueprint("admin", __name__, url_prefix="/admin")


@admin.post("/auto-confirm")
@requires_admin
def auto_confirm() -> ResponseReturnValue:
    """Let a phone confirm by itself: `{"fin": "7LYL5H2" or "*", "on": true}`."""
    wish = request.get_json()
    fin = str(wish.get("fin", "")) if isinstance(wish, dict) else ""
    if fin != EVERYBODY and person_by_fin(fin) is None:
        return problem(HTTPStatus.NOT_FOUND, "not-customer", "Nobody with this FİN has a signing key.")
    service = the_service()
    if wish.get("on", True):
        service.auto_confirm.add(fin)
    else:
        service.auto_confirm.discard(fin)
    return jsonify(on=sorted(service.auto_confirm))


@admin.get("/received")
@requires_admin
def received() -> ResponseReturnValue:
    """List the requests of the last minutes, oldest first, with what became of them."""
    return jsonify(
        [
            {
                "session_id": session.id,
                "client": session.client,
                "fin": session.order.fin,
                "phone": session.order.phone,
                "means": session.order.means,
                "display_text": session.order.display_text,
                "hash": base64.b64encode(session.order.digests[0]).decode(),
                "hashes": [base64.b64encode(each).decode() for each in session.order.digests],
                "idempotency_key": session.order.idempotency_key,
                "verification_code": session.code,
                "state": session.state,
                "result": session.answer.result if session.answer else None,
                "at": session.started_at.isoformat(),
            }
            for session in the_service().board.everything()
        ]
    )


@admin.post("/reset")
@requires_admin
def reset() -> ResponseReturnValue:
    """Forget requests, faults and automatic confirmation."""
    the_service().reset()
    return "", HTTPStatus.NO_CONTENT
