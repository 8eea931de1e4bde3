"""The course of one message through the server: what is known of it so far, for its answer, its evidence, its figures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from lxml import etree

from webapp.ehis.envelope import Header
from webapp.ehis.evidence import Wire
from webapp.ehis.gateway.adapter import Answered, Asked
from webapp.ehis.gateway.peers import Peer
from webapp.ehis.gateway.reply import Call, Reply
from webapp.ehis.gateway.standing import Standing
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.verify import Verified


@dataclass(frozen=True, slots=True)
class Question:
    """A request as read: its headers, its exact bytes, the form's own reading of it, and REST's method and path."""

    header: Header
    raw: bytes
    read: Any
    endpoint: tuple[str, str] | None = None


class Form(Protocol):
    """How messages are written: SOAP or REST."""

    wire: Wire
    protocol: Literal["soap", "rest"]
    kind: str
    answer_kind: str

    def read(self, raw: bytes) -> Question:
        """Return what `raw` says. Raises Refused."""

    def ensure_valid(self, question: Question, schema: etree.XMLSchema | None) -> None:
        """Raise Refused unless the parameters are what the schema of the service describes."""

    def forwarded(self, question: Question, standing: Standing) -> Asked:
        """Return the request to the adaptation server."""

    def answer(self, question: Question, answered: Answered, schema: etree.XMLSchema | None) -> bytes:
        """Return the bytes to sign. Raises Refused when the adaptation server failed or broke the schema."""

    def subject(self, question: Question) -> str | None:
        """Return the FİN of the person who is asked about, if the request names one."""

    def fault(self, kind: str, why: str, fault_id: str) -> Reply:
        """Return the refusal as this form writes it."""


@dataclass(slots=True)
class Course:
    """What is known of one message; filled in as the checks go on."""

    call: Call
    at: datetime
    started: float
    form: Form
    peer: Peer | None = None
    admitted: bool = False
    signed: SignedMessage | None = None
    question: Question | None = None
    verified: Verified | None = None
    standing: Standing | None = None
    service_ms: float = 0.0
    received: int = 0
