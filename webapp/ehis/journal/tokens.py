"""Time stamps of RFC 3161 over lists of heads: asking for one, and believing one only after every check."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha512
from typing import Final

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from webapp.ehis.journal.models import Stamp

MEDIA_TYPE: Final = "application/timestamp-query"


class BadToken(Exception):
    """What the authority sent is no time stamp over this list, or not from an authority that we believe."""


def query(text: str) -> tuple[bytes, int]:
    """Return the DER of a request for a stamp over `text`, and the nonce that the reply must carry."""
    builder = TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA512)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    assert request.nonce is not None
    return request.as_bytes(), request.nonce


def stamped_at(reply: bytes, text: str, roots: Sequence[x509.Certificate], *, nonce: int | None = None) -> datetime:
    """Return the instant that `reply` puts on `text`.

    Raises BadToken unless it was granted, is signed for time stamping under one of `roots`, is over this text's
    SHA-512, and carries `nonce` when one is given (on arrival).
    """
    decoded = decoded_reply(reply)
    builder = VerifierBuilder(roots=list(roots), nonce=nonce)
    try:
        builder.build().verify(decoded, sha512(text.encode()).digest())
    except (VerificationError, ValueError) as error:
        raise BadToken(str(error)) from None
    return decoded.tst_info.gen_time


def decoded_reply(reply: bytes) -> TimeStampResponse:
    """Return a reply read. Raises BadToken when it is none, or carries no token."""
    try:
        decoded = decode_timestamp_response(reply)
        decoded.time_stamp_token()
    except ValueError as error:
        raise BadToken(f"not a time stamp: {error}") from None
    return decoded


def token_of(reply: bytes) -> bytes:
    """Return the token inside a reply, as CMS (the form in which containers carry it)."""
    return bytes(decoded_reply(reply).time_stamp_token())


class Judge:
    """Says what is wrong with kept stamps."""

    def __init__(self, roots: Sequence[x509.Certificate]) -> None:
        self._roots = roots

    def __call__(self, stamp: Stamp) -> str:
        """Return what is wrong with the token of `stamp`, an empty text when nothing is."""
        try:
            at = stamped_at(bytes(stamp.reply), stamp.heads, self._roots)
        except BadToken as error:
            return f"its token does not hold: {error}"
        return "" if at == stamp.at else "its instant was changed"
