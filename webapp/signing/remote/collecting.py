"""The way home: the person's answer, the signature into the PDF, the last look before it counts."""

from asyncio import gather
from datetime import timedelta
from typing import Final

from asn1crypto import cms, x509

from webapp.core.clock import now
from webapp.core.errors import AppError, Unavailable
from webapp.core.transaction import transaction
from webapp.signing.cades.finishing import Raw, finished
from webapp.signing.cades.reports import reports_on_detached
from webapp.signing.gateways import Answer, SigningService
from webapp.signing.pades.finishing import ensure_signed, stamped, with_revocation_data
from webapp.signing.pades.outside import Outside
from webapp.signing.pades.preparing import Preparation
from webapp.signing.pades.reports import BROKEN, SignatureReport, reports_on
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import Trust, Unfit, holder_of
from webapp.signing.remote.task import Task, read_task
from webapp.signing.rules import Reason, State, end_of, pause_after
from webapp.signing.services.progress import Attempt, Signed, complete, end_attempt, keep_signatures, note_late_answer

SLICE_MS: Final = 1_000


def bring_home(attempt: Attempt, service: SigningService, trust: Trust) -> timedelta | None:
    """Ask for the person's answer once and, when it is a signature, finish the request. Raises Unfit.

    Returns after which pause to come again, None when there is nothing more to wait for.
    Safe to be run twice or killed anywhere: what the person confirmed is kept before anything is done with it.
    """
    task = read_task(attempt, State.WAITING)
    if task is None or task.preparation is None:
        return None
    if task.signatures:
        _finish(task, task.preparation, task.signatures, trust)
        return None
    answer = service.collect(task.session, wait_ms=SLICE_MS)
    if not answer.result:
        return _keep_waiting(task)
    if answer.result != "OK":
        with transaction():
            end_attempt(attempt, *end_of(answer.result))
        return None
    _ensure_own(task, task.preparation, answer)
    with transaction():
        wanted = keep_signatures(attempt, answer.signatures)
        if not wanted:
            note_late_answer(attempt.request)
    if wanted:
        _finish(task, task.preparation, answer.signatures, trust)
    return None


def _keep_waiting(task: Task) -> timedelta | None:
    if now() < task.expires_at:
        return pause_after(now() - task.since)
    with transaction():
        end_attempt(task.attempt, State.TIMED_OUT, Reason.TIMEOUT)
    return None


def _ensure_own(task: Task, preparation: Preparation, answer: Answer) -> None:
    """Raise Unfit unless the answer is by the person asked, with the certificate prepared for, over what we sent."""
    if answer.certificate is None or holder_of(answer.certificate)[0] != task.fin:
        raise Unfit(Reason.WRONG_PERSON)
    if answer.certificate.dump() != preparation.certificate:
        raise Unfit(Reason.HASH_MISMATCH)
    ensure_signed(preparation, answer.signatures)


def _finish(task: Task, preparation: Preparation, signatures: tuple[bytes, ...], trust: Trust) -> None:
    signed, beside = run(_finished(task, preparation, signatures, trust))
    report = _ensure_accepted(signed, task.fin, preparation.field, trust)
    if beside and task.statement is not None:
        _ensure_stands(task.statement, beside, task.fin, trust)
    assert report.signed_at is not None
    made = Signed(
        pdf=signed, certificate_number=report.certificate_number, signed_at=report.signed_at, statement_cms=beside
    )
    try:
        with transaction():
            complete(task.attempt, made)
    except Unavailable as error:
        raise Unfit(Reason.SERVICE_DOWN) from error
    except AppError:
        # Who asked for the signature no longer wants this text: its document has moved on.
        with transaction():
            end_attempt(task.attempt, State.FAILED, Reason.OUTDATED)


async def _finished(
    task: Task, preparation: Preparation, signatures: tuple[bytes, ...], trust: Trust
) -> tuple[bytes, bytes | None]:
    """Return the signed PDF and, when a statement was signed with it, its CMS.

    Both are stamped at the same time, then it is asked once whether anybody's certificate is revoked.
    """
    chain = [x509.Certificate.load(each) for each in preparation.chain]
    async with Outside(trust) as outside:
        paper = stamped(task.pdf, preparation, signatures[0], outside)
        if not preparation.beside:
            return await with_revocation_data(await paper, chain, outside), None
        own = x509.Certificate.load(preparation.certificate)
        raw = Raw(cms.CMSAttributes.load(preparation.beside), signatures[1], own, chain)
        pdf, token = await gather(paper, outside.stamp(raw.digest))
        beside = await finished(raw, token, outside)
        return await with_revocation_data(pdf, chain, outside), beside


def _ensure_stands(statement: bytes, beside: bytes, fin: str, trust: Trust) -> None:
    """Raise Unfit unless the CMS over the statement stands and is the person's."""
    report = reports_on_detached([(statement, beside)], trust)[0]
    if not report.valid:
        raise Unfit(Reason.HASH_MISMATCH if report.why == BROKEN else Reason.UNTRUSTED)
    if report.signer_fin != fin:
        raise Unfit(Reason.WRONG_PERSON)


def _ensure_accepted(signed: bytes, fin: str, field: str, trust: Trust) -> SignatureReport:
    """Return the report on the new signature. Raises Unfit unless every signature of the file stands and it is the person's."""
    reports = reports_on(signed, trust)
    new = next((report for report in reports if report.field == field), None)
    if new is None or not all(report.valid for report in reports):
        raise Unfit(Reason.HASH_MISMATCH if new is None or new.why == BROKEN else Reason.UNTRUSTED)
    if new.signer_fin != fin:
        raise Unfit(Reason.WRONG_PERSON)
    return new
