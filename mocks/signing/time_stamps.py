"""The time-stamp authority: RFC 3161 over HTTP."""

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Final

from asn1crypto import core, keys, tsp, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps import DummyTimeStamper

from mocks.pki.pairs import load_pair

DIGESTS: Final = frozenset({"sha256", "sha384", "sha512"})
ONLY_VERSION: Final = "v1"


class RejectedReply(core.Sequence):  # type: ignore[misc] # asn1crypto has no types
    """A reply without a token, which asn1crypto's own TimeStampResp cannot write."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo)]


class TimeStampAuthority:
    """Signs the present instant together with whatever digest it is given."""

    def __init__(self, pki: Path) -> None:
        """Use the pair `tsa` in `pki`."""
        pair = load_pair(pki, "tsa")
        der, pkcs8 = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
        self._certificate = x509.Certificate.load(pair.certificate.public_bytes(der))
        self._key = keys.PrivateKeyInfo.load(pair.key.private_bytes(der, pkcs8, serialization.NoEncryption()))

    def answer(self, request_der: bytes) -> bytes:
        """Return the DER reply to a DER request: a token, or a rejection with its reason (RFC 3161 2.4.2)."""
        try:
            request = tsp.TimeStampReq.load(request_der, strict=True)
            algorithm = request["message_imprint"]["hash_algorithm"]["algorithm"].native
            wants_certificate = bool(request["cert_req"].native)
            understood = request["version"].native == ONLY_VERSION
        except (ValueError, TypeError):
            return _rejection("bad_data_format")
        if not understood:
            return _rejection("bad_request")
        if algorithm not in DIGESTS:
            return _rejection("bad_alg")
        return self._granted(request, wants_certificate=wants_certificate)

    def _granted(self, request: tsp.TimeStampReq, *, wants_certificate: bool) -> bytes:
        moment = datetime.now(UTC).replace(microsecond=0)
        stamper = DummyTimeStamper(self._certificate, self._key, fixed_dt=moment)
        reply = stamper.request_tsa_response(request)
        if not wants_certificate:
            # The certificates are no part of what is signed, so they can be left out afterwards.
            del reply["time_stamp_token"]["content"]["certificates"]
        der: bytes = reply.dump(force=True)
        return der


def _rejection(reason: str) -> bytes:
    status = tsp.PKIStatusInfo({"status": "rejection", "fail_info": {reason}})
    der: bytes = RejectedReply({"status": status}).dump()
    return der
