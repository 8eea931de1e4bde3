"""The merchants' interface: every request signed with the shared key."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import Blueprint, Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from mocks.asan_odenis.rules import NotAnOrderError, read_order
from mocks.asan_odenis.service import the_service
from mocks.asan_odenis.settlement import settlement
from mocks.asan_odenis.signing import HEADER, is_right
from mocks.asan_odenis.store import ConflictError, Payment
from mocks.kit import problem

merchants = Blueprint("merchants", __name__, url_prefix="/api/v1")
P = ParamSpec("P")


class UnknownPaymentError(LookupError):
    """No payment has this id."""


def signed(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let in only what the merchant signed with the shared key."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        text = f"{request.method} {request.path}\n".encode() + request.get_data()
        if not is_right(the_service().key, request.headers.get(HEADER, ""), text):
            return problem(HTTPStatus.UNAUTHORIZED, "bad-signature", "The signature is missing, wrong or too old.")
        return view(*args, **kwargs)

    return guarded


@merchants.post("/payments")
@signed
def make() -> ResponseReturnValue:
    """Make a payment: 201 with the payer's address; the same answer for the same key."""
    service, key = the_service(), request.headers.get("Idempotency-Key", "")
    if not 0 < len(key) <= 200:  # noqa: PLR2004 - the longest key
        return problem(HTTPStatus.BAD_REQUEST, "no-key", "`Idempotency-Key` is wanted.")
    try:
        payment = service.store.make(read_order(request.get_json(silent=True)), key)
    except NotAnOrderError as error:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not-an-order", str(error))
    except ConflictError:
        return problem(HTTPStatus.CONFLICT, "key-reused", "The key stood for another order.")
    if service.faults.strikes("lost-answer"):
        return Response("Made, but not answered.\n", HTTPStatus.INTERNAL_SERVER_ERROR, content_type="text/plain")
    address = url_for("pages.show", payment_id=payment.id, _external=True)
    return jsonify(id=payment.id, status=payment.status, pay_url=address), HTTPStatus.CREATED


@merchants.get("/payments/<payment_id>")
@signed
def look(payment_id: str) -> ResponseReturnValue:
    """Say how a payment stands."""
    return jsonify(the_service().told(found(payment_id)))


@merchants.post("/payments/<payment_id>/cancel")
@signed
def cancel(payment_id: str) -> ResponseReturnValue:
    """Take a payment back that was not made; one that has ended stays as it is."""
    service, payment = the_service(), found(payment_id)
    try:
        payment = service.end(payment, "cancel")
    except ConflictError:
        payment = found(payment_id)
    return jsonify(service.told(payment))


@merchants.post("/payments/<payment_id>/refunds")
@signed
def refund(payment_id: str) -> ResponseReturnValue:
    """Send money back, never more than was paid."""
    body = request.get_json(silent=True)
    amount = body.get("amount") if isinstance(body, dict) else None
    key = request.headers.get("Idempotency-Key", "")
    if type(amount) is not int or not key:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not-a-refund", "`amount` and `Idempotency-Key` are wanted.")
    service, payment = the_service(), found(payment_id)
    if service.faults.strikes("refund-failed", payment.id):
        return jsonify(id=f"failed-{key}", amount=amount, status="failed", at=None), HTTPStatus.CREATED
    try:
        if service.faults.strikes("refund-refused", payment.id):
            raise ConflictError("refused")  # noqa: TRY301 - the same answer as for the real reason
        made = service.store.refund(payment, amount, key)
    except ConflictError:
        return problem(HTTPStatus.CONFLICT, "not-refundable", "There is not so much to send back.")
    if service.faults.strikes("lost-answer"):
        return Response("Made, but not answered.\n", HTTPStatus.INTERNAL_SERVER_ERROR, content_type="text/plain")
    return jsonify(service.told_of_refund(made)), HTTPStatus.CREATED


@merchants.get("/payments/<payment_id>/refunds/<refund_id>")
@signed
def look_refund(payment_id: str, refund_id: str) -> ResponseReturnValue:
    """Say how a refund stands."""
    service = the_service()
    for each in service.store.refunds(found(payment_id).id):
        if each.id == refund_id:
            return jsonify(service.told_of_refund(each))
    return problem(HTTPStatus.NOT_FOUND, "unknown-refund", "There is no such refund.")


@merchants.get("/settlements/<day>")
@signed
def settled(day: str) -> ResponseReturnValue:
    """Give the settlement file of a day."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return problem(HTTPStatus.NOT_FOUND, "no-such-day", "The day is written YYYY-MM-DD.")
    service = the_service()
    return Response(settlement(wanted, service.store, service.faults), content_type="text/csv; charset=utf-8")


@merchants.errorhandler(UnknownPaymentError)
def _unknown(_error: UnknownPaymentError) -> Response:
    return problem(HTTPStatus.NOT_FOUND, "unknown-payment", "There is no such payment.")


def found(payment_id: str) -> Payment:
    """Return the payment. Raises UnknownPaymentError."""
    payment = the_service().store.find(payment_id)
    if payment is None:
        raise UnknownPaymentError
    return payment
