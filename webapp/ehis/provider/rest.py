"""REST at the adaptation server: `GET /<serviceCode>?…`, or `POST` of a JSON object that keeps a FİN out of addresses.

Refusals are business, in the same shape as X-Road's errors but without `X-Road-Error`: the information system spoke.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import structlog
from werkzeug.datastructures import Headers

from webapp.core.ids import new_public_id
from webapp.ehis.faults import Refused
from webapp.ehis.ids import MESSAGE_ID, USER_ID
from webapp.ehis.provider import meta
from webapp.ehis.provider.calling import ask, keep_looks
from webapp.ehis.provider.examples import ENVIRONMENT_HEADER
from webapp.ehis.provider.service import METASERVICES, Caller, NotFound, provided_service
from webapp.ehis.provider.soap import NOT_FOUND
from webapp.ehis.provider.values import WrongParameter, from_texts, to_json
from webapp.ehis.rest.address import parse_client, parse_query

VERSION_HEADER: Final = "X-Ehis-Version"
"""By which the security server may say which version of the service it means; r1 has no place for it."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class JsonAnswer:
    """What goes back, and what to do when it is gone."""

    status: int
    said: dict[str, Any]
    afterwards: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the service's code, the path below it, the raw query, the body (None for a GET)."""

    code: str
    below: str
    query: str
    body: bytes | None = None


def answer_rest(asked: Asked, headers: Headers) -> JsonAnswer:
    """Return the answer to `asked`, or a refusal."""
    try:
        return _answer(asked, headers)
    except NotFound:
        return problem(HTTPStatus.NOT_FOUND, "NotFound", NOT_FOUND)
    except WrongParameter as wrong:
        return problem(HTTPStatus.BAD_REQUEST, "InvalidParameter", f"Parametr düzgün deyil: {wrong.tag[:64]}")
    except Refused as refused:
        missing = refused.kind == "unknown_service"
        status = HTTPStatus.NOT_FOUND if missing else HTTPStatus.BAD_REQUEST
        return problem(status, "UnknownService" if missing else "InvalidRequest", refused.why)
    except Exception:
        detail = new_public_id()
        log.exception("ehis.provider_failed", detail=detail)
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "InternalError", "Xidmət cavab verə bilmədi.", detail)


def problem(status: int, kind: str, message: str, detail: str = "") -> JsonAnswer:
    """Return a refusal of the information system's own."""
    return JsonAnswer(status, {"type": kind, "message": message, "detail": detail})


def json_bytes(said: dict[str, Any]) -> bytes:
    """Return `said` as it goes over the wire: UTF-8, letters as they are."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _answer(asked: Asked, headers: Headers) -> JsonAnswer:
    texts = _parameters(asked)
    if asked.code in METASERVICES and not asked.below:
        return JsonAnswer(HTTPStatus.OK, meta.rest_answer(asked.code, texts, headers.get(meta.METHODS_HEADER)))
    service = provided_service(asked.code, headers.get(VERSION_HEADER))
    if service is None or asked.below:
        raise Refused("unknown_service", "Belə xidmət yoxdur.")
    caller = _caller(headers)
    found = ask(service, from_texts({name: (value,) for name, value in texts.items()}, service.asks), caller)
    said = to_json(found.answer, service.says)
    return JsonAnswer(HTTPStatus.OK, said, partial(keep_looks, service, caller, found.about))


def _parameters(asked: Asked) -> dict[str, str]:
    """Return the parameters as texts: those of the query, or of the body. Raises Refused for any other shape."""
    texts = dict(parse_query(asked.query))
    if asked.body is None:
        return texts
    try:
        pairs = json.loads(asked.body, object_pairs_hook=list)
    except (ValueError, RecursionError):
        pairs = None
    plain = isinstance(pairs, list) and all(isinstance(one, tuple) and isinstance(one[1], str | int) for one in pairs)
    if texts or not plain or len(dict(pairs)) != len(pairs):
        raise Refused("invalid_body", "Gövdə sadə JSON obyekti olmalıdır.")
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in pairs}


def _caller(headers: Headers) -> Caller:
    message_id, user_id = headers.get("X-Road-Id", ""), headers.get("X-Road-UserId")
    if not MESSAGE_ID.fullmatch(message_id) or (user_id is not None and not USER_ID.fullmatch(user_id)):
        raise Refused("inconsistent_headers", "X-Road-Id, X-Road-UserId")
    issue = headers.get("X-Road-Issue")
    said = issue.encode("latin-1").decode("utf-8", "replace") if issue else None
    client = parse_client(headers.get("X-Road-Client", ""))
    return Caller(client, message_id, user_id, said, headers.get(ENVIRONMENT_HEADER, ""))
