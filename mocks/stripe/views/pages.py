"""The payer's page of a Checkout session."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mocks.kit.app import POLICY
from mocks.kit.languages import chosen_language
from mocks.stripe.intents import DECLINED, NOT_PROVED
from mocks.stripe.service import RefusedError, the_service
from mocks.stripe.store import Object
from mocks.stripe.texts import TEXTS

CARDS: Final = ("4242", "0002", "3220")
pages = Blueprint("pages", __name__)


@pages.get("/c/pay/<session_id>")
def show(session_id: str) -> ResponseReturnValue:
    """Show a session to its payer."""
    return _page(_found(session_id))


@pages.post("/c/pay/<session_id>")
def answer(session_id: str) -> ResponseReturnValue:
    """Pay with the chosen card, or go back without; a declined card can be tried again, 3-D Secure asks once more."""
    found = _found(session_id)
    if request.form.get("action") == "back":
        return redirect(found["cancel_url"], HTTPStatus.SEE_OTHER)
    service, card = the_service(), request.form.get("card", "")
    with suppress(RefusedError):  # a second click: the first one stands
        if card == "0002" or request.form.get("proof") == "no":
            return _page(service.decline(session_id, DECLINED if card else NOT_PROVED), declined=True)
        if card == "3220":
            return _page(service.hold_for_proof(session_id))
        if card != "4242" and request.form.get("proof") != "yes":
            return _page(found)
        service.pay(session_id)
    address = found["success_url"].replace("{CHECKOUT_SESSION_ID}", session_id)
    return redirect(address, HTTPStatus.SEE_OTHER)


def _page(found: Object, *, declined: bool = False) -> ResponseReturnValue:
    language, amount = chosen_language(TEXTS), found["amount_total"]
    page = render_template(
        "stripe/pay.html",
        session=found,
        amount=f"{amount // 100},{amount % 100:02d} {found['currency'].upper()}",
        cards=CARDS,
        declined=declined,
        proving=(found["payment_intent"] or {}).get("status") == "requires_action",
        **_frame(language, lambda code: url_for(".show", session_id=found["id"], lang=code)),
    )
    response = make_response(page)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(found["success_url"]))
    response.headers["Content-Security-Policy"] = POLICY.replace("form-action 'self'", f"form-action 'self' {origin}")
    return response


def _found(session_id: str) -> Object:
    found = the_service().session(session_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _frame(language: str, address_in: Any) -> dict[str, Any]:
    return {"texts": TEXTS[language], "language": language, "languages": TEXTS, "address_in": address_in}
