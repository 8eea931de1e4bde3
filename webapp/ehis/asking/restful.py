"""A question as a REST message (decision 615/2017, annex 3, 4.1), proved by the same rules as SOAP.

Parameters travel in a JSON body, never in the address: addresses end up in logs. The answer's JSON is put into the
elements of the register's schema and checked there, so that one schema and one reading serve both.
"""

import json
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.answering import Proved, fault_error, status_error
from webapp.ehis.errors import AnswerRejected, RegisterRefused
from webapp.ehis.faults import Refused
from webapp.ehis.ids import Client
from webapp.ehis.multipart import is_multipart, unpack
from webapp.ehis.policy import Policy
from webapp.ehis.question import Question, Written, body_of, signed
from webapp.ehis.rest import answers
from webapp.ehis.rest.address import Address, client_path, target_of
from webapp.ehis.rest.errors import read_error
from webapp.ehis.rest.message import ANSWER_KIND, RestAnswer
from webapp.ehis.rest.reading import accept, with_version
from webapp.ehis.schema import ensure_valid
from webapp.ehis.sign import SigningKey
from webapp.ehis.transport import HttpAnswer
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify

JSON: Final = "application/json; charset=utf-8"
PLAIN: Final = (str, int, float, bool)


def write(question: Question, *, us: Client, key: SigningKey, at: datetime) -> Written:
    """Return `question` written as a REST message and signed; every call takes a new message id.

    Raises PurposeNotAllowed, NotARegisterNumber, RegisterRefused (over 10 kB).
    """
    policy = question.policy
    body = {etree.QName(one).localname: one.text for one in body_of(question)}
    headers = [
        ("X-Road-Client", client_path(us)),
        ("X-Road-Id", str(uuid4())),
        ("X-Road-UserId", question.user_id),
        ("Content-Type", JSON),
    ]
    if question.issue is not None:
        headers.append(("X-Road-Issue", question.issue.encode().decode("latin-1")))
    try:
        content = json.dumps(body, ensure_ascii=False).encode()
        message = accept("POST", target_of(Address(policy.service, "", ())), tuple(headers), content)
    except Refused as refused:  # the body was checked before, so it is a header, or too much in all
        raise RegisterRefused("request_too_large" if refused.kind == "message_too_large" else refused.kind) from None
    header = with_version(message, policy.version)
    return Written(question, header, signed(message.raw, key, at=at), message)


def prove(http: HttpAnswer, written: Written, trust: TrustStore, *, at: datetime) -> Proved:
    """Return the answer in `http` to the question `written`. Raises as `answering.prove` does."""
    if not is_multipart(http.content_type) or http.status != HTTPStatus.OK or written.rest is None:
        raise _failure(http)
    provider = written.header.service.member
    try:
        received = unpack(http.content_type, http.body, kind=ANSWER_KIND)
        verified = verify(received, trust, at=at)
        if verified.member != provider:
            raise AnswerRejected("signer_is_not_the_provider")
        answer = answers.prove(received.message, written.rest)
        if answer.status != HTTPStatus.OK:
            raise status_error(HttpAnswer(answer.status, "", answer.body))
        body = _element(answer.body, written.question.policy)
        ensure_valid(body, provider.code, kind="inconsistent_response")
    except Refused as refused:
        raise AnswerRejected(refused.kind) from None
    return Proved(body, received, verified.fingerprint)


def _failure(http: HttpAnswer) -> Exception:
    """Return what an answer without signature means: it can only deny, never tell."""
    if not http.error:
        return status_error(http)
    fault = read_error(RestAnswer(http.status, ((answers.ERROR, http.error),), http.body))
    return fault_error(fault) if fault else status_error(http)


def _element(raw: bytes, policy: Policy) -> etree._Element:
    """Return the JSON object `raw` as the answer element of the service. Raises Refused for anything else."""
    try:
        said = json.loads(raw, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Refused("inconsistent_response", "not a JSON object") from None
    if not isinstance(said, dict):
        raise Refused("inconsistent_response", "not a JSON object")
    element = etree.Element(f"{{{policy.namespace}}}{policy.code}Response", nsmap={"r": policy.namespace})
    try:
        _fill(element, said, policy.namespace, depth=1)
    except ValueError:  # a name or a character that XML cannot hold
        raise Refused("inconsistent_response", "not as the schema of the service says") from None
    return element


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object's members; a name that stands twice reads differently in different places."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _fill(parent: etree._Element, said: dict[str, Any], namespace: str, *, depth: int) -> None:
    if depth > profile.DEPTH_CAP:
        raise ValueError("too deep")
    for name, value in said.items():
        for one in value if isinstance(value, list) else [value]:
            child = etree.SubElement(parent, f"{{{namespace}}}{name}")
            if isinstance(one, dict):
                _fill(child, one, namespace, depth=depth + 1)
            elif isinstance(one, PLAIN):
                child.text = json.dumps(one) if isinstance(one, bool) else str(one)
            else:
                raise ValueError("neither text nor an object")  # noqa: TRY004 - the caller asks whether the whole is readable
