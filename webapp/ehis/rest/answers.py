"""Answers of r1: what the provider's security server adds, and what the other one proves."""

from typing import Final

from webapp.ehis.faults import Refused
from webapp.ehis.rest.address import client_path, service_path
from webapp.ehis.rest.message import RestAnswer, message_bytes, read_answer, rest_hash, travelling
from webapp.ehis.rest.reading import OURS, RestMessage

HASH: Final = "X-Road-Request-Hash"
ERROR: Final = "X-Road-Error"


def write(answer: RestAnswer, question: RestMessage) -> bytes:
    """Return the bytes to sign for the information system's `answer` to `question`. Raises Refused.

    X-Road headers that the information system set are dropped: it cannot speak for its security server.
    """
    plain = (pair for pair in travelling(answer.headers) if not pair[0].lower().startswith(OURS))
    return message_bytes(RestAnswer(answer.status, (*_ours(question), *plain), answer.body))


def prove(raw: bytes, question: RestMessage) -> RestAnswer:
    """Return the answer in the signed bytes `raw`. Raises Refused (`inconsistent_response`) unless it is to `question`."""
    answer = read_answer(raw)
    ours = [(name.lower(), value) for name, value in answer.headers if name.lower().startswith(OURS)]
    if ours != [(name.lower(), value) for name, value in _ours(question)]:
        raise Refused("inconsistent_response", "an answer to another request")
    return answer


def _ours(question: RestMessage) -> tuple[tuple[str, str], ...]:
    return (
        ("X-Road-Client", client_path(question.header.client)),
        ("X-Road-Service", service_path(question.header.service)),
        ("X-Road-Id", question.header.message_id),
        ("X-Road-Request-Id", question.request_id),
        (HASH, rest_hash(question.raw)),
    )
