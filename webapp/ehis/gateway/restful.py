"""The REST form of messages (r1), between security servers."""

import json
from typing import Final, Literal, TypeGuard
from urllib.parse import quote

from lxml import etree

from webapp.ehis.evidence import Wire
from webapp.ehis.faults import Refused
from webapp.ehis.gateway.adapter import Answered, Asked
from webapp.ehis.gateway.course import Question
from webapp.ehis.gateway.reply import Reply
from webapp.ehis.gateway.standing import Standing
from webapp.ehis.ids import FIN
from webapp.ehis.rest import answers, errors
from webapp.ehis.rest.address import VERSION, service_path, target_of
from webapp.ehis.rest.message import ANSWER_KIND, REQUEST_KIND, RestAnswer, travelling
from webapp.ehis.rest.reading import RestMessage, read

LOCATION: Final = "server.serverproxy"
FAILED: Final = 500
NOT_LET_IN: Final = frozenset({401, 403})
TOO_MANY: Final = 429
CREDENTIALS: Final = frozenset({"authorization", "x-ehis-methods", "x-ehis-version", "x-ehis-environment"})


class Rest:
    """Reads, forwards and answers REST messages."""

    wire = Wire.REST
    protocol: Literal["soap", "rest"] = "rest"
    kind = REQUEST_KIND
    answer_kind = ANSWER_KIND

    def read(self, raw: bytes) -> Question:
        """Return what the request `raw` says. Raises Refused."""
        message = read(raw)
        return Question(message.header, raw, message, (message.request.method, message.address.path))

    def ensure_valid(self, question: Question, schema: etree.XMLSchema | None) -> None:
        """Parameters of REST are checked by the adaptation server, against the same model."""

    def forwarded(self, question: Question, standing: Standing) -> Asked:
        """Return the request below the service's code, with the version that answers."""
        message: RestMessage = question.read
        service = message.address.service
        below = target_of(message.address).removeprefix(f"/{VERSION}/{service_path(service)}")
        target = f"/{quote(service.code, safe='')}{below}"
        plain = (pair for pair in travelling(message.request.headers) if pair[0].lower() not in CREDENTIALS)
        version = (("X-Ehis-Version", standing.version),) if standing.version else ()
        return Asked(message.request.method, target, (*plain, *version), message.request.body)

    def answer(self, question: Question, answered: Answered, schema: etree.XMLSchema | None) -> bytes:  # noqa: ARG002 - SOAP's
        """Return the answer's bytes: the adaptation server's own, with the headers that bind it to the request."""
        if answered.status >= FAILED or answered.status in NOT_LET_IN:
            raise Refused("service_failed", "the information system failed")
        return answers.write(RestAnswer(answered.status, answered.headers, answered.body), question.read)

    def subject(self, question: Question) -> str | None:
        """Return the FİN among the parameters, in the address or in a posted JSON object, if there is one."""
        message: RestMessage = question.read
        said = [*message.address.query, *_posted(message.request.body)]
        return next((value for name, value in said if name == "fin" and _is_fin(value)), None)

    def fault(self, kind: str, why: str, fault_id: str) -> Reply:
        """Return {type, message, detail}: 500, but 429 for who asks too fast, always with X-Road-Error."""
        said = errors.error_answer(f"{LOCATION}.{kind}", why, detail=fault_id)
        kind_of_body = said.header("Content-Type") or ""
        more = ((answers.ERROR, f"{LOCATION}.{kind}"),)
        if kind == "rate_exceeded":
            return Reply(TOO_MANY, kind_of_body, said.body, (*more, ("Retry-After", "1")))
        return Reply(said.status, kind_of_body, said.body, more)


def _posted(body: bytes) -> list[tuple[str, object]]:
    """Return the pairs of a JSON object; nothing of what is none: the adaptation server refuses that."""
    try:
        said = json.loads(body) if body else None
    except (ValueError, RecursionError):
        return []
    return list(said.items()) if isinstance(said, dict) else []


def _is_fin(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and FIN.fullmatch(value) is not None
