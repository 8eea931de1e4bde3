"""The interface that the library speaks: form-encoded requests, JSON answers, Stripe's errors."""

import hmac
import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import Blueprint, Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from mocks.stripe.refunding import make_refund, shown_refund
from mocks.stripe.service import RefusedError, the_service
from mocks.stripe.store import KeyReusedError, Object

interface = Blueprint("interface", __name__, url_prefix="/v1")
P = ParamSpec("P")


def failure(status: int, kind: str, message: str, code: str = "") -> Response:
    """Return an error as Stripe writes it."""
    answer = jsonify(error={"type": kind, "message": message, "code": code})
    answer.status_code = status
    return answer


def authorized(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let in only the merchant's key; say what cannot be done as Stripe says it."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), the_service().key.encode()):
            return failure(HTTPStatus.UNAUTHORIZED, "invalid_request_error", "Invalid API Key provided.")
        try:
            return view(*args, **kwargs)
        except RefusedError as error:
            return failure(HTTPStatus.BAD_REQUEST, "invalid_request_error", str(error))
        except KeyReusedError:
            text = "Keys for idempotent requests can only be used with the same parameters they were first used with."
            return failure(HTTPStatus.BAD_REQUEST, "idempotency_error", text)

    return guarded


@interface.post("/checkout/sessions")
@authorized
def make() -> ResponseReturnValue:
    """Make a Checkout session."""
    service, asked = the_service(), request.form.to_dict()
    made = service.store.once(_key(), {"path": request.path, **asked}, lambda: service.make_session(asked))
    if service.faults.strikes("lost-answer"):
        return failure(HTTPStatus.INTERNAL_SERVER_ERROR, "api_error", "Made, but not answered.")
    return jsonify(
        {**service.shown(made, expanded=False), "url": url_for("pages.show", session_id=made["id"], _external=True)}
    )


@interface.get("/checkout/sessions/<session_id>")
@authorized
def look(session_id: str) -> ResponseReturnValue:
    """Say how a session stands."""
    found = the_service().session(session_id)
    return _missing() if found is None else jsonify(the_service().shown(found, expanded=_expanded()))


@interface.get("/checkout/sessions")
@authorized
def listed() -> ResponseReturnValue:
    """List sessions, newest first, page by page."""
    service, least = the_service(), request.args.get("created[gte]", 0, type=int)
    found = [each for each in service.store.listed("session") if each["created"] >= least]
    return _listed([service.shown(each, expanded=_expanded()) for each in found])


@interface.post("/checkout/sessions/<session_id>/expire")
@authorized
def expire(session_id: str) -> ResponseReturnValue:
    """End an open session."""
    service = the_service()
    found = service.session(session_id)
    if found is None:
        return _missing()
    if found["status"] != "open":
        raise RefusedError("Only Checkout Sessions with a status in [open] can be expired.")
    return jsonify(service.shown(service.expire(found), expanded=False))


@interface.get("/payment_intents/<intent_id>")
@authorized
def look_intent(intent_id: str) -> ResponseReturnValue:
    """Say how the intent behind a session stands."""
    owner = the_service().session_of_intent(intent_id)
    if owner is None:
        return _missing("payment_intent")
    intent = dict(owner["payment_intent"])
    if intent["latest_charge"] and not _expanded():
        intent["latest_charge"] = intent["latest_charge"]["id"]
    return jsonify(intent)


@interface.post("/refunds")
@authorized
def refund() -> ResponseReturnValue:
    """Send money back."""
    service, asked = the_service(), request.form.to_dict()
    if service.faults.strikes("refund-refused"):
        raise RefusedError("This charge cannot be refunded.")
    if service.faults.strikes("refund-failed"):
        about = {"id": "re_failed", "object": "refund", "status": "failed", "amount": int(asked["amount"])}
        return jsonify(
            {**about, "created": int(time.time()), "currency": "azn", "payment_intent": None, "metadata": {}}
        )
    made = service.store.once(_key(), {"path": request.path, **asked}, lambda: make_refund(service, asked))
    if service.faults.strikes("lost-answer"):
        return failure(HTTPStatus.INTERNAL_SERVER_ERROR, "api_error", "Made, but not answered.")
    return jsonify(shown_refund(service, made))


@interface.get("/refunds/<refund_id>")
@authorized
def look_refund(refund_id: str) -> ResponseReturnValue:
    """Say how a refund stands."""
    found = the_service().store.find(refund_id)
    return _missing("refund") if found is None else jsonify(shown_refund(the_service(), found))


@interface.get("/refunds")
@authorized
def refunds() -> ResponseReturnValue:
    """List refunds made between two instants, newest first, page by page."""
    least, most = (request.args.get(f"created[{end}]", limit, type=int) for end, limit in (("gte", 0), ("lt", 2**40)))
    return _listed([each for each in the_service().store.listed("refund") if least <= each["created"] < most])


def _listed(rows: list[Object]) -> Response:
    """Return one page of `rows` as Stripe lists things."""
    limit, after = min(request.args.get("limit", 10, type=int), 100), request.args.get("starting_after")
    if after:
        rows = rows[next((place for place, each in enumerate(rows) if each["id"] == after), len(rows)) + 1 :]
    return jsonify(object="list", url=request.path, has_more=len(rows) > limit, data=rows[:limit])


def _key() -> str | None:
    return request.headers.get("Idempotency-Key")


def _expanded() -> bool:
    return any(name.startswith("expand") for name in request.args)


def _missing(kind: str = "checkout.session") -> Response:
    return failure(HTTPStatus.NOT_FOUND, "invalid_request_error", f"No such {kind}.", "resource_missing")
