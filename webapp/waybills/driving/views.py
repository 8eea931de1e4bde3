"""The driver's pages, and what the phone asks of us: under its own key where its session may be over."""

import base64
import binascii
from typing import Any, Final

from flask import Response, jsonify, request

from webapp.attachments.api import picture_of
from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.signing import api as signing
from webapp.ui.access import accepts_body, machine, requires
from webapp.ui.forms import Form
from webapp.ui.rendering import render
from webapp.waybills import queries, wording
from webapp.waybills.chain import acts_of
from webapp.waybills.driving.blueprint import driving_api
from webapp.waybills.driving.drivers import actor_of
from webapp.waybills.driving.errors import KeyEnded, StatementWrong
from webapp.waybills.driving.held import phone_file
from webapp.waybills.driving.photos import keep_photo, photo_of
from webapp.waybills.driving.seeing import pictured
from webapp.waybills.driving.statements import DIGEST, KEY, instant
from webapp.waybills.driving.syncing import receive
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_VIEW
from webapp.waybills.saying import STOPS
from webapp.waybills.views.blueprint import waybills
from webapp.waybills.views.cards import cards

LONGEST_ACT: Final = 64 * 1024
LONGEST_PHOTO: Final = 10 * 1024 * 1024
INERT: Final = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cross-Origin-Resource-Policy": "same-origin"}


@driving_api.after_request
def never_kept(response: Response) -> Response:
    """Keep answers out of every cache."""
    response.headers["Cache-Control"] = "no-store"
    return response


@waybills.get("/trips")
@requires(WAYBILLS_DRIVE, WAYBILLS_VIEW)
def trips() -> str:
    """Show a driver what is to be driven, the nearest loading first; with scripts the phone keeps it and works without network."""
    actor = current_actor()
    fin = actor.fin or ""
    over = cards(queries.trips_of(fin, over=True), level=3)
    shown: dict[str, Any] = {"trips": queries.trips_of(fin), "over": over, "stops": STOPS}
    return render(
        "waybills/trips.html", wording=wording, form=Form(), owner=signing.owner_of(actor), may_drive=_drives(), **shown
    )


@waybills.get("/trips.json")
@requires(WAYBILLS_DRIVE)
def trips_file() -> Response:
    """Give what the phone takes along."""
    response = jsonify(phone_file(current_actor()))
    response.headers["Cache-Control"] = "no-store"
    return response


@waybills.get("/<public_id>/photos")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def photos(public_id: str) -> str:
    """Show the photos of a waybill by the acts that name them; that they were looked at is kept."""
    waybill, _roles = queries.waybill_seen_by(public_id, actor=current_actor())
    found = pictured(acts_of(waybill.id))
    if found:
        record("waybills.photos_seen", actor=current_actor(), object_type="waybill", object_key=public_id)
    return render("waybills/photos.html", waybill=waybill, pictured=found, wording=wording)


@waybills.get("/<public_id>/photos/<digest>")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def photo(public_id: str, digest: str) -> Response:
    """Send the picture of a photo, as our own program drew it."""
    waybill, _roles = queries.waybill_seen_by(public_id, actor=current_actor())
    copy = photo_of(waybill, digest if DIGEST.fullmatch(digest) else "")
    return Response(picture_of(copy, 1, current_actor()), mimetype="image/jpeg", headers=INERT)


@driving_api.post("/acts")
@accepts_body(LONGEST_ACT)
@machine
def act() -> Response:
    """Take one act under the signature of the phone's key; the person's session may be over."""
    received, body = now(), request.get_data()
    key, signature = _proved(body)
    try:
        clock = instant(request.headers.get("X-Clock", ""))
    except ValueError:
        raise StatementWrong from None
    return jsonify(receive(key, body, signature, received=received, clock=clock))


@driving_api.post("/photos/<public_id>/<digest>")
@accepts_body(LONGEST_PHOTO)
@machine
def add_photo(public_id: str, digest: str) -> tuple[Response, int]:
    """Keep a photo that an act will name; the phone's key signs to which waybill it belongs and its digest."""
    if not DIGEST.fullmatch(digest) or not KEY.fullmatch(public_id):
        raise StatementWrong
    key, _signature = _proved(f"waybill-photo {public_id} {digest}".encode())
    if signing.state_at(key, now()) is not signing.KeyState.ACTIVE:
        raise KeyEnded
    kept = keep_photo(public_id, request.get_data(), digest, actor=actor_of(key))
    return jsonify({"sha256": kept.sha256.hex()}), 201


def _proved(content: bytes) -> tuple[signing.DeviceKey, bytes]:
    try:
        signature = base64.b64decode(request.headers.get("X-Signature", ""), validate=True)
    except (binascii.Error, ValueError):
        raise signing.Unproved from None
    device = request.headers.get("X-Device", "").replace("\0", "")
    return signing.proved(device, signature, content), signature


def _drives() -> bool:
    return current_actor().has(WAYBILLS_DRIVE.code)
