"""What other rooms ask of signing. Plug a SignaturePurpose into your manifest, then call `request_signature`."""

from collections.abc import Sequence
from typing import cast

from flask import current_app

from webapp.signing.cades.building import proofs_in
from webapp.signing.cades.reports import reports_on_detached
from webapp.signing.cades.sealing import sealed
from webapp.signing.devices.errors import Unproved
from webapp.signing.devices.keys import KeyState, proved, state_at
from webapp.signing.devices.models import DeviceKey
from webapp.signing.devices.owners import owner_of
from webapp.signing.devices.proof import is_point, is_signed
from webapp.signing.errors import NotRepeatable, SealUnavailable, SignatureUnderWay
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.signing.pades.preparing import with_signature_fields
from webapp.signing.pades.reports import SignatureReport, reports_on
from webapp.signing.pades.sealing import seal
from webapp.signing.pades.trust import Trust, Unfit, read_certificates, trust_of
from webapp.signing.purposes import SignaturePurpose
from webapp.signing.queries import SignedStatement, open_request, signed_statement
from webapp.signing.rules import Means
from webapp.signing.services.requesting import forget_signed, request_signature, withdraw_open
from webapp.signing.stamping import stamp_of
from webapp.ui.portal import Portal

__all__ = [
    "DeviceKey",
    "KeyState",
    "Means",
    "NotRepeatable",
    "SealUnavailable",
    "SignatureCompleted",
    "SignatureEnded",
    "SignaturePurpose",
    "SignatureReport",
    "SignatureUnderWay",
    "SignedStatement",
    "Unproved",
    "forget_signed",
    "is_point",
    "is_signed",
    "open_request",
    "owner_of",
    "proofs_in",
    "proved",
    "request_signature",
    "seal_bytes",
    "seal_pdf",
    "signed_statement",
    "state_at",
    "time_stamp",
    "validate_detached",
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


def time_stamp(digest: bytes) -> bytes:
    """Return the RFC 3161 token of a SHA-256 digest. No transaction may be open. Raises SealUnavailable."""
    try:
        return stamp_of(digest, _portal().settings)
    except Unfit as error:
        raise SealUnavailable from error


def seal_bytes(content: bytes) -> bytes:
    """Return the portal's seal over `content`: a detached CMS with time stamp and proofs. No transaction may be open.

    Raises SealUnavailable.
    """
    try:
        return sealed(content, _portal().settings)
    except Unfit as error:
        raise SealUnavailable from error


def validate_detached(pairs: Sequence[tuple[bytes, bytes]], roots: bytes | None = None) -> list[SignatureReport]:
    """Return what is true about each (content, detached CMS), from the proofs inside alone; nobody is asked.

    `roots` are certificates in PEM to believe instead of ours. Raises ValueError when they are none.
    """
    return reports_on_detached(pairs, _trust(roots))


def validate_pdf(pdf: bytes, roots: bytes | None = None) -> list[SignatureReport]:
    """Return what is true about each signature of `pdf`, oldest first, from the proofs inside it; nobody is asked."""
    return reports_on(pdf, _trust(roots))


def _trust(roots: bytes | None) -> Trust:
    known = trust_of(_portal().settings)
    return known if roots is None else Trust(tuple(read_certificates(roots)), known.time_stamps)


def _portal() -> Portal:
    return cast("Portal", current_app)
