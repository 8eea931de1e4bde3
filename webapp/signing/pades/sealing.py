"""The portal's own seal: a PAdES B-LT signature by a key that stands on our server, for what the portal itself states."""

from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from webapp.config import Settings
from webapp.signing.pades.finishing import TIME_STAMP_SECONDS, with_revocation_data
from webapp.signing.pades.preparing import BYTES_RESERVED, DIGEST
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import Unfit, read_certificates, trust_of
from webapp.signing.rules import Reason

FIELD: Final = "Seal"


def seal(pdf: bytes, settings: Settings) -> bytes:
    """Return `pdf` with the seal of SEAL_CERT and SEAL_KEY, a time stamp and proofs. Raises Unfit when one cannot be had.

    SEAL_CERT may hold the chain after the seal's own certificate; an issuer that is missing is fetched from where
    the certificate says it is.
    """
    return run(_seal(pdf, settings))


async def _seal(pdf: bytes, settings: Settings) -> bytes:
    trust = trust_of(settings)
    signer = _signer(settings)
    meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES)
    stamper = HTTPTimeStamper(trust.time_stamps, timeout=TIME_STAMP_SECONDS)
    try:
        sealed: BytesIO = await PdfSigner(meta, signer=signer, timestamper=stamper).async_sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=BYTES_RESERVED
        )
    except (TimestampRequestError, TimeoutError) as error:
        raise Unfit(Reason.TIME_STAMP_DOWN) from error
    return await with_revocation_data(sealed.getvalue(), trust, read_certificates(settings.seal_cert.read_bytes())[1:])


def _signer(settings: Settings) -> SimpleSigner:
    signer: SimpleSigner | None = SimpleSigner.load(str(settings.seal_key), str(settings.seal_cert))
    if signer is None:
        raise ValueError("SEAL_KEY or SEAL_CERT cannot be read")
    return signer
