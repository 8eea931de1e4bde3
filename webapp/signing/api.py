"""What other rooms ask of signing. Plug a SignaturePurpose into your manifest, then call `request_signature`."""

from typing import cast

from flask import current_app

from webapp.signing.errors import NotRepeatable, SealUnavailable, SignatureUnderWay
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.signing.pades.preparing import with_signature_fields
from webapp.signing.pades.reports import SignatureReport, reports_on
from webapp.signing.pades.sealing import seal
from webapp.signing.pades.trust import Unfit, trust_of
from webapp.signing.purposes import SignaturePurpose
from webapp.signing.queries import open_request
from webapp.signing.rules import Means
from webapp.signing.services.requesting import request_signature, withdraw_open
from webapp.ui.portal import Portal

__all__ = [
    "Means",
    "NotRepeatable",
    "SealUnavailable",
    "SignatureCompleted",
    "SignatureEnded",
    "SignaturePurpose",
    "SignatureReport",
    "SignatureUnderWay",
    "open_request",
    "request_signature",
    "seal_pdf",
    "validate_pdf",
    "with_signature_fields",
    "withdraw_open",
]


def seal_pdf(pdf: bytes) -> bytes:
    """Return `pdf` with the portal's seal, time stamp and proofs. No transaction may be open. Raises SealUnavailable."""
    try:
        return seal(pdf, _portal().settings)
    except Unfit as error:
        raise SealUnavailable from error


def validate_pdf(pdf: bytes) -> list[SignatureReport]:
    """Return what is true about each signature of `pdf`, oldest first, from the proofs inside it; nobody is asked."""
    return reports_on(pdf, trust_of(_portal().settings))


def _portal() -> Portal:
    return cast("Portal", current_app)
