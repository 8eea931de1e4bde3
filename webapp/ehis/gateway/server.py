"""The order of the checks, cheap ones first; each ends in a refusal or leads on to the next.

TLS certificate, not blocked, size, rate, parse, schema, header rules, signature, signer is client is connection, time,
replay, right; only then is the information system asked. Its answer is checked, signed, kept as evidence, and sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final
from uuid import uuid4

import structlog

from webapp.core.clock import now
from webapp.ehis import profile
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.evidence import Evidence
from webapp.ehis.faults import Refused
from webapp.ehis.gateway.adapter import Adapter, Answered, Asked
from webapp.ehis.gateway.connections import Connections
from webapp.ehis.gateway.course import Course, Form, Question
from webapp.ehis.gateway.gate import Gatekeeper
from webapp.ehis.gateway.keeping import UNPROVED, answer_evidence, measured, named, request_evidence
from webapp.ehis.gateway.pace import ALARM, Pace
from webapp.ehis.gateway.peers import FreshRemembering, Peer, Peers
from webapp.ehis.gateway.reply import Call, Reply
from webapp.ehis.gateway.restful import Rest
from webapp.ehis.gateway.soap import Soap
from webapp.ehis.gateway.standing import Standing, methods_for, standing_of
from webapp.ehis.ids import Member
from webapp.ehis.measurement import Measurement
from webapp.ehis.multipart import SignedMessage, is_multipart, kind_of, pack, unpack
from webapp.ehis.provider.service import METASERVICES
from webapp.ehis.rest.message import REQUEST_KIND
from webapp.ehis.sign import SigningKey, sign
from webapp.ehis.trust import fingerprint
from webapp.ehis.verify import verify

OURS: Final = Member(profile.INSTANCE, profile.OUR_CLASS, profile.OUR_CODE)
OK: Final = 200
INTEGRITY: Final = frozenset({"signature_verification", "inconsistent_response"})
OWN_FAILURES: Final = frozenset({"internal_error", "logging_failed", "network_error", "timeout", "service_failed"})
Keep = Callable[[Sequence[Evidence], Measurement | None], None]
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Parts:
    """What the server is made of. `alarm` is told of repeated refusals: service, client, fault kind, message id."""

    trust: FreshRemembering
    gate: Gatekeeper
    database: Connections
    pace: Pace
    adapter: Adapter
    key: Callable[[], SigningKey]
    keep: Keep
    alarm: Callable[[str, str, str, str], None]


class SecurityServer:
    """Answers calls; knows no sockets."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._peers = Peers()
        self._soap: Form = Soap()
        self._rest: Form = Rest()

    def handle(self, call: Call) -> Reply:
        """Return the signed answer to a message, or a fault; nothing is raised."""
        course = Course(call, now(), monotonic(), self._soap)
        try:
            self._admit(course)
            question = self._read(course)
            standing = self._prove(course, question)
            return self._send(course, question, self._ask(course, question, standing))
        except Refused as refused:
            return self._refuse(course, refused)
        except ArchiveFailed:
            return self._refuse(course, Refused("logging_failed", "the message cannot be kept"))
        except Exception as error:
            log.exception("ehis.gateway_failed", kind=type(error).__name__)
            return self._refuse(course, Refused("internal_error", "the security server failed"))

    def describe(self, call: Call, target: str) -> Reply:
        """Return what the adaptation server says at `target` (`/wsdl/carrierStatus`), to a participant not blocked."""
        course = Course(call, now(), monotonic(), self._soap)
        try:
            self._admit(course)
            answered = self._parts.adapter.ask(Asked("GET", target, ()))
        except Refused as refused:
            return self._refuse(course, refused)
        return Reply(answered.status, answered.content_type, answered.body)

    def _admit(self, course: Course) -> None:
        """Certificate, block, announced size, rate."""
        peer = course.peer = self._peers(course.call.certificate)
        self._parts.trust().ensure_trusted(peer.certificate, at=course.at)
        gate = self._parts.gate()
        gate.ensure_not_blocked(peer)
        if (course.call.length or 0) > profile.REQUEST_WIRE_CAP:
            raise Refused("message_too_large", f"more than {profile.REQUEST_WIRE_CAP} bytes")
        name, rate = gate.pace_of(peer)
        if not self._parts.pace.take(name, rate):
            raise Refused("rate_exceeded", f"more than {rate} requests a second")
        course.admitted = True

    def _read(self, course: Course) -> Question:
        """Size as it is, parse, schema, header rules."""
        call = course.call
        body = call.read(profile.REQUEST_WIRE_CAP + 1)
        course.received = len(body)
        if len(body) > profile.REQUEST_WIRE_CAP:
            raise Refused("message_too_large", f"more than {profile.REQUEST_WIRE_CAP} bytes")
        if call.encoding not in {"", "identity"}:
            raise Refused("invalid_content_type", "an encoded body")
        if not is_multipart(call.content_type):
            raise Refused("missing_signature", "security servers sign what they send")
        if kind_of(body) == REQUEST_KIND:
            course.form = self._rest
        course.signed = unpack(call.content_type, body, kind=course.form.kind)
        question = course.question = course.form.read(course.signed.message)
        service = question.header.service
        if service.code not in METASERVICES:
            course.form.ensure_valid(question, self._parts.gate.schema(service.code, service.version))
        if service.member != OURS:
            raise Refused("unknown_member", "the service is not of this member")
        if call.action.strip('"') not in {"", service.code}:
            raise Refused("inconsistent_headers", "SOAPAction names something else")
        return question

    def _prove(self, course: Course, question: Question) -> Standing:
        """Signature, signer is client is connection, time, replay, right."""
        peer, signed = course.peer, course.signed
        assert peer is not None
        assert signed is not None
        verified = verify(signed, self._parts.trust(), at=course.at)
        if not question.header.client.member == verified.member == peer.member:
            raise Refused("invalid_client_identifier", "the client is not the one that signed and connected")
        course.verified = verified
        names = [peer.fingerprint, verified.fingerprint]
        standing = standing_of(self._parts.database, question.header, question.raw, names, at=course.at)
        course.standing = standing
        standing.ensure_first()
        standing.ensure_not_blocked()
        standing.ensure_may_ask(question.header.service.code, question.endpoint, at=course.at)
        return standing

    def _ask(self, course: Course, question: Question, standing: Standing) -> Answered:
        asked = course.form.forwarded(question, standing)
        more = [("X-Ehis-Environment", standing.environment or "")]
        if question.header.service.code in METASERVICES:
            more.append(("X-Ehis-Methods", methods_for(self._parts.database, question.header)))
        began = monotonic()
        try:
            return self._parts.adapter.ask(Asked(asked.method, asked.target, (*asked.headers, *more), asked.body))
        finally:
            course.service_ms = 1000 * (monotonic() - began)

    def _send(self, course: Course, question: Question, answered: Answered) -> Reply:
        """Check the answer against its schema, sign it, keep both messages, and only then give it away."""
        service = question.header.service
        schema = None if service.code in METASERVICES else self._parts.gate.schema(service.code, service.version)
        raw = course.form.answer(question, answered, schema)
        key = self._parts.key()
        signed = SignedMessage(raw, sign(raw, key, at=now()))
        reply = Reply(OK, *pack(signed, kind=course.form.answer_kind))
        request = request_evidence(course, "answered")
        assert request is not None
        answer = answer_evidence(request, signed, fingerprint(key.certificate))
        self._parts.keep((request, answer), measured(course, reply, None))
        return reply

    def _refuse(self, course: Course, refused: Refused) -> Reply:
        """Return the fault, after what could be proved of the message was kept; say it to the log, and repeated ones louder."""
        fault_id = str(uuid4())
        reply = course.form.fault(refused.kind, refused.why, fault_id)
        if course.admitted and refused.kind != "logging_failed":
            evidence = request_evidence(course, refused.kind, fault_id)
            try:
                self._parts.keep((evidence,) if evidence else (), measured(course, reply, refused.kind))
            except ArchiveFailed:
                return self._refuse(course, Refused("logging_failed", "the message cannot be kept"))
        self._tell(course, refused, fault_id)
        left = course.received == 0 and course.call.length != 0
        return Reply(reply.status, reply.content_type, reply.body, reply.headers, unread=left)

    def _tell(self, course: Course, refused: Refused, fault_id: str) -> None:
        header = course.question.header if course.verified and course.question else None
        client, service, version = named(course)
        service = service if version == UNPROVED else f"{service}/{version}"
        log.info("ehis.refused", kind=refused.kind, fault_id=fault_id, client=client, service=service)
        if course.peer is None or refused.kind in OWN_FAILURES:
            return
        weight = ALARM if refused.kind in INTEGRITY else 1
        if self._parts.pace.refused(_counted(course.peer, self._parts), weight):
            self._parts.alarm(service, client, refused.kind, header.message_id if header else "")


def _counted(peer: Peer, parts: Parts) -> str:
    return parts.gate().pace_of(peer)[0]
