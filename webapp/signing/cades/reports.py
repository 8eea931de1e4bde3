"""What is true about a detached signature, today and in years, from the proofs inside it alone.

It is judged at the instant of its time stamp (ETSI EN 319 102-1, 5.5). A revocation list made later says when each
certificate was revoked: before that instant the signature is refused, after it the signature stands.
"""

from collections.abc import Sequence
from datetime import datetime

import structlog
from asn1crypto import cms
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.status import StandardCMSSignatureStatus
from pyhanko_certvalidator import ValidationContext

from webapp.signing.cades.building import Proofs, proofs_in
from webapp.signing.pades.reports import BROKEN, NO_TIME_STAMP, UNTRUSTED, SignatureReport
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import Trust, context, holder_of, number_of

log = structlog.get_logger()
UNREADABLE = SignatureReport("", "", "", "", None, valid=False, why=BROKEN)


def reports_on_detached(pairs: Sequence[tuple[bytes, bytes]], trust: Trust) -> list[SignatureReport]:
    """Return a report for each (content, CMS), in their order; what cannot be read is reported as broken."""
    return run(_reports_on(pairs, trust))


async def _reports_on(pairs: Sequence[tuple[bytes, bytes]], trust: Trust) -> list[SignatureReport]:
    return [await _report_on(content, der, trust) for content, der in pairs]


async def _report_on(content: bytes, der: bytes, trust: Trust) -> SignatureReport:
    try:
        signed = cms.ContentInfo.load(der, strict=True)["content"]
        proofs, moment = proofs_in(signed), _stamped_at(signed)
        judged = _judgement(proofs, trust, moment)
        status = await async_validate_detached_cms(
            content, signed, signer_validation_context=judged, ts_validation_context=judged
        )
    except (SignatureValidationError, CMSExtractionError, ValueError, KeyError, TypeError, IndexError) as error:
        log.info("a detached signature cannot be read", kind=type(error).__name__)
        return UNREADABLE
    why = _why(status, moment)
    fin, name = holder_of(status.signing_cert)
    number = number_of(status.signing_cert)
    return SignatureReport("", name, fin, number, moment, valid=not why, why=why)


def _judgement(proofs: Proofs, trust: Trust, moment: datetime | None) -> ValidationContext:
    """Return the context of that instant, with the proofs that the CMS brings and nothing from outside."""
    return context(
        trust,
        proofs.certificates,
        moment=moment,
        allow_fetching=False,
        ocsps=proofs.answers,
        crls=proofs.lists,
        retroactive_revinfo=True,
    )


def _stamped_at(signed: cms.SignedData) -> datetime | None:
    for token in extract_tst_data_iter(signed["signer_infos"][0], signed=False):
        found: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        return found
    return None


def _why(status: StandardCMSSignatureStatus, moment: datetime | None) -> str:
    """Return what is wrong, the worst first; empty when nothing is."""
    stamp = status.timestamp_validity
    checks = (
        (status.intact and status.valid, BROKEN),
        (stamp is not None and stamp.valid and stamp.trusted and stamp.timestamp == moment, NO_TIME_STAMP),
        (status.trusted, UNTRUSTED),
        (status.bottom_line, BROKEN),
    )
    return next((word for fine, word in checks if not fine), "")
