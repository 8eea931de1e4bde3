"""From HTTP to proved rows: what came back is believed only after schema, signature, signer, hash and headers agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.envelope import Message
from webapp.ehis.errors import AnswerRejected, NotInRegister, RegisterRefused, RegisterUnavailable, SeveralInRegister
from webapp.ehis.faults import Refused, Severity, SoapFault
from webapp.ehis.multipart import SignedMessage, is_multipart, unpack
from webapp.ehis.policy import Policy
from webapp.ehis.question import Written
from webapp.ehis.reading import read_answer, read_fault
from webapp.ehis.requesthash import is_hash_of
from webapp.ehis.schema import ensure_valid
from webapp.ehis.transport import HttpAnswer
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify

Row = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Proved:
    """A believed answer: its message and signature, and the fingerprint of who signed."""

    message: Message
    signed: SignedMessage
    signer: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The kept fields of each record, by name, and the instant for which the register vouches."""

    rows: tuple[Row, ...]
    as_of: datetime


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
    return Proved(message, signed, verified.fingerprint)


def rows_of(message: Message, policy: Policy, parameter: str) -> Rows:
    """Return the kept fields of every record of a proved answer.

    Raises NotInRegister or SeveralInRegister when the register says so, AnswerRejected for another's record.
    """
    fault = message.body.find(_name(policy, "fault"))
    if fault is not None:
        raise _business(fault.findtext(_name(policy, "faultCode")) or "")
    rows = tuple(_kept(record, policy) for record in message.body.iterfind(_name(policy, policy.record)))
    if policy.subject is not None and any(row[policy.subject] != (parameter,) for row in rows):
        raise AnswerRejected("another_subject")
    as_of = message.body.findtext(_name(policy, "asOf")) or ""
    try:
        return Rows(rows, datetime.fromisoformat(as_of.strip()))
    except ValueError:
        raise AnswerRejected("unreadable_value") from None


def _failure(http: HttpAnswer) -> Exception:
    """Return what an answer without a proper message means."""
    fault = _soap_fault(http)
    if fault is not None:
        return _technical(fault)
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


def _technical(fault: SoapFault) -> Exception:
    match fault.code.severity:
        case Severity.TRANSIENT:
            return RegisterUnavailable(str(fault.code), repeatable=fault.code.kind != "rate_exceeded")
        case Severity.PERMANENT:
            return RegisterRefused(str(fault.code), detail=fault.detail)
        case Severity.INTEGRITY:
            return AnswerRejected(str(fault.code))


def _business(code: str) -> Exception:
    found: dict[str, Exception] = {"NotFound": NotInRegister(), "SeveralFound": SeveralInRegister()}
    return found.get(code) or RegisterRefused(f"business: {code}")


def _kept(record: etree._Element, policy: Policy) -> Row:
    """Return the fields of `record` that the policy keeps; whatever else was sent is dropped here."""
    return {
        field: tuple((node.text or "").strip() for node in record.iterfind(_path(policy, field)))
        for field in policy.fields
    }


def _path(policy: Policy, field: str) -> str:
    return "/".join(_name(policy, part) for part in field.split("/"))


def _name(policy: Policy, local: str) -> str:
    return f"{{{policy.namespace}}}{local}"
