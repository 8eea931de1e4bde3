"""Validators: batches of taps, the list of stopped cards. A validator proves itself by its signature."""

from typing import Final

from flask import Response, jsonify, request

from webapp.core.errors import AppError
from webapp.core.transaction import transaction
from webapp.transport_card.alarms import raise_alarm
from webapp.transport_card.errors import BatchRefused, BatchReused, DeviceRevoked, SignatureRefused
from webapp.transport_card.list_signing import key_id, public_key, sign
from webapp.transport_card.services.tapping import take
from webapp.transport_card.tap_answers import answer_of, delta
from webapp.transport_card.tap_reading import envelope
from webapp.transport_card.views.blueprint import machine_pages
from webapp.ui.access import accepts_body, machine, no_transaction, public

LARGEST: Final = 128 * 1024
LONGEST_VERSION: Final = 18


@machine_pages.post("")
@no_transaction
@accepts_body(LARGEST)
@machine
def taps() -> Response:
    """Take a batch; the answer says of each tap whether the passenger travels, why not, and what is left."""
    head = request.headers
    sent = envelope(
        head.get("Tap-Device", ""), head.get("Tap-Batch", ""), head.get("Tap-Signature", ""), request.get_data()
    )
    try:
        with transaction():
            return jsonify(answer_of(take(sent)))
    except (DeviceRevoked, SignatureRefused, BatchReused) as error:
        _alarm(error, sent.device)
        raise


@machine_pages.get("/blocked")
@public
def blocked() -> Response:
    """Give the changes of the list after the version `since`, signed."""
    since = request.args.get("since", "0")
    if not (since.isascii() and since.isdigit() and len(since) <= LONGEST_VERSION):
        raise BatchRefused
    body = delta(int(since))
    return Response(body, content_type="application/json", headers={"Tap-Signature": sign(body), "Tap-Key": key_id()})


@machine_pages.get("/key")
@public
def key() -> Response:
    """Give the public key of the list."""
    return jsonify({"key_id": key_id(), "public_key": public_key()})


def _alarm(error: AppError, device: str) -> None:
    with transaction():
        raise_alarm(error.code, device)
