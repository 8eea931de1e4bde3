"""A request with an Idempotency-Key is carried out once (draft-ietf-httpapi-idempotency-key-header-07).

The answer is written in the transaction of the work: both are there or neither is, whatever breaks. A lock of the
transaction tells that the first request is still under way. Refusals undo everything and are not kept: sending the same
again once the cause is mended is allowed.
"""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from flask import Response, g, make_response, request
from sqlalchemy import delete, func, select

from webapp.api_clients.errors import KeyInFlight, KeyMalformed, KeyReused
from webapp.api_clients.models import KeptAnswer
from webapp.api_clients.rules import ANSWER_LIFE
from webapp.core import db
from webapp.core.actor import current_actor
from webapp.core.clock import now

View = TypeVar("View", bound=Callable[..., Any])
HEADER: Final = "Idempotency-Key"
KEPT: Final = ("Location", "ETag", "Content-Type", "X-Kabinet-Sandbox")
KEY: Final = re.compile(r"[!-~]{1,255}")
QUOTED: Final = re.compile(r'"[!#-~]+"')
FAILED: Final = 400


def idempotent(view: View) -> View:
    """Carry a POST out once for each key of a program; stands below the access decorator.

    Raises KeyMalformed, KeyReused when the key came with another request, KeyInFlight while the first one is under way.
    """

    @wraps(view)
    def once(*arguments: Any, **named: Any) -> Response:
        program, sent = current_actor().program, request.headers.get(HEADER)
        if sent is None or program is None:
            return make_response(view(*arguments, **named))
        key, fingerprint = _key(sent), _fingerprint()
        _lock(program.id, key)
        kept = db.session().get(KeptAnswer, (program.id, key))
        if kept is not None and kept.created_at > now() - ANSWER_LIFE:
            return _again(kept, fingerprint)
        answer = make_response(view(*arguments, **named))
        if answer.status_code < FAILED:
            _keep(program.id, key, fingerprint, answer)
        return answer

    return cast("View", once)


def _key(sent: str) -> str:
    """Return the key; the draft writes it as a quoted string, and most programs send it bare."""
    if not KEY.fullmatch(sent):
        raise KeyMalformed
    return sent[1:-1] if QUOTED.fullmatch(sent) else sent


def _fingerprint() -> bytes:
    parts = (request.method, request.full_path, request.headers.get("If-Match", ""), request.mimetype)
    return hashlib.sha256("\n".join(parts).encode() + b"\n" + request.get_data(cache=True)).digest()


def _lock(program: int, key: str) -> None:
    name = func.hashtextextended(f"idempotency:{program}:{key}", 0)
    if not db.session().scalar(select(func.pg_try_advisory_xact_lock(name))):
        raise KeyInFlight


def _again(kept: KeptAnswer, fingerprint: bytes) -> Response:
    if bytes(kept.fingerprint) != fingerprint:
        raise KeyReused
    g.replayed = True
    answer = Response(bytes(kept.body), status=kept.status, headers=kept.headers)
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def _keep(program: int, key: str, fingerprint: bytes, answer: Response) -> None:
    old = KeptAnswer.client_id == program, KeptAnswer.key == key
    db.session().execute(delete(KeptAnswer).where(*old))
    row = KeptAnswer(
        client_id=program,
        key=key,
        fingerprint=fingerprint,
        status=answer.status_code,
        headers={name: answer.headers[name] for name in KEPT if name in answer.headers},
        body=answer.get_data(),
        created_at=now(),
    )
    db.session().add(row)
