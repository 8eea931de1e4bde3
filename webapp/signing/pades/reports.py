"""What is true about the signatures of a PDF, today and in years, from the proofs inside the file alone.

A signature of level B-LT is judged at the instant of its time stamp (ETSI EN 319 102-1, 5.5): the stamp proves that it
existed then, and the document security store holds what proved the certificates unrevoked then.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import structlog
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from webapp.signing.pades.changes import ProofsAdded
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import Trust, context, holder_of, number_of

log = structlog.get_logger()
BROKEN: Final = "broken"
CHANGED: Final = "changed"
NO_TIME_STAMP: Final = "no_time_stamp"
UNTRUSTED: Final = "untrusted"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What is true about one signature. `why` is empty for a valid one, else one of this module's words."""

    field: str
    signer_name: str
    signer_fin: str
    certificate_number: str
    signed_at: datetime | None
    valid: bool
    why: str


def reports_on(pdf: bytes, trust: Trust) -> list[SignatureReport]:
    """Return a report for every signature of `pdf`, oldest first; an unreadable file gives one report that says so."""
    return run(_reports_on(pdf, trust))


async def _reports_on(pdf: bytes, trust: Trust) -> list[SignatureReport]:
    try:
        reader = PdfFileReader(BytesIO(pdf))
        return [await _report_on(each, reader, trust) for each in reader.embedded_regular_signatures]
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        log.info("a signed file cannot be read", kind=type(error).__name__)
        return [SignatureReport("", "", "", "", None, valid=False, why=BROKEN)]


async def _report_on(signature: EmbeddedPdfSignature, reader: PdfFileReader, trust: Trust) -> SignatureReport:
    moment = _stamped_at(signature)
    try:
        status = await async_validate_pdf_signature(
            signature, _judgement(reader, trust, moment), diff_policy=ProofsAdded()
        )
        why = _why(status, moment)
    except SignatureValidationError:
        why = BROKEN
    fin, name = holder_of(signature.signer_cert)
    return SignatureReport(
        field=signature.field_name,
        signer_name=name,
        signer_fin=fin,
        certificate_number=number_of(signature.signer_cert),
        signed_at=moment,
        valid=not why,
        why=why,
    )


def _judgement(reader: PdfFileReader, trust: Trust, moment: datetime | None) -> ValidationContext:
    """Return the context of that instant, with the proofs that the file brings and nothing from outside."""
    try:
        kept = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return context(trust, moment=moment, allow_fetching=False)
    found: ValidationContext = kept.as_validation_context(
        {
            "trust_roots": list(trust.roots),
            "moment": moment,
            "allow_fetching": False,
            "revocation_mode": "require",
        }
    )
    return found


def _stamped_at(signature: EmbeddedPdfSignature) -> datetime | None:
    """Return the instant inside the signature's time stamp; whether the stamp can be believed is judged with the rest."""
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        found: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        return found
    return None


def _why(status: PdfSignatureStatus, moment: datetime | None) -> str:
    """Return what is wrong with a signature, the worst first; empty when nothing is."""
    stamp = status.timestamp_validity
    checks = (
        (status.intact and status.valid, BROKEN),
        (status.docmdp_ok and status.seed_value_ok, CHANGED),
        (stamp is not None and stamp.valid and stamp.trusted and stamp.timestamp == moment, NO_TIME_STAMP),
        (status.trusted, UNTRUSTED),
        (status.bottom_line, CHANGED),
    )
    return next((word for fine, word in checks if not fine), "")
