"""The security server: checks in order, cheap ones first; nothing is said about data before the right is proved.

TLS certificate, size, rate, parse, headers, schema, signature, signer is the client, time window, replay, right,
register, answer's schema, signature. Faults go out as X-Road sends them: SOAP Fault, status 200, a UUID as detail.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from mocks.ehis import restful
from mocks.ehis.bytefaults import PACKED_FAULTS, RAW_FAULTS, SIGNED_FAULTS
from mocks.ehis.canned import CANNED
from mocks.ehis.central import HOSTED, PORTAL, PROVIDED, may_ask
from mocks.ehis.centralserver import CentralServer
from mocks.ehis.drafts import DRAFT_FAULTS, Draft
from mocks.ehis.hosting import Hosting, Plain
from mocks.ehis.keys import Keys
from mocks.ehis.pace import PACES
from mocks.ehis.recorder import Received, Recorder
from mocks.ehis.registers import answer
from mocks.ehis.replay import Bucket, Seen
from mocks.ehis.reply import Reply, fault_reply
from mocks.ehis.switches import Board, Switch
from webapp.ehis import profile
from webapp.ehis.envelope import Message, build_message
from webapp.ehis.faults import Refused
from webapp.ehis.ids import Member
from webapp.ehis.multipart import SignedMessage, is_multipart, pack, unpack
from webapp.ehis.reading import read_request
from webapp.ehis.requesthash import request_hash
from webapp.ehis.rest.errors import JSON_TYPE, error_answer
from webapp.ehis.rest.message import ANSWER_KIND
from webapp.ehis.rest.reading import RestMessage
from webapp.ehis.schema import ensure_valid
from webapp.ehis.sign import sign
from webapp.ehis.verify import verify

GATEWAY: Final = "https://127.0.0.1:8443"


def now() -> datetime:
    """Return this instant."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Call:
    """What came in over a proved TLS connection."""

    tls_member: Member
    content_type: str
    body: bytes


class SecurityServer:
    """Answers calls. Knows no sockets; keeps what it must: recorder, fault board, replay store, rate."""

    def __init__(
        self, keys: Keys, *, rate: int = 60, clock: Callable[[], datetime] = now, gateway: str = GATEWAY
    ) -> None:
        self.keys = keys
        self.hosting = Hosting(keys, gateway, HOSTED, lambda: self.trust)
        self.trust = keys.trust()
        self.clock = clock
        self.board = Board()
        self.recorder = Recorder()
        self.central = CentralServer(keys)
        self.seen = Seen()
        self.bucket = Bucket(rate)
        self._former: SignedMessage | None = None

    def handle(self, call: Call) -> Reply:
        """Return the answer to `call`, or a fault."""
        row = self.recorder.add(
            self.clock(), tls_member=str(call.tls_member), content_type=call.content_type, body=call.body
        )
        try:
            reply = self._answer(call, row)
        except Refused as refused:
            row.outcome = refused.kind
            reply = fault_reply(f"server.serverproxy.{refused.kind}", refused.why)
        return restful.in_json(reply) if restful.is_rest(call.content_type, call.body) else reply

    def _answer(self, call: Call, row: Received) -> Reply:
        if len(call.body) > profile.REQUEST_WIRE_CAP:
            raise Refused("message_too_large", "more than the exchange carries")
        if not self.bucket.take(str(call.tls_member)):
            raise Refused("rate_exceeded", "more than 60 requests a second")
        signed, rest, message = _read(call)
        header = message.header
        row.client, row.service, row.message_id = str(header.client), str(header.service), header.message_id
        row.user_id = header.user_id or ""
        switch = self.board.take(header.service.code, str(header.client))
        row.switched = switch.fault if switch else ""
        if switch and switch.fault in CANNED:
            row.outcome = "switched"
            return CANNED[switch.fault](switch.args)
        if header.service.member == PORTAL.member:
            return self._forwarded(call, signed, message, row)
        self._ensure_genuine(call, signed, message)
        reply = self._from_register(message, rest, switch, signing=signed is not None)
        row.outcome = "answered"
        if switch and switch.fault in PACES:
            return replace(reply, pace=switch.fault, args=switch.args)
        return reply

    def handle_rest(self, tls_member: Member, plain: Plain) -> Reply:
        """Return the answer to a REST request of an information system that is hosted here, or a refusal."""
        row = self.recorder.add(self.clock(), tls_member=str(tls_member), content_type="REST", body=plain.body)
        refusal = None
        if tls_member not in self.hosting.hosted:
            refusal = error_answer("client.ssl_authentication_failed", "this is another member's security server")
        elif not self.bucket.take(str(tls_member)):
            refusal = error_answer("server.clientproxy.rate_exceeded", "more than 60 requests a second")
        if refusal is not None:
            row.outcome = "refused"
            return Reply(refusal.status, JSON_TYPE, refusal.body, headers=refusal.headers[1:])
        reply = self.hosting.rest(plain, tls_member, self.clock)
        row.outcome = f"forwarded: {reply.status}"
        return reply

    def _forwarded(self, call: Call, signed: SignedMessage | None, message: Message, row: Received) -> Reply:
        """Return our gateway's answer to an information system that is hosted here."""
        if signed is not None or call.tls_member not in self.hosting.hosted:
            raise Refused("unknown_service", "this is not the provider's security server")
        if message.header.client.member != call.tls_member:
            raise Refused("invalid_client_identifier", "the client is not the one that connected")
        row.outcome = "forwarded"
        return self.hosting.soap(message, self.clock)

    def _ensure_genuine(self, call: Call, signed: SignedMessage | None, message: Message) -> None:
        """Raise Refused unless the caller is who the headers say, now, once, and has the right."""
        header = message.header
        if signed is None and call.tls_member not in HOSTED:
            raise Refused("missing_signature", "other security servers sign what they send")
        signer = verify(signed, self.trust, at=self.clock()).member if signed else call.tls_member
        if not header.client.member == signer == call.tls_member:
            raise Refused("invalid_client_identifier", "the client is not the one that signed and connected")
        if not self.seen.first(str(header.client), header.message_id, at=self.clock()):
            raise Refused("duplicate_message_id", "this message was received before")
        if not may_ask(header.client, header.service):
            raise Refused("access_denied", "no right to this service")
        ensure_valid(message.body, header.service.member.code)

    def _from_register(
        self, message: Message, rest: RestMessage | None, switch: Switch | None, *, signing: bool
    ) -> Reply:
        code = message.header.service.code
        provided = PROVIDED[code]
        parameters = {etree.QName(one).localname: one.text or "" for one in message.body}
        body = answer(code, parameters, at=self.clock())
        ensure_valid(body, provided.provider, kind="internal_error")
        asked_hash = restful.hash_of(rest) if rest else request_hash(message.raw)
        header = replace(message.header, request_hash=asked_hash)
        draft = Draft(header, body, self.keys.provider(provided.provider), self.clock(), parameters)
        fault = switch.fault if switch else ""
        if switch and fault in DRAFT_FAULTS:
            draft = DRAFT_FAULTS[fault](draft, self.keys, switch.args)
        whole = restful.answer_bytes(draft, rest) if rest else build_message(draft.header, draft.body)
        raw = RAW_FAULTS.get(fault, bytes)(whole)
        if not signing or fault == "unsigned":
            return Reply(200, profile.MESSAGE_TYPE, raw)
        kind = ANSWER_KIND if rest else profile.MESSAGE_TYPE
        return self._packed(SignedMessage(raw, sign(raw, draft.key, at=draft.at)), fault, kind)

    def _packed(self, signed: SignedMessage, fault: str, kind: str) -> Reply:
        if fault == "replayed_answer" and self._former is not None:
            signed = self._former
        elif fault in SIGNED_FAULTS:
            signed = SIGNED_FAULTS[fault](signed)
        else:
            self._former = signed
        content_type, body = pack(signed, kind=kind)
        if fault in PACKED_FAULTS:
            content_type, body = PACKED_FAULTS[fault](content_type, body)
        return Reply(200, content_type, body)


def _read(call: Call) -> tuple[SignedMessage | None, RestMessage | None, Message]:
    """Return what was signed, if it was, what it says as REST, if it does, and the message. Raises Refused."""
    if restful.is_rest(call.content_type, call.body):
        return restful.opened(call.content_type, call.body)
    signed = unpack(call.content_type, call.body) if is_multipart(call.content_type) else None
    return signed, None, read_request(signed.message if signed else call.body)
