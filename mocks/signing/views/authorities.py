"""What verifiers ask the authorities: time stamps, revocation lists and answers, authority certificates."""

import base64
import binascii
from datetime import timedelta
from http import HTTPStatus
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from mocks.kit import problem
from mocks.pki.issuing import now
from mocks.pki.pairs import load_certificate
from mocks.pki.revocation import Register, asks_about, revocation_list, status_answer
from mocks.signing.views import the_service

LISTS: Final = {"esign": "esign-issuing", "esign-root": "esign-root"}
CERTIFICATES: Final = ("esign-root", "esign-issuing", "tsa")
STALE_BY: Final = timedelta(days=3)
authorities = Blueprint("authorities", __name__)


@authorities.post("/tsa")
def time_stamp() -> ResponseReturnValue:
    """Stamp a digest with the present instant."""
    if the_service().faults.strikes("tsa-down"):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, "tsa-down", "The time-stamp authority is down.")
    if request.mimetype != "application/timestamp-query":
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    reply = current_app.extensions["time_stamps"].answer(request.get_data())
    return Response(reply, content_type="application/timestamp-reply")


@authorities.get("/crl/<name>.crl")
def crl(name: str) -> ResponseReturnValue:
    """Answer a revocation list, signed anew for each reader."""
    if name not in LISTS:
        abort(HTTPStatus.NOT_FOUND)
    if the_service().faults.strikes("crl-down"):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, "crl-down", "The list cannot be had.")
    listed = revocation_list(_registers()[LISTS[name]])
    return Response(listed.public_bytes(Encoding.DER), content_type="application/pkix-crl")


@authorities.get("/ca/<name>.cer")
def authority(name: str) -> ResponseReturnValue:
    """Answer an authority's certificate."""
    if name not in CERTIFICATES:
        abort(HTTPStatus.NOT_FOUND)
    der = load_certificate(the_service().pki, name).public_bytes(Encoding.DER)
    return Response(der, content_type="application/pkix-cert")


@authorities.post("/ocsp")
def status_by_post() -> ResponseReturnValue:
    """Answer whether a certificate is good, revoked or unknown."""
    return _status(request.get_data())


@authorities.get("/ocsp/<path:encoded>")
def status_by_get(encoded: str) -> ResponseReturnValue:
    """Answer the same to a request in the address (RFC 6960 appendix A.1)."""
    try:
        return _status(base64.b64decode(encoded, validate=True))
    except binascii.Error:
        return _ocsp_failure(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)


def _status(request_der: bytes) -> Response:
    faults = the_service().faults
    if faults.strikes("ocsp-down"):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, "ocsp-down", "The responder is down.")
    try:
        asked = ocsp.load_der_ocsp_request(request_der)
        register = next((each for each in _registers().values() if asks_about(each, asked)), None)
    except ValueError:
        return _ocsp_failure(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    if register is None:
        return _ocsp_failure(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    at = now() - STALE_BY if faults.strikes("ocsp-stale") else None
    return _ocsp_reply(status_answer(register, asked, at=at, force_unknown=faults.strikes("ocsp-unknown") is not None))


def _ocsp_failure(status: ocsp.OCSPResponseStatus) -> Response:
    return _ocsp_reply(ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER))


def _ocsp_reply(der: bytes) -> Response:
    return Response(der, content_type="application/ocsp-response")


def _registers() -> dict[str, Register]:
    registers: dict[str, Register] = current_app.extensions["registers"]
    return registers
