"""The second half of remote signing: the signature enters the PDF, with time stamp and proof of non-revocation."""

from collections.abc import Iterable
from io import BytesIO
from typing import Final

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, ValidationError

from webapp.signing.pades.outside import DIGEST, Outside
from webapp.signing.pades.preparing import Preparation, external_signer
from webapp.signing.pades.trust import Unfit, reason_of
from webapp.signing.rules import Reason

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


async def stamped(prepared: bytes, preparation: Preparation, signature: bytes, outside: Outside) -> bytes:
    """Return the signed PDF at level B-T: with the CMS and its time stamp. Raises Unfit when there is no stamp to be had."""
    chain = [x509.Certificate.load(each) for each in preparation.chain]
    signer = external_signer(x509.Certificate.load(preparation.certificate), chain, signature)
    signed = await signer.async_sign_prescribed_attributes(
        DIGEST, signed_attrs=cms.CMSAttributes.load(preparation.signed_attributes), timestamper=outside.stamper
    )
    out = BytesIO(prepared)
    PreparedByteRangeDigest(preparation.document_digest, *preparation.region).fill_with_cms(out, signed)
    return out.getvalue()


async def with_revocation_data(pdf: bytes, chain: Iterable[x509.Certificate], outside: Outside) -> bytes:
    """Return `pdf` at level B-LT: with what proves its last signature's certificates unrevoked, as a further revision.

    Raises Unfit when the chain of signer or time stamp is not accepted.
    """
    out = BytesIO()
    try:
        last = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1]
        await async_add_validation_info(last, outside.context(chain), output=out)
    except NOT_ACCEPTED as error:
        raise Unfit(
            reason_of(error.__cause__ if isinstance(error.__cause__, PathValidationError) else error)
        ) from error
    return out.getvalue()
