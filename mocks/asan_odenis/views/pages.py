"""The payer's page: what is paid, to whom, by which card; then back to where the payer came from."""

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mocks.asan_odenis.service import the_service
from mocks.asan_odenis.store import ConflictError, Payment
from mocks.asan_odenis.texts import TEXTS
from mocks.kit.app import POLICY
from mocks.kit.languages import chosen_language

CARDS: Final = {"4169": "pay", "5103": "decline"}
SERVICES: Final = {
    "8104001": "AYNA",
    "2001100": "Rabitə və İnformasiya Texnologiyaları Nazirliyi",
    "3201200": "Vergilər Nazirliyi",
    "3301000": "Dövlət Miqrasiya Xidməti",
    "4000200": "«Azərsu» Açıq Səhmdar Cəmiyyəti",
    "4100100": "«Azərenerji» Açıq Səhmdar Cəmiyyəti",
}
pages = Blueprint("pages", __name__)


@pages.get("/")
def start() -> ResponseReturnValue:
    """Say what this is."""
    language = chosen_language(TEXTS)
    return render_template("asan_odenis/start.html", **_frame(language, lambda code: url_for(".start", lang=code)))


@pages.get("/services/<code>")
def service(code: str) -> ResponseReturnValue:
    """Show to whom the payments of a service go. Debts are with their bodies: none is invented here."""
    if code not in SERVICES:
        abort(HTTPStatus.NOT_FOUND)
    language = chosen_language(TEXTS)
    frame = _frame(language, lambda wanted: url_for(".service", code=code, lang=wanted))
    return render_template("asan_odenis/service.html", payee=SERVICES[code], code=code, **frame)


@pages.get("/pay/<payment_id>")
def show(payment_id: str) -> ResponseReturnValue:
    """Show a payment to its payer."""
    payment = _found(payment_id)
    language = chosen_language(TEXTS)
    page = render_template(
        "asan_odenis/pay.html",
        payment=payment,
        order=payment.order,
        payee=SERVICES.get(payment.order.service_code, payment.order.service_code),
        amount=f"{payment.order.amount // 100},{payment.order.amount % 100:02d} AZN",
        back=_back(payment),
        cards=CARDS,
        **_frame(language, lambda code: url_for(".show", payment_id=payment_id, lang=code)),
    )
    response = make_response(page)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(payment.order.return_url))
    response.headers["Content-Security-Policy"] = POLICY.replace("form-action 'self'", f"form-action 'self' {origin}")
    return response


@pages.post("/pay/<payment_id>")
def answer(payment_id: str) -> ResponseReturnValue:
    """Pay with the chosen card, or give up; then send the payer back. What was answered before stays."""
    service, payment = the_service(), _found(payment_id)
    action = "cancel" if request.form.get("action") == "cancel" else CARDS.get(request.form.get("card", ""))
    if action is None:
        return redirect(url_for(".show", payment_id=payment_id, lang=chosen_language(TEXTS)), HTTPStatus.SEE_OTHER)
    try:
        if action == "pay":
            service.pay(payment)
        else:
            service.end(payment, action)
    except ConflictError:
        pass  # a second click: the first one stands
    return redirect(_back(payment), HTTPStatus.SEE_OTHER)


def _back(payment: Payment) -> str:
    joint = "&" if "?" in payment.order.return_url else "?"
    return f"{payment.order.return_url}{joint}{urlencode({'payment': payment.id})}"


def _found(payment_id: str) -> Payment:
    payment = the_service().store.find(payment_id)
    if payment is None:
        abort(HTTPStatus.NOT_FOUND)
    return payment


def _frame(language: str, address_in: Any) -> dict[str, Any]:
    return {"texts": TEXTS[language], "language": language, "languages": TEXTS, "address_in": address_in}
