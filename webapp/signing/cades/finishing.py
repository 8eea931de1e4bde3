"""A signature becomes evidence: stamped with a time, and with what proves its certificates unrevoked at that time."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from asn1crypto import cms, crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InvalidCertificateError,
    PathBuildingError,
    PathValidationError,
    ValidationError,
)

from webapp.signing.cades.building import Proofs, detached
from webapp.signing.pades.outside import Outside
from webapp.signing.pades.trust import Unfit, reason_of
from webapp.signing.rules import Reason

NOT_ACCEPTED = (PathBuildingError, PathValidationError, InvalidCertificateError, ValidationError)


@dataclass(frozen=True, slots=True)
class Raw:
    """A signature as the key made it: over which attributes, by whose certificate, with what stands above it."""

    attributes: cms.CMSAttributes
    signature: bytes
    certificate: x509.Certificate
    chain: Sequence[x509.Certificate]

    @property
    def digest(self) -> bytes:
        """What the time stamp is over."""
        return sha256(self.signature).digest()


async def finished(raw: Raw, token: cms.ContentInfo, outside: Outside) -> bytes:
    """Return the detached CMS at level B-LT, `token` being its time stamp. Raises Unfit for a certificate not accepted."""
    proofs = await _proofs(raw, _signer_of(token), outside)
    return detached(raw.attributes, raw.signature, raw.certificate, token=token, proofs=proofs)


async def _proofs(raw: Raw, authority: x509.Certificate, outside: Outside) -> Proofs:
    """Return the proofs for signer and authority, who are asked after at the same time; the signer's fault is told first."""
    checking = outside.context([*raw.chain, authority])
    signer, stamp = (CertificateValidator(each, validation_context=checking) for each in (raw.certificate, authority))
    paths = await gather(
        signer.async_validate_usage(set()),
        stamp.async_validate_usage(set(), {"time_stamping"}, extended_optional=False),
        return_exceptions=True,
    )
    certificates: list[x509.Certificate] = []
    try:
        for path in paths:
            if isinstance(path, BaseException):
                raise path
            certificates += path.iter_certs(include_root=True)
    except NOT_ACCEPTED as error:
        raise Unfit(reason_of(error)) from error
    return Proofs(tuple(certificates), *_fetched(checking))


def _fetched(checking: ValidationContext) -> tuple[tuple[ocsp.OCSPResponse, ...], tuple[crl.CertificateList, ...]]:
    """Return what the check was told, as it came: OCSP answers and revocation lists, each once."""
    answers = {each.dump(): each for each in checking.ocsps}
    lists = {each.dump(): each for each in checking.crls}
    return tuple(answers.values()), tuple(lists.values())


def _signer_of(token: cms.ContentInfo) -> x509.Certificate:
    """Return the certificate of the authority that made a token; we ask for it to be inside."""
    signed = token["content"]
    wanted = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
    for each in signed["certificates"]:
        if each.name == "certificate" and each.chosen.serial_number == wanted:
            return each.chosen
    raise Unfit(Reason.TIME_STAMP_DOWN)
