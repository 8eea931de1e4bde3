"""The second half of remote signing: the signature enters the PDF, with time stamp and proof of non-revocation."""

from io import BytesIO
from typing import Final

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, ValidationError

from webapp.signing.pades.preparing import DIGEST, Preparation, external_signer
from webapp.signing.pades.trust import Trust, Unfit, context, reason_of
from webapp.signing.rules import Reason

TIME_STAMP_SECONDS: Final = 10
NOT_ACCEPTED: Final = (
    PathBuildingError,
    PathValidationError,
    ValidationError,
    SignatureValidationError,
    ValidationInfoReadingError,
)


def ensure_signed(preparation: Preparation, signatures: tuple[bytes, ...]) -> None:
    """Raise Unfit unless `signatures` are by the key of the prepared certificate over exactly what we sent, in order."""
    if len(signatures) != len(preparation.digests):
        raise Unfit(Reason.HASH_MISMATCH)
    for digest, signature in zip(preparation.digests, signatures, strict=True):
        _ensure_one(preparation, digest, signature)


def _ensure_one(preparation: Preparation, digest: bytes, signature: bytes) -> None:
    certificate = x509.Certificate.load(preparation.certificate)
    key = serialization.load_der_public_key(certificate.public_key.dump())
    algorithm = Prehashed(hashes.SHA256())
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, digest, ec.ECDSA(algorithm))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, digest, padding.PKCS1v15(), algorithm)
        else:
            raise Unfit(Reason.UNTRUSTED)
    except InvalidSignature as error:
        raise Unfit(Reason.HASH_MISMATCH) from error


async def finish(prepared: bytes, preparation: Preparation, signature: bytes, trust: Trust) -> bytes:
    """Return the signed PDF at level B-LT: CMS with a time stamp, then the revocation data as a further revision.

    Raises Unfit: the time stamp cannot be had, or the chain of signer or time stamp is not accepted.
    """
    chain = [x509.Certificate.load(each) for each in preparation.chain]
    signer = external_signer(x509.Certificate.load(preparation.certificate), chain, signature)
    try:
        stamped = await signer.async_sign_prescribed_attributes(
            DIGEST,
            signed_attrs=cms.CMSAttributes.load(preparation.signed_attributes),
            timestamper=HTTPTimeStamper(trust.time_stamps, timeout=TIME_STAMP_SECONDS),
        )
    except (TimestampRequestError, TimeoutError) as error:
        raise Unfit(Reason.TIME_STAMP_DOWN) from error
    out = BytesIO(prepared)
    PreparedByteRangeDigest(preparation.document_digest, *preparation.region).fill_with_cms(out, stamped)
    return await with_revocation_data(out.getvalue(), trust, chain)


async def with_revocation_data(pdf: bytes, trust: Trust, chain: list[x509.Certificate]) -> bytes:
    """Return `pdf` with what proves its last signature's certificates unrevoked (document security store). Raises Unfit."""
    checking = context(trust, chain)
    out = BytesIO()
    try:
        last = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1]
        await async_add_validation_info(last, checking, output=out)
    except NOT_ACCEPTED as error:
        raise Unfit(
            reason_of(error.__cause__ if isinstance(error.__cause__, PathValidationError) else error)
        ) from error
    finally:
        await checking.aclose()
    return out.getvalue()
