"""The first half of remote signing: a place in the PDF, and the bytes whose digest the person signs."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from webapp.signing.pades.outside import DIGEST

BYTES_RESERVED: Final = 32_768  # hexadecimal digits: room for 16 KiB of CMS with its time stamp
LONGEST_SIGNATURE: Final = 512  # RSA 4096; an ECDSA signature is shorter


@dataclass(frozen=True, slots=True)
class Preparation:
    """What must be remembered until the signature comes: where it goes, what was signed, whose certificate.

    `beside` are the signed attributes of the second signature, over a statement beside the PDF; empty without one.
    """

    field: str
    document_digest: bytes
    region: tuple[int, int]
    signed_attributes: bytes
    certificate: bytes
    chain: tuple[bytes, ...]
    beside: bytes = b""

    @property
    def digests(self) -> tuple[bytes, ...]:
        """The SHA-256 of the signed attributes of each signature: these go to the telephone (RFC 5652, 5.4)."""
        return tuple(sha256(each).digest() for each in (self.signed_attributes, self.beside) if each)

    def dump(self) -> str:
        """Return the preparation as text for keeping."""
        texts = [_text(part) for part in (self.document_digest, self.signed_attributes, self.certificate)]
        chain = [_text(each) for each in self.chain]
        return json.dumps([self.field, *texts, list(self.region), chain, _text(self.beside)])

    @classmethod
    def load(cls, kept: str) -> "Preparation":
        """Return what `dump` wrote."""
        field, digest, attributes, certificate, region, chain, *beside = json.loads(kept)
        start, end = region
        links = tuple(base64.b64decode(each) for each in chain)
        return cls(
            field=field,
            document_digest=base64.b64decode(digest),
            region=(start, end),
            signed_attributes=base64.b64decode(attributes),
            certificate=base64.b64decode(certificate),
            chain=links,
            beside=base64.b64decode(beside[0]) if beside else b"",
        )


def with_signature_fields(pdf: bytes, names: Sequence[str]) -> bytes:
    """Return `pdf` with an empty, invisible signature field for each name.

    All fields must stand before the first signature: later ones would be a change of signed content (ISO 32000-2, 12.8.2).
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for name in names:
        append_signature_field(writer, SigFieldSpec(name))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def next_field(pdf: bytes) -> str:
    """Return the name of the first signature field that is still empty, or of a new one."""
    fields = list(enumerate_sig_fields(PdfFileReader(BytesIO(pdf))))
    empty = [name for name, value, _ in fields if value is None]
    return empty[0] if empty else f"Signature{len(fields) + 1}"


async def prepare(
    pdf: bytes, *, certificate: x509.Certificate, chain: Sequence[x509.Certificate], reason: str
) -> tuple[bytes, Preparation]:
    """Return the PDF with an empty place for the signature, and what is to be signed.

    Raises pyHanko's PdfError when the bytes are no PDF that can be signed.
    """
    signer, field = external_signer(certificate, chain), next_field(pdf)
    meta = PdfSignatureMetadata(field_name=field, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, reason=reason)
    place, _, prepared = await PdfSigner(meta, signer=signer).async_digest_doc_for_signing(
        IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=BYTES_RESERVED
    )
    attributes = await signer.signed_attrs(place.document_digest, DIGEST, use_pades=True)
    prepared.seek(0)
    return prepared.read(), Preparation(
        field=field,
        document_digest=place.document_digest,
        region=(place.reserved_region_start, place.reserved_region_end),
        signed_attributes=attributes.dump(),
        certificate=certificate.dump(),
        chain=tuple(each.dump() for each in chain),
    )


def external_signer(
    certificate: x509.Certificate, chain: Sequence[x509.Certificate], signature: bytes | None = None
) -> ExternalSigner:
    """Return pyHanko's stand-in for a key that is elsewhere: with room for a signature, or with the signature itself."""
    return ExternalSigner(
        signing_cert=certificate,
        cert_registry=SimpleCertificateStore.from_certs(list(chain)),
        signature_value=signature or LONGEST_SIGNATURE,
        embed_roots=False,
    )


def _text(part: bytes) -> str:
    return base64.b64encode(part).decode()
