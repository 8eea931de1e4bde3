"""The time-stamp authority: RFC 3161, with the signing certificate named by RFC 5035."""

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from mocks.pki.pairs import load_pair

DIGESTS: Final = {"sha256": 32, "sha384": 48, "sha512": 64}
ONLY_VERSION: Final = "v1"
POLICY: Final = "0.4.0.2023.1.1"  # best practices policy of ETSI EN 319 421
DIGEST: Final = {"algorithm": "sha256"}


class RejectedReply(core.Sequence):  # type: ignore[misc] # asn1crypto has no types
    """A reply without a token, which asn1crypto's own TimeStampResp cannot write."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo)]


class TimeStampAuthority:
    """Signs the present instant together with whatever digest it is given."""

    def __init__(self, pki: Path) -> None:
        """Use the pair `tsa` in `pki`."""
        pair = load_pair(pki, "tsa")
        if not isinstance(pair.key, rsa.RSAPrivateKey):
            raise TypeError("time stamps are signed with an RSA key")
        self._key = pair.key
        self._certificate = x509.Certificate.load(pair.certificate.public_bytes(serialization.Encoding.DER))

    def answer(self, request_der: bytes) -> bytes:
        """Return the DER reply to a DER request: a token, or a rejection with its reason (RFC 3161 2.4.2)."""
        try:
            request = tsp.TimeStampReq.load(request_der, strict=True)
            fields = request.native
        except (ValueError, TypeError):
            return _rejection("bad_data_format")
        if fields["version"] != ONLY_VERSION or fields["extensions"]:
            return _rejection("bad_request")
        imprint = fields["message_imprint"]
        size = DIGESTS.get(imprint["hash_algorithm"]["algorithm"])
        if size is None:
            return _rejection("bad_alg")
        if len(imprint["hashed_message"]) != size:
            return _rejection("bad_data_format")
        if fields["req_policy"] not in {None, POLICY}:
            return _rejection("unaccepted_policy")
        return self._granted(request)

    def _granted(self, request: tsp.TimeStampReq) -> bytes:
        moment = datetime.now(UTC).replace(microsecond=0)
        content = self._stamped(request, moment).dump()
        attributes = self._attributes(content, moment)
        signature = self._key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
        signer = {
            "version": "v1",
            "sid": {"issuer_and_serial_number": self._identifier()},
            "digest_algorithm": DIGEST,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": signature,
        }
        body = {
            "version": "v3",
            "digest_algorithms": [DIGEST],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content)},
            "signer_infos": [signer],
        }
        if request["cert_req"].native:
            body["certificates"] = [cms.CertificateChoices("certificate", self._certificate)]
        token = {"content_type": "signed_data", "content": cms.SignedData(body)}
        der: bytes = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
        return der

    def _stamped(self, request: tsp.TimeStampReq, moment: datetime) -> tsp.TSTInfo:
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": request["message_imprint"],
                "serial_number": secrets.randbits(63),
                "gen_time": moment,
                "accuracy": {"seconds": 1},
            }
        )
        if request["nonce"].native is not None:
            info["nonce"] = request["nonce"]
        return info

    def _attributes(self, content: bytes, moment: datetime) -> cms.CMSAttributes:
        named = tsp.ESSCertIDv2(
            {
                "hash_algorithm": algos.DigestAlgorithm(DIGEST),
                "cert_hash": sha256(self._certificate.dump()).digest(),
                "issuer_serial": {
                    "issuer": [x509.GeneralName("directory_name", self._certificate.issuer)],
                    "serial_number": self._certificate.serial_number,
                },
            }
        )
        values = {
            "content_type": "tst_info",
            "signing_time": cms.Time("utc_time", core.UTCTime(moment)),
            "message_digest": sha256(content).digest(),
            "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [named]}),
        }
        return cms.CMSAttributes([{"type": name, "values": [value]} for name, value in values.items()])

    def _identifier(self) -> cms.IssuerAndSerialNumber:
        certificate = self._certificate
        return cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})


def _rejection(reason: str) -> bytes:
    status = tsp.PKIStatusInfo({"status": "rejection", "fail_info": {reason}})
    der: bytes = RejectedReply({"status": status}).dump()
    return der
