"""The CMS itself: which attributes are signed, and how signature, certificates, time stamp and proofs are put together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Final

from asn1crypto import algos, cms, core, crl, ocsp, tsp, x509

DIGEST: Final = {"algorithm": "sha256"}
OCSP_RESPONSE: Final = "ocsp_response"
SIGNATURE_ALGORITHMS: Final = {"ec": "sha256_ecdsa", "rsa": "sha256_rsa"}


@dataclass(frozen=True, slots=True)
class Proofs:
    """What shows that certificates of signer and time stamp were not revoked, and the certificates on the way."""

    certificates: tuple[x509.Certificate, ...] = ()
    answers: tuple[ocsp.OCSPResponse, ...] = ()
    lists: tuple[crl.CertificateList, ...] = ()


def signed_attributes(content: bytes, certificate: x509.Certificate, at: datetime) -> cms.CMSAttributes:
    """Return what is signed: the kind and digest of `content`, the signer's own time, and whose certificate signs.

    These are the attributes of a CAdES baseline signature (EN 319 122-1, 6.3); signing-certificate-v2 (RFC 5035) binds
    the certificate, so that the signature cannot be shown with another one of the same key.
    """
    named = tsp.ESSCertIDv2(
        {
            "hash_algorithm": algos.DigestAlgorithm(DIGEST),
            "cert_hash": sha256(certificate.dump()).digest(),
            "issuer_serial": {
                "issuer": [x509.GeneralName("directory_name", certificate.issuer)],
                "serial_number": certificate.serial_number,
            },
        }
    )
    values = {
        "content_type": "data",
        "signing_time": cms.Time("utc_time", core.UTCTime(at.replace(microsecond=0))),
        "message_digest": sha256(content).digest(),
        "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [named]}),
    }
    return cms.CMSAttributes([{"type": name, "values": [value]} for name, value in values.items()])


def signature_algorithm(certificate: x509.Certificate) -> str:
    """Return the name of the algorithm with which a key of this kind signs SHA-256. Raises KeyError for another kind."""
    return SIGNATURE_ALGORITHMS[certificate.public_key.algorithm]


def detached(
    attributes: cms.CMSAttributes,
    signature: bytes,
    certificate: x509.Certificate,
    *,
    token: cms.ContentInfo,
    proofs: Proofs,
) -> bytes:
    """Return the DER of the CMS without its content: the signature with its time stamp, certificates and proofs."""
    stamp = cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})
    signer = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number}},
        "digest_algorithm": DIGEST,
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": signature_algorithm(certificate)},
        "signature": signature,
        "unsigned_attrs": [stamp],
    }
    body: dict[str, object] = {
        "version": "v5" if proofs.answers else "v1",
        "digest_algorithms": [DIGEST],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices("certificate", each) for each in _once(certificate, proofs)],
        "signer_infos": [signer],
    }
    if proofs.lists or proofs.answers:
        body["crls"] = [*_lists(proofs.lists), *_answers(proofs.answers)]
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(body)}).dump()
    return der


def proofs_in(signed: cms.SignedData) -> Proofs:
    """Return certificates and proofs that a CMS brings."""
    others = [each.chosen for each in signed["crls"] or ()]
    return Proofs(
        certificates=tuple(
            _known(each.chosen.dump()) for each in signed["certificates"] or () if each.name == "certificate"
        ),
        answers=tuple(
            ocsp.OCSPResponse.load(each["other_rev_info"].dump())
            for each in others
            if isinstance(each, cms.OtherRevocationInfoFormat)
        ),
        lists=tuple(each for each in others if isinstance(each, crl.CertificateList)),
    )


@lru_cache(maxsize=256)
def _known(der: bytes) -> x509.Certificate:
    """Return a certificate read once: the same few stand in every signature, and comparing their names is dear."""
    return x509.Certificate.load(der)


def _once(certificate: x509.Certificate, proofs: Proofs) -> Iterable[x509.Certificate]:
    found = {certificate.dump(): certificate, **{each.dump(): each for each in proofs.certificates}}
    return found.values()


def _lists(lists: Iterable[crl.CertificateList]) -> Iterable[cms.RevocationInfoChoice]:
    return (cms.RevocationInfoChoice("crl", each) for each in lists)


def _answers(answers: Iterable[ocsp.OCSPResponse]) -> Iterable[cms.RevocationInfoChoice]:
    """Return OCSP answers as a CMS carries them (RFC 5940)."""
    return (
        cms.RevocationInfoChoice(
            "other",
            cms.OtherRevocationInfoFormat({"other_rev_info_format": OCSP_RESPONSE, "other_rev_info": each}),
        )
        for each in answers
    )
