"""Means (c): a mobile certificate, the browser's side. Decision 118, clause 6.5.3."""

import hmac

from flask import Blueprint, Response, jsonify, request, url_for

from mocks.asan_login.interactions import Interaction
from mocks.asan_login.means.levels import Means
from mocks.asan_login.means.mobile import MobileRequest, MobileState
from mocks.asan_login.means.phone_number import read_phone
from mocks.asan_login.pages.authorize import complete
from mocks.asan_login.pages.frame import in_interaction, render, same_origin_only, see_other, text
from mocks.asan_login.provider import current_provider
from mocks.asan_login.secret_values import digest
from mocks.people import PEOPLE

blueprint = Blueprint("mobile", __name__, url_prefix="/sign-in/<interaction_id>/mobile")
same_origin_only(blueprint)
USER_ID_DIGITS = 6


@blueprint.get("")
@in_interaction(Means.MOBILE)
def ask(interaction: Interaction) -> Response:
    """Ask for the phone number and the user id."""
    return render("mobile.html", interaction=interaction, phone="", error=None)


@blueprint.post("")
@in_interaction(Means.MOBILE)
def start(interaction: Interaction) -> Response:
    """Send a request to the phone. A pair that does not belong together is shown the same page, and nothing rings."""
    provider, typed = current_provider(), request.form.get("phone", "").strip()
    phone = read_phone(typed)
    if phone is None:
        error, shown = text("mobile.bad_number"), typed[:20].replace("\0", "")
        return render("mobile.html", 422, interaction=interaction, phone=shown, error=error)
    user_id = request.form.get("user_id", "")[:32].strip()
    # counted for the pair: whoever does not know the user id can neither ring the phone nor use up its owner's starts
    if not provider.phone_starts.hit(digest(f"{phone} {user_id}")):
        error = text("mobile.too_many")
        return render("mobile.html", 429, interaction=interaction, phone=phone, error=error)
    fin = owner_of(phone, user_id)
    sent = MobileRequest(phone, fin, interaction.client.name, interaction.id)
    provider.mobile.start(sent)
    interaction.mobile_request = sent.id
    return see_other(url_for(".wait", interaction_id=interaction.id))


@blueprint.get("/wait")
@in_interaction(Means.MOBILE)
def wait(interaction: Interaction) -> Response:
    """Show the control code until the phone has answered, then finish or say what happened."""
    sent = _request_of(interaction)
    if sent is None:
        return see_other(url_for(".ask", interaction_id=interaction.id))
    if sent.state is MobileState.RUNNING:
        return render("mobile_wait.html", interaction=interaction, sent=sent)
    if sent.state is MobileState.CONFIRMED and sent.fin:
        current_provider().phone_starts.clear(digest(f"{sent.phone} {sent.phone[-USER_ID_DIGITS:]}"))
        return complete(interaction, sent.fin, Means.MOBILE)
    error = text(f"mobile.{sent.state}")
    return render("mobile.html", interaction=interaction, phone=sent.phone, error=error)


@blueprint.get("/status")
@in_interaction(Means.MOBILE)
def status(interaction: Interaction) -> Response:
    """Answer the waiting page's script: running, done or failed, and nothing more."""
    if not current_provider().polls.hit(interaction.id):
        return _busy()
    sent = _request_of(interaction)
    if sent is None or sent.state is MobileState.RUNNING:
        return jsonify(status="running")
    return jsonify(status="done" if sent.state is MobileState.CONFIRMED else "failed")


def owner_of(phone: str, user_id: str) -> str | None:
    """Return the FİN of the number's owner when the user id is theirs: in the demo, the number's last six digits."""
    right = hmac.compare_digest(user_id.encode("utf-8", "surrogatepass"), phone[-USER_ID_DIGITS:].encode())
    return next((person.fin for person in PEOPLE if right and person.phone == phone), None)


def _request_of(interaction: Interaction) -> MobileRequest | None:
    return current_provider().mobile.find(interaction.mobile_request) if interaction.mobile_request else None


def _busy() -> Response:
    answer = jsonify(status="slow_down")
    answer.status_code = 429
    answer.headers["Retry-After"] = "2"
    return answer
