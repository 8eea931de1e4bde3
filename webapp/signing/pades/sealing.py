"""The portal's own seal: a PAdES B-LT signature by a key that stands on our server, for what the portal itself states."""

from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from webapp.config import Settings
from webapp.signing.pades.finishing import with_revocation_data
from webapp.signing.pades.outside import DIGEST, Outside
from webapp.signing.pades.preparing import BYTES_RESERVED
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import read_certificates, trust_of

FIELD: Final = "Seal"


def seal(pdf: bytes, settings: Settings) -> bytes:
    """Return `pdf` with the seal of SEAL_CERT and SEAL_KEY, a time stamp and proofs. Raises Unfit when one cannot be had.

    SEAL_CERT may hold the chain after the seal's own certificate; an issuer that is missing is fetched from where
    the certificate says it is.
    """
    return run(_seal(pdf, settings))


async def _seal(pdf: bytes, settings: Settings) -> bytes:
    signer = _signer(settings)
    chain = read_certificates(settings.seal_cert.read_bytes())[1:]
    meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES)
    async with Outside(trust_of(settings)) as outside:
        sealed: BytesIO = await PdfSigner(meta, signer=signer, timestamper=outside.stamper).async_sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=BYTES_RESERVED
        )
        return await with_revocation_data(sealed.getvalue(), chain, outside)


def _signer(settings: Settings) -> SimpleSigner:
    signer: SimpleSigner | None = SimpleSigner.load(str(settings.seal_key), str(settings.seal_cert))
    if signer is None:
        raise ValueError("SEAL_KEY or SEAL_CERT cannot be read")
    return signer
