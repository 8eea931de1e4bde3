"""The SOAP form of messages (message protocol 4.0)."""

from dataclasses import replace
from typing import Final, Literal

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.envelope import build_fault, build_message
from webapp.ehis.evidence import Wire
from webapp.ehis.faults import KINDS, FaultCode, Refused, SoapFault
from webapp.ehis.gateway.adapter import Answered, Asked
from webapp.ehis.gateway.course import Question
from webapp.ehis.gateway.reply import Reply
from webapp.ehis.gateway.standing import Standing
from webapp.ehis.ids import FIN
from webapp.ehis.provider.service import METASERVICES
from webapp.ehis.reading import read_answer, read_fault, read_request
from webapp.ehis.requesthash import request_hash

LOCATION: Final = "server.serverproxy"
OK: Final = 200
TOO_MANY: Final = 429
PASSED_ON: Final = frozenset(
    {"invalid_body", "invalid_soap", "unknown_service", "service_disabled", "maintenance_mode"}
)


class Soap:
    """Reads, forwards and answers SOAP messages."""

    wire = Wire.SOAP
    protocol: Literal["soap", "rest"] = "soap"
    kind = profile.MESSAGE_TYPE
    answer_kind = profile.MESSAGE_TYPE

    def read(self, raw: bytes) -> Question:
        """Return what the envelope `raw` says. Raises Refused."""
        message = read_request(raw)
        return Question(message.header, raw, message)

    def ensure_valid(self, question: Question, schema: etree.XMLSchema | None) -> None:
        """Raise Refused unless the body is as the schema says; of a service nobody knows there is none, nor a right."""
        if schema is not None and not schema.validate(question.read.body):
            raise Refused("invalid_body", "not as the schema of the service says")

    def forwarded(self, question: Question, standing: Standing) -> Asked:
        """Return the envelope as it came; without a version in it, with the one that answers."""
        raw, header = question.raw, question.header
        if header.service.version is None and standing.version is not None:
            service = replace(header.service, version=standing.version)
            raw = build_message(replace(header, service=service), question.read.body)
        return Asked("POST", "/", (("Content-Type", profile.MESSAGE_TYPE), ("SOAPAction", '""')), raw)

    def answer(self, question: Question, answered: Answered, schema: etree.XMLSchema | None) -> bytes:
        """Return the answer's envelope: the headers of the request, its hash, the body of the adaptation server."""
        try:
            body = read_answer(answered.body).body
        except Refused:
            raise _passed_on(answered.body) from None
        if schema is not None and question.header.service.code not in METASERVICES and not schema.validate(body):
            raise Refused("inconsistent_response", "the answer is not as the schema of the service says")
        return build_message(replace(question.header, request_hash=request_hash(question.raw)), body)

    def subject(self, question: Question) -> str | None:
        """Return the FİN in the body, if there is one."""
        found = question.read.body.findtext("{*}fin")
        return found if found and FIN.fullmatch(found) else None

    def fault(self, kind: str, why: str, fault_id: str) -> Reply:
        """Return a SOAP fault: HTTP 200 as X-Road does, but 429 for who asks too fast."""
        raw = build_fault(SoapFault(FaultCode(LOCATION, kind), why, fault_id))
        if kind == "rate_exceeded":
            return Reply(TOO_MANY, profile.MESSAGE_TYPE, raw, (("Retry-After", "1"),))
        return Reply(OK, profile.MESSAGE_TYPE, raw)


def _passed_on(raw: bytes) -> Refused:
    """Return the refusal that the adaptation server's own fault means for the client."""
    try:
        fault = read_fault(raw)
    except Refused:
        return Refused("service_failed", "the information system's answer cannot be read")
    kind = fault.code.kind
    return Refused(kind if kind in PASSED_ON and kind in KINDS else "service_failed", "the information system refused")
