"""Means (d): reading a QR code, the browser's side. Decision 118, clause 6.5.4."""

from io import BytesIO

import qrcode
from flask import Blueprint, Response, jsonify, request, url_for
from qrcode.image.svg import SvgPathImage

from mocks.asan_login.interactions import Interaction
from mocks.asan_login.means.levels import Means
from mocks.asan_login.means.qr import QrOperation, QrState
from mocks.asan_login.pages.authorize import complete
from mocks.asan_login.pages.frame import in_interaction, render, same_origin_only, see_other, text
from mocks.asan_login.provider import current_provider

blueprint = Blueprint("qr", __name__, url_prefix="/sign-in/<interaction_id>/qr")
same_origin_only(blueprint)


@blueprint.get("")
@in_interaction(Means.QR)
def show(interaction: Interaction) -> Response:
    """Show the code, then the number to match, then finish or say what happened."""
    operation = _operation_of(interaction)
    if operation is None:
        operation = _begin(interaction)
    if operation.state in {QrState.SHOWN, QrState.SCANNED}:
        return render("qr.html", interaction=interaction, operation=operation, state=operation.state)
    if operation.state is QrState.CONFIRMED and operation.scanned_by:
        return complete(interaction, operation.scanned_by, Means.QR)
    return render("qr_failed.html", interaction=interaction, error=text(f"qr.{operation.state}"))


@blueprint.post("/again")
@in_interaction(Means.QR)
def again(interaction: Interaction) -> Response:
    """Begin with a new code; the one before is worth nothing from now on."""
    operation = _operation_of(interaction)
    if operation is not None:
        current_provider().qr.end(operation, QrState.REFUSED)
    interaction.qr_operation = None
    return see_other(url_for(".show", interaction_id=interaction.id))


@blueprint.get("/code.svg")
@in_interaction(Means.QR)
def picture(interaction: Interaction) -> Response:
    """Draw the code of this second, or answer 204 when there is nothing to show any more."""
    operation = _operation_of(interaction)
    if operation is None or operation.state is not QrState.SHOWN:
        return Response(status=204)
    drawing = BytesIO()
    qrcode.make(operation.text(), image_factory=SvgPathImage, box_size=12, border=4).save(drawing)
    return Response(drawing.getvalue(), mimetype="image/svg+xml")


@blueprint.get("/status")
@in_interaction(Means.QR)
def status(interaction: Interaction) -> Response:
    """Answer the page's script: shown, scanned, done or failed."""
    if not current_provider().polls.hit(interaction.id):
        answer = jsonify(status="slow_down")
        answer.status_code = 429
        answer.headers["Retry-After"] = "2"
        return answer
    operation = _operation_of(interaction)
    if operation is None:
        return jsonify(status="failed")
    known = {QrState.SHOWN: "shown", QrState.SCANNED: "scanned", QrState.CONFIRMED: "done"}
    return jsonify(status=known.get(operation.state, "failed"))


def browser_name(user_agent: str) -> str:
    """Return browser and system in two words, as far as the User-Agent tells."""
    browsers = (("Firefox", "Firefox"), ("Edg", "Edge"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in browsers if mark in user_agent), "?")
    system = next((name for mark, name in systems if mark in user_agent), "?")
    return f"{browser}, {system}"


def _begin(interaction: Interaction) -> QrOperation:
    user_agent, address = request.headers.get("User-Agent", ""), request.remote_addr or "?"
    operation = QrOperation(interaction.id, interaction.client.name, browser_name(user_agent), address)
    current_provider().qr.add(operation)
    interaction.qr_operation = operation.id
    return operation


def _operation_of(interaction: Interaction) -> QrOperation | None:
    return current_provider().qr.find(interaction.qr_operation) if interaction.qr_operation else None
