"""The security server of those who ask us: it signs for its own information systems and speaks to our gateway.

What an information system sends is plain; what goes on is signed by the member's key over mutual TLS; what comes back
is believed only when it is signed by the provider, answers this very request and repeats its headers.
"""

import json
import ssl
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

import httpx2

from mocks.ehis.keys import Keys
from mocks.ehis.reply import Reply, fault_reply
from webapp.ehis import profile
from webapp.ehis.envelope import Message, build_message
from webapp.ehis.faults import Refused
from webapp.ehis.ids import Member
from webapp.ehis.multipart import SignedMessage, is_multipart, pack, unpack
from webapp.ehis.reading import read_answer, read_fault
from webapp.ehis.requesthash import is_hash_of
from webapp.ehis.rest import answers, errors
from webapp.ehis.rest.message import ANSWER_KIND, REQUEST_KIND, Headers, RestAnswer
from webapp.ehis.rest.reading import RestMessage, accept
from webapp.ehis.sign import sign
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify

Clock = Callable[[], datetime]
SECONDS: Final = 10.0
UNREACHABLE: Final = "server.clientproxy.network_error"
WSDL: Final = f"{{{profile.XROAD}}}wsdl"


@dataclass(frozen=True, slots=True)
class Plain:
    """One REST request of an information system, as it came."""

    method: str
    target: str
    headers: Headers
    body: bytes


class Hosting:
    """Speaks to the gateway at `url`. `hosted` are the members whose security server this is, with their keys' names."""

    def __init__(
        self, keys: Keys, url: str, hosted: dict[Member, str], trust: Callable[[], TrustStore] | None = None
    ) -> None:
        self.keys = keys
        self.trust = trust or keys.trust
        self.url = url.rstrip("/")
        self.hosted = hosted
        self._clients: dict[str, httpx2.Client] = {}

    def soap(self, message: Message, clock: Clock) -> Reply:
        """Return the answer to an information system's message, or the fault that it meets on the way."""
        signed = self._signed(message.raw, message.header.client.member, clock)
        try:
            http = self._post(message.header.client.member, pack(signed))
        except httpx2.TransportError:
            return fault_reply(UNREACHABLE, "the provider's security server cannot be reached")
        if not is_multipart(_type(http)):
            return Reply(http.status_code, _type(http), http.content)  # a fault travels unsigned
        try:
            answer = self._proved(unpack(_type(http), http.content), message, clock)
        except Refused as refused:
            return fault_reply(f"server.clientproxy.{refused.kind}", refused.why)
        return _with_attachment(answer) if message.header.service.code == "getWsdl" else _plain(answer.raw)

    def rest(self, plain: Plain, member: Member, clock: Clock) -> Reply:
        """Return the answer to an information system's request, or the refusal that it meets on the way."""
        accepts = next((value for name, value in plain.headers if name.lower() == "accept"), "")
        try:
            message = _accepted(plain, member)
        except Refused as refused:
            return _reply(errors.error_answer(f"client.{refused.kind}", refused.why, accept=accepts))
        signed = self._signed(message.raw, member, clock)
        try:
            http = self._post(member, pack(signed, kind=REQUEST_KIND))
        except httpx2.TransportError:
            said = "the provider's security server cannot be reached"
            return _reply(errors.error_answer(UNREACHABLE, said, accept=accepts))
        if not is_multipart(_type(http)):
            return _reply(_refusal(http, accepts))
        try:
            return _reply(self._proved_rest(unpack(_type(http), http.content, kind=ANSWER_KIND), message, clock))
        except Refused as refused:
            return _reply(errors.error_answer(f"server.clientproxy.{refused.kind}", refused.why, accept=accepts))

    def description(self, member: Member, target: str) -> bytes | None:
        """Return what the gateway says at `/wsdl` or `/wsdl/<code>`; None when it says nothing."""
        try:
            http = self._client(member).get(f"{self.url}{target}")
        except httpx2.TransportError:
            return None
        refused = http.status_code != httpx2.codes.OK or b":Fault>" in http.content  # a fault comes with status 200
        return None if refused else http.content

    def _signed(self, raw: bytes, member: Member, clock: Clock) -> SignedMessage:
        return SignedMessage(raw, sign(raw, self.keys.named(self.hosted[member]), at=clock()))

    def _post(self, member: Member, packed: tuple[str, bytes]) -> httpx2.Response:
        content_type, body = packed
        return self._client(member).post(f"{self.url}/", content=body, headers={"Content-Type": content_type})

    def _proved(self, signed: SignedMessage, question: Message, clock: Clock) -> Message:
        answer = read_answer(signed.message)
        self._ensure_provider(signed, question.header.service.member, clock)
        if not is_hash_of(answer.header.request_hash, question.raw) or answer.header.asked() != question.header:
            raise Refused("inconsistent_response", "an answer to another request")
        return answer

    def _proved_rest(self, signed: SignedMessage, question: RestMessage, clock: Clock) -> RestAnswer:
        self._ensure_provider(signed, question.header.service.member, clock)
        return answers.prove(signed.message, question)

    def _ensure_provider(self, signed: SignedMessage, provider: Member, clock: Clock) -> None:
        if verify(signed, self.trust(), at=clock()).member != provider:
            raise Refused("inconsistent_response", "signed by another member")

    def _client(self, member: Member) -> httpx2.Client:
        """Return the connections of `member`, which show its certificate."""
        name = self.hosted[member]
        if name not in self._clients:
            context = ssl.create_default_context(cafile=str(self.keys.directory / "ca.pem"))
            context.load_cert_chain(self.keys.directory / f"{name}.pem", self.keys.directory / f"{name}.key")
            self._clients[name] = httpx2.Client(verify=context, timeout=SECONDS, trust_env=False)
        return self._clients[name]


def _accepted(plain: Plain, member: Member) -> RestMessage:
    message = accept(plain.method, plain.target, plain.headers, plain.body)
    if message.header.client.member != member:
        raise Refused("invalid_client_identifier", "the client is not the one that connected")
    return message


def _with_attachment(answer: Message) -> Reply:
    """Return the answer of getWsdl as X-Road gives it: the description is an attachment (SOAP with Attachments)."""
    element = answer.body.find(WSDL)
    if element is None:
        return _plain(answer.raw)
    answer.body.remove(element)
    boundary = uuid4().hex
    parts = (
        f"--{boundary}\r\nContent-Type: {profile.MESSAGE_TYPE}\r\n\r\n".encode(),
        build_message(answer.header, answer.body),
        f"\r\n--{boundary}\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-ID: <wsdl>\r\n\r\n".encode(),
        b64decode(element.text or ""),
        f"\r\n--{boundary}--\r\n".encode(),
    )
    return Reply(200, f'multipart/related; type="text/xml"; boundary="{boundary}"', b"".join(parts))


def _refusal(http: httpx2.Response, accepts: str) -> RestAnswer:
    """Return the gateway's refusal; what is none of the exchange's is a broken network.

    Who is turned away before the message is read gets a SOAP fault: what kind of message it is was not known yet.
    """
    code = http.headers.get(answers.ERROR)
    if _type(http).startswith("text/xml"):
        with suppress(Refused):
            fault = read_fault(http.content)
            return errors.error_answer(str(fault.code), fault.text, detail=fault.detail, accept=accepts)
    try:
        said = json.loads(http.content)
        return errors.error_answer(code or UNREACHABLE, said["message"], detail=said["detail"], accept=accepts)
    except (ValueError, KeyError, TypeError):
        return errors.error_answer(code or UNREACHABLE, "an answer that cannot be read", accept=accepts)


def _reply(answer: RestAnswer) -> Reply:
    more = tuple(pair for pair in answer.headers if pair[0].lower() != "content-type")
    return Reply(answer.status, answer.header("Content-Type") or "application/octet-stream", answer.body, headers=more)


def _plain(raw: bytes) -> Reply:
    return Reply(200, profile.MESSAGE_TYPE, raw)


def _type(http: httpx2.Response) -> str:
    return str(http.headers.get("Content-Type", ""))
