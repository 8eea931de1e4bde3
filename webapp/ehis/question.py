"""One question to a register, and its written form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.envelope import Header, build_message
from webapp.ehis.errors import NotARegisterNumber, RegisterRefused
from webapp.ehis.faults import Refused
from webapp.ehis.ids import FIN, Client
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.policy import Policy, Purpose
from webapp.ehis.rest.message import REQUEST_KIND
from webapp.ehis.rest.reading import RestMessage
from webapp.ehis.schema import ensure_valid
from webapp.ehis.sign import SigningKey, sign


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the service's policy, its parameters by name, for whom and why, for which case."""

    policy: Policy
    parameters: Mapping[str, str]
    user_id: str
    purpose: Purpose
    issue: str | None = None

    @property
    def subject_fin(self) -> str | None:
        """Return the FİN of the person who is asked about, None when it is an organisation or a thing."""
        return next((value for value in self.parameters.values() if FIN.fullmatch(value)), None)


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it goes out: headers with an id of its own, exact bytes, signature; `rest` when it is written so."""

    question: Question
    header: Header
    signed: SignedMessage
    rest: RestMessage | None = None

    @property
    def kind(self) -> str:
        """Return the content type of the message itself."""
        return REQUEST_KIND if self.rest else profile.MESSAGE_TYPE


def write(question: Question, *, us: Client, key: SigningKey, at: datetime) -> Written:
    """Return `question` written and signed; every call takes a new message id.

    Raises PurposeNotAllowed when the policy has no line for the purpose, NotARegisterNumber when a parameter breaks the
    schema, RegisterRefused when the request is over 10 kB.
    """
    body = body_of(question)
    header = Header(us, question.policy.service, str(uuid4()), question.user_id, question.issue)
    raw = build_message(header, body)
    return Written(question, header, signed(raw, key, at=at))


def signed(raw: bytes, key: SigningKey, *, at: datetime) -> SignedMessage:
    """Return the message `raw` with its signature. Raises RegisterRefused when it is over 10 kB."""
    if len(raw) > profile.REQUEST_CAP:
        raise RegisterRefused("request_too_large")
    return SignedMessage(raw, sign(raw, key, at=at))


def body_of(question: Question) -> etree._Element:
    """Return the parameters as the element that the register's schema describes, checked against it.

    Raises PurposeNotAllowed, NotARegisterNumber.
    """
    policy = question.policy
    policy.terms(question.purpose)
    body = etree.Element(f"{{{policy.namespace}}}{policy.code}", nsmap={"r": policy.namespace})
    try:
        for name in _in_order(question):
            etree.SubElement(body, f"{{{policy.namespace}}}{name}").text = question.parameters[name]
        ensure_valid(body, policy.provider)
    except (Refused, ValueError):  # ValueError: a character that XML cannot hold
        raise NotARegisterNumber from None
    return body


def _in_order(question: Question) -> list[str]:
    """Return the names of the given parameters as the schema orders them. Raises ValueError for one it has not."""
    if not question.parameters.keys() <= set(question.policy.parameters):
        raise ValueError("a parameter that the service does not take")
    return [name for name in question.policy.parameters if name in question.parameters]
