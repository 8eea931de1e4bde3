"""A signature becomes evidence: stamped with a time, and with what proves its certificates unrevoked at that time."""

from hashlib import sha256

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InvalidCertificateError,
    PathBuildingError,
    PathValidationError,
    ValidationError,
)

from webapp.signing.cades.building import Proofs, detached
from webapp.signing.pades.finishing import TIME_STAMP_SECONDS
from webapp.signing.pades.preparing import DIGEST
from webapp.signing.pades.trust import Trust, Unfit, context, reason_of
from webapp.signing.rules import Reason

NOT_ACCEPTED = (PathBuildingError, PathValidationError, InvalidCertificateError, ValidationError)


async def finished(
    attributes: cms.CMSAttributes,
    signature: bytes,
    certificate: x509.Certificate,
    chain: list[x509.Certificate],
    trust: Trust,
) -> bytes:
    """Return the detached CMS at level B-LT. Raises Unfit: no time stamp, or a certificate that is not accepted."""
    stamper = HTTPTimeStamper(trust.time_stamps, timeout=TIME_STAMP_SECONDS)
    try:
        token = await stamper.async_timestamp(sha256(signature).digest(), DIGEST)
    except (TimestampRequestError, TimeoutError) as error:
        raise Unfit(Reason.TIME_STAMP_DOWN) from error
    authority = _signer_of(token)
    proofs = await _proofs(certificate, authority, chain, trust)
    return detached(attributes, signature, certificate, token=token, proofs=proofs)


async def _proofs(
    certificate: x509.Certificate, authority: x509.Certificate, chain: list[x509.Certificate], trust: Trust
) -> Proofs:
    checking = context(trust, [*chain, authority])
    try:
        signer_path = await CertificateValidator(certificate, validation_context=checking).async_validate_usage(set())
        stamp_path = await CertificateValidator(authority, validation_context=checking).async_validate_usage(
            set(), {"time_stamping"}, extended_optional=False
        )
        certificates = [each for path in (signer_path, stamp_path) for each in path.iter_certs(include_root=True)]
        return Proofs(tuple(certificates), *_fetched(checking))
    except NOT_ACCEPTED as error:
        raise Unfit(reason_of(error)) from error
    finally:
        await checking.aclose()


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
