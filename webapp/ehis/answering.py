"""From HTTP to proved rows: what came back is believed only after schema, signature, signer, hash and headers agree."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from lxml import etree

from webapp.core.clock import local
from webapp.ehis import profile
from webapp.ehis.answers.record import Row
from webapp.ehis.errors import AnswerRejected, NotInRegister, RegisterRefused, RegisterUnavailable, SeveralInRegister
from webapp.ehis.faults import Refused, Severity, SoapFault
from webapp.ehis.multipart import SignedMessage, is_multipart, unpack
from webapp.ehis.policy import Policy
from webapp.ehis.question import Question, Written
from webapp.ehis.reading import read_answer, read_fault
from webapp.ehis.requesthash import is_hash_of
from webapp.ehis.schema import ensure_valid
from webapp.ehis.server.placement import element_of
from webapp.ehis.transport import HttpAnswer
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify


@dataclass(frozen=True, slots=True)
class Proved:
    """A believed answer: its body as the schema describes it, its exact bytes and signature, and who signed."""

    body: etree._Element
    signed: SignedMessage
    signer: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The kept fields of each record, by name, the instant for which the register vouches, and the message's id."""

    rows: tuple[Row, ...]
    as_of: datetime
    message_id: str = ""


def prove(http: HttpAnswer, written: Written, trust: TrustStore, *, at: datetime) -> Proved:
    """Return the answer in `http` to the question `written`.

    Raises RegisterUnavailable (transient faults and statuses), RegisterRefused (permanent ones), AnswerRejected.
    """
    if not is_multipart(http.content_type) or http.status != HTTPStatus.OK:
        raise _failure(http)
    try:
        signed = unpack(http.content_type, http.body)
        message = read_answer(signed.message)
        ensure_valid(message.body, written.header.service.member.code, kind="inconsistent_response")
        verified = verify(signed, trust, at=at)
    except Refused as refused:
        raise AnswerRejected(refused.kind) from None
    if verified.member != written.header.service.member:
        raise AnswerRejected("signer_is_not_the_provider")
    if not is_hash_of(message.header.request_hash, written.signed.message):
        raise AnswerRejected("request_hash")
    if message.header.asked() != written.header:
        raise AnswerRejected("headers_changed")
    return Proved(message.body, signed, verified.fingerprint)


def rows_of(body: etree._Element, question: Question) -> Rows:
    """Return the fields of every record of a proved answer that the purpose of `question` lets us keep.

    Raises NotInRegister or SeveralInRegister when the register says so, AnswerRejected for another's record.
    """
    policy = question.policy
    fault = body.find(_name(policy, "fault"))
    if fault is not None:
        raise _business(fault.findtext(_name(policy, "faultCode")) or "")
    records = body.findall(_name(policy, policy.record))
    if not all(_is_about(record, question) for record in records):
        raise AnswerRejected("another_subject")
    kept = policy.kept(question.purpose)
    as_of = body.findtext(_name(policy, "asOf")) or ""
    try:
        return Rows(tuple(_kept(record, policy, kept) for record in records), datetime.fromisoformat(as_of.strip()))
    except ValueError:
        raise AnswerRejected("unreadable_value") from None


def _failure(http: HttpAnswer) -> Exception:
    """Return what an answer without a proper message means."""
    fault = _soap_fault(http)
    return fault_error(fault) if fault is not None else status_error(http)


def status_error(http: HttpAnswer) -> Exception:
    """Return what an answer that neither proves nor explains itself means."""
    if http.status == HTTPStatus.TOO_MANY_REQUESTS:
        return RegisterUnavailable("http_429", repeatable=False)
    if http.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RegisterUnavailable(f"http_{http.status}")
    if http.status != HTTPStatus.OK:
        return RegisterRefused(f"http_{http.status}")
    return AnswerRejected("unsigned")


def _soap_fault(http: HttpAnswer) -> SoapFault | None:
    """Return the technical fault in `http`; it comes without signature, so it can only deny, never tell."""
    plain = http.content_type.split(";", 1)[0].strip().lower() == profile.MESSAGE_TYPE.split(";", 1)[0]
    if not plain or http.status not in {HTTPStatus.OK, HTTPStatus.INTERNAL_SERVER_ERROR}:
        return None
    try:
        return read_fault(http.body)
    except Refused:
        return None


def fault_error(fault: SoapFault) -> Exception:
    """Return what a technical fault means for whoever asked: its severity decides."""
    match fault.code.severity:
        case Severity.TRANSIENT:
            return RegisterUnavailable(
                str(fault.code), repeatable=fault.code.kind != "rate_exceeded", detail=fault.detail
            )
        case Severity.PERMANENT:
            return RegisterRefused(str(fault.code), detail=fault.detail)
        case Severity.INTEGRITY:
            return AnswerRejected(str(fault.code), detail=fault.detail)


def _business(code: str) -> Exception:
    found: dict[str, Exception] = {"NotFound": NotInRegister(), "SeveralFound": SeveralInRegister()}
    return found.get(code) or RegisterRefused(f"business.{code}")


def _kept(record: etree._Element, policy: Policy, kept: tuple[str, ...]) -> Row:
    """Return the elements `kept` of `record`; whatever else was sent is dropped here."""
    return {path: _texts(record, policy, element_of(policy.code, path)) for path in kept}


def _is_about(record: etree._Element, question: Question) -> bool:
    """Whether `record` speaks of what was asked: the same number, and within the period if there was one."""
    policy, asked = question.policy, question.parameters
    same = all(_texts(record, policy, path) == (asked[name],) for path, name in policy.subject.items() if name in asked)
    return same and (policy.period is None or _is_within(_texts(record, policy, policy.period.element), question))


def _is_within(texts: tuple[str, ...], question: Question) -> bool:
    period, asked = question.policy.period, question.parameters
    try:
        day = local(datetime.fromisoformat(texts[0])).date().isoformat() if period and texts else ""
    except ValueError:
        return False
    return period is not None and asked[period.since] <= day <= asked[period.until]


def _texts(record: etree._Element, policy: Policy, path: str) -> tuple[str, ...]:
    """Return the texts of the elements at `path` of `record`."""
    names = "/".join(_name(policy, part) for part in path.split("/"))
    return tuple((node.text or "").strip() for node in record.iterfind(names))


def _name(policy: Policy, local_name: str) -> str:
    return f"{{{policy.namespace}}}{local_name}"
