"""One question to a register, and its written form."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.envelope import Header, build_message
from webapp.ehis.errors import NotARegisterNumber, RegisterRefused
from webapp.ehis.faults import Refused
from webapp.ehis.ids import Client
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.policy import Policy, Purpose
from webapp.ehis.schema import ensure_valid
from webapp.ehis.sign import SigningKey, sign


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the service's policy, the one parameter, for whom and why, for which case."""

    policy: Policy
    parameter: str
    user_id: str
    purpose: Purpose
    issue: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it goes out: headers with an id of its own, exact bytes, signature."""

    question: Question
    header: Header
    signed: SignedMessage


def write(question: Question, *, us: Client, key: SigningKey, at: datetime) -> Written:
    """Return `question` written and signed; every call takes a new message id.

    Raises NotARegisterNumber when the parameter breaks the schema, RegisterRefused when the request is over 10 kB.
    """
    policy = question.policy
    body = etree.Element(f"{{{policy.namespace}}}{policy.code}", nsmap={"r": policy.namespace})
    try:
        etree.SubElement(body, f"{{{policy.namespace}}}{policy.parameter}").text = question.parameter
        ensure_valid(body, policy.provider)
    except (Refused, ValueError):  # ValueError: a character that XML cannot hold
        raise NotARegisterNumber from None
    header = Header(us, policy.service, str(uuid4()), question.user_id, question.issue)
    raw = build_message(header, body)
    if len(raw) > profile.REQUEST_CAP:
        raise RegisterRefused("request_too_large")
    return Written(question, header, SignedMessage(raw, sign(raw, key, at=at)))
