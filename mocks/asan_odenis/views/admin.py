"""The side door for tests: what was made, moving a payment by force, a clean start."""

from http import HTTPStatus

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from mocks.asan_odenis.rules import STATUSES
from mocks.asan_odenis.service import the_service
from mocks.kit import problem, requires_admin

admin = Blueprint("admin", __name__, url_prefix="/admin")


@admin.get("/payments")
@requires_admin
def listed() -> ResponseReturnValue:
    """List all payments, oldest first, without the payers' numbers."""
    return jsonify(
        [
            {
                "id": payment.id,
                "status": payment.status,
                "invoice": payment.order.invoice,
                "amount": payment.order.amount,
            }
            for payment in the_service().store.everything()
        ]
    )


@admin.post("/payments/<payment_id>")
@requires_admin
def force(payment_id: str) -> ResponseReturnValue:
    """Move a payment by force: `{"status": "paid"}`, also one that is expired or cancelled."""
    service, wish = the_service(), request.get_json()
    status = str(wish.get("status", "")) if isinstance(wish, dict) else ""
    payment = service.store.find(payment_id)
    if payment is None or status not in STATUSES:
        return problem(HTTPStatus.NOT_FOUND, "unknown", "There is no such payment or status.")
    return jsonify(service.told(service.force(payment, status)))


@admin.post("/reset")
@requires_admin
def reset() -> ResponseReturnValue:
    """Forget all payments and faults."""
    service = the_service()
    service.store.clear()
    service.faults.clear()
    return "", HTTPStatus.NO_CONTENT
