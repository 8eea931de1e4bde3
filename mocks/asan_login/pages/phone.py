"""The demo phone of one person: SMS inbox, mobile-certificate requests, QR scanning. Plays SIM, camera and app."""

from flask import Blueprint, Response, abort, request, url_for

from mocks.asan_login.means import card_reader
from mocks.asan_login.means.mobile import MobileRequest, MobileState
from mocks.asan_login.means.qr import QrOperation, QrState, ScanRefusal, ScanRefusedError
from mocks.asan_login.pages.frame import render, same_origin_only, see_other, text
from mocks.asan_login.provider import current_provider
from mocks.people import PEOPLE, Person, person_by_fin

blueprint = Blueprint("phone", __name__, url_prefix="/phone")
same_origin_only(blueprint)
ANSWERS_WITHOUT_PIN = {
    "refuse": MobileState.REFUSED,
    "absent": MobileState.PHONE_ABSENT,
    "sim_error": MobileState.SIM_ERROR,
}


@blueprint.get("")
@blueprint.get("/")
def index() -> Response:
    """List the demo people's phones."""
    return render("phones.html", people=PEOPLE)


@blueprint.get("/<fin>")
def show(fin: str) -> Response:
    """Show the phone. A code that came here as a link is a forwarded one: refused, and ended."""
    person = _owner(fin)
    if "qr" in request.args:
        return _scan(person, f"https://share/?{request.args['qr']}")
    done = request.args.get("done", "")
    known = {"confirmed", "refused", "absent", "sim_error", "ended"}
    return _page(person, notice=text(f"phone.done.{done}") if done in known else None)


@blueprint.post("/<fin>/mobile/<request_id>")
def answer_mobile(fin: str, request_id: str) -> Response:
    """Answer a mobile-certificate request: sign after the PIN, refuse, or play a phone that fails."""
    person, provider = _owner(fin), current_provider()
    waiting = provider.mobile.find(request_id)
    if waiting is None or waiting.fin != person.fin:
        abort(404)
    action = request.form.get("action", "")
    if action in ANSWERS_WITHOUT_PIN:
        provider.mobile.end(waiting, ANSWERS_WITHOUT_PIN[action])
        return _back(person, "refused" if action == "refuse" else action)
    return _sign_mobile(person, waiting)


@blueprint.post("/<fin>/scan")
def scan(fin: str) -> Response:
    """Scan a text, or what a sign-in page of this machine shows at this moment (`shown`)."""
    person = _owner(fin)
    shown = current_provider().qr.find(request.form.get("shown", ""))
    return _scan(person, shown.text() if shown else request.form.get("text", "")[:2000])


@blueprint.post("/<fin>/qr/<operation_id>")
def answer_qr(fin: str, operation_id: str) -> Response:
    """Answer a scanned QR: pick the number that the browser shows and sign after the PIN, or refuse."""
    person, provider = _owner(fin), current_provider()
    operation = provider.qr.find(operation_id)
    if operation is None or operation.scanned_by != person.fin:
        abort(404)
    if request.form.get("action") == "refuse":
        provider.qr.end(operation, QrState.REFUSED)
        return _back(person, "refused")
    number = request.form.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) <= 2):  # noqa: PLR2004 - two-digit numbers
        return _page(person, error=text("phone.pick_number"))
    return _sign_qr(person, operation, int(number))


def _scan(person: Person, content: str) -> Response:
    try:
        current_provider().qr.scan(content, person.fin)
    except ScanRefusedError as refused:
        status = 403 if refused.reason is ScanRefusal.FORWARDED else 422
        return _page(person, error=text(f"scan.{refused.reason}"), status=status)
    return see_other(url_for(".show", fin=person.fin))


def _sign_mobile(person: Person, waiting: MobileRequest) -> Response:
    provider = current_provider()
    try:
        certificate, signature = card_reader.sign(
            provider.settings.pki_dir, person.fin, request.form.get("pin", ""), waiting.content
        )
    except card_reader.WrongPinError:
        return _page(person, error=text("pin.wrong"))
    state = provider.mobile.answer(waiting, certificate, signature)
    return _back(person, "confirmed" if state is MobileState.CONFIRMED else "ended")


def _sign_qr(person: Person, operation: QrOperation, number: int) -> Response:
    provider = current_provider()
    try:
        certificate, signature = card_reader.sign(
            provider.settings.pki_dir, person.fin, request.form.get("pin", ""), operation.to_be_signed(number)
        )
    except card_reader.WrongPinError:
        return _page(person, error=text("pin.wrong"))
    state = provider.qr.confirm(operation, number, certificate, signature)
    return _back(person, "confirmed" if state is QrState.CONFIRMED else "ended")


def _page(person: Person, *, error: str | None = None, notice: str | None = None, status: int = 422) -> Response:
    provider = current_provider()
    return render(
        "phone.html",
        status if error else 200,
        person=person,
        error=error,
        notice=notice,
        requests=provider.mobile.waiting_for(person.fin),
        scanned=provider.qr.scanned_by(person.fin),
        shown=provider.qr.shown(),
        messages=provider.messaging.inbox(person.phone),
        signing_url=f"{provider.settings.signing_url}/phone/{person.fin}",
    )


def _back(person: Person, done: str) -> Response:
    return see_other(url_for(".show", fin=person.fin, done=done))


def _owner(fin: str) -> Person:
    person = person_by_fin(fin)
    if person is None:
        abort(404)
    return person
