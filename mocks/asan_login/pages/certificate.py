"""Means (a): an e-signature certificate signs a challenge. Decision 118, clause 6.5.1."""

import base64
import binascii

from flask import Blueprint, Response, request

from mocks.asan_login.interactions import Interaction
from mocks.asan_login.means import card_reader
from mocks.asan_login.means.certificates import (
    CertificateRefusedError,
    Refusal,
    ensure_good,
    ensure_signed,
    read_certificate,
)
from mocks.asan_login.means.challenge import Challenge
from mocks.asan_login.means.levels import Means
from mocks.asan_login.pages.authorize import complete
from mocks.asan_login.pages.frame import in_interaction, render, same_origin_only, text
from mocks.asan_login.provider import current_provider
from mocks.people import person_by_fin

blueprint = Blueprint("certificate", __name__, url_prefix="/sign-in/<interaction_id>/certificate")
same_origin_only(blueprint)
PIN_TRIES = 3
LONGEST_FILE = 20_000


@blueprint.get("")
@in_interaction(Means.CERTIFICATE)
def show(interaction: Interaction) -> Response:
    """Show the challenge, the cards in the demo reader, and the form for a card elsewhere."""
    return _page(interaction)


@blueprint.post("/card")
@in_interaction(Means.CERTIFICATE)
def sign_by_card(interaction: Interaction) -> Response:
    """Let a card of the demo reader sign, after its PIN."""
    challenge = interaction.challenge
    content = challenge.text().encode() if challenge else b""
    pki_dir = current_provider().settings.pki_dir
    try:
        certificate, signature = card_reader.sign(
            pki_dir, request.form.get("card", ""), request.form.get("pin", ""), content
        )
    except LookupError:
        return _page(interaction, text("certificate.no_card"), field="card")
    except card_reader.WrongPinError:
        interaction.pin_failures += 1
        interaction.ended = interaction.pin_failures >= PIN_TRIES
        return _page(interaction, text("pin.wrong"), field="pin")
    return _judge(interaction, certificate, signature)


@blueprint.post("/upload")
@in_interaction(Means.CERTIFICATE)
def sign_elsewhere(interaction: Interaction) -> Response:
    """Take a certificate and a signature that were made with a reader of one's own."""
    upload = request.files.get("certificate")
    certificate = upload.stream.read(LONGEST_FILE) if upload else b""
    certificate = certificate or request.form.get("certificate_text", "")[:LONGEST_FILE].encode("utf-8", "replace")
    try:
        signature = base64.b64decode("".join(request.form.get("signature", "")[:LONGEST_FILE].split()), validate=True)
    except (binascii.Error, ValueError):
        return _page(interaction, text("certificate.bad_signature"), field="signature")
    return _judge(interaction, certificate, signature)


def _judge(interaction: Interaction, certificate: bytes, signature: bytes) -> Response:
    """Accept a good certificate's signature over the very challenge of this interaction, once, in two minutes."""
    challenge, interaction.challenge = interaction.challenge, None
    if challenge is None or not challenge.is_fresh():
        return _page(interaction, text("certificate.challenge_old"), field="signature")
    try:
        loaded = read_certificate(certificate)
        fin = ensure_good(loaded, current_provider().trust)
        ensure_signed(loaded, signature, challenge.text().encode())
    except CertificateRefusedError as refused:
        field = "signature" if refused.reason is Refusal.BAD_SIGNATURE else "certificate"
        return _page(interaction, text(f"certificate.{refused.reason}"), field=field)
    if person_by_fin(fin) is None:
        return _page(interaction, text("certificate.no_fin"), field="certificate")
    return complete(interaction, fin, Means.CERTIFICATE)


def _page(interaction: Interaction, error: str | None = None, *, field: str = "") -> Response:
    provider = current_provider()
    if interaction.challenge is None or not interaction.challenge.is_fresh():
        interaction.challenge = Challenge(provider.settings.issuer, interaction.id)
    return render(
        "certificate.html",
        422 if error else 200,
        interaction=interaction,
        challenge=interaction.challenge.text(),
        cards=card_reader.cards(provider.settings.pki_dir),
        error=error,
        field=field,
    )
