"""The portal's interface: `/v1/certificates`, `/v1/signatures`."""

import base64
import hmac
from http import HTTPStatus
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from mocks.kit import problem
from mocks.signing.rules import LONGEST_POLL_MS, USUAL_POLL_MS, NotARequestError, Result, State, read_order
from mocks.signing.service import NotACustomerError
from mocks.signing.sessions import Answer, KeyTakenError, TooManyPendingError
from mocks.signing.views import the_service

CLIENTS: Final = {"kabinet": "kabinet-signing-secret"}
signatures = Blueprint("signatures", __name__, url_prefix="/v1")


@signatures.before_request
def known_client_only() -> Response | None:
    """Let in only a client with its secret (HTTP Basic)."""
    given = request.authorization
    name = (given.username or "") if given else ""
    secret = (given.password or "") if given else ""
    if name not in CLIENTS or not hmac.compare_digest(secret.encode(), CLIENTS[name].encode()):
        refused = problem(HTTPStatus.UNAUTHORIZED, "unknown-client", "The client or its secret is wrong.")
        refused.headers["WWW-Authenticate"] = 'Basic realm="signing"'
        return refused
    g.client = name
    return None


@signatures.errorhandler(NotACustomerError)
def not_a_customer(_error: NotACustomerError) -> ResponseReturnValue:
    """Say that nobody of that FİN and phone can sign here, without telling which of the two is wrong."""
    return problem(HTTPStatus.NOT_FOUND, "not-customer", "Nobody with this FİN and phone has a signing key.")


@signatures.get("/certificates/<fin>")
def certificate(fin: str) -> ResponseReturnValue:
    """Answer a person's signing certificate and its chain; needed to build what will be signed."""
    service = the_service()
    return jsonify(certificate=_pem(service.certificate_of(fin)), chain=[_pem(each) for each in service.chain])


@signatures.post("/signatures")
def start() -> ResponseReturnValue:
    """Put a request on the person's phone: 202 with the session and the control code."""
    try:
        session = the_service().start(read_order(request.get_json(silent=True)), g.client)
    except NotARequestError as error:
        return problem(HTTPStatus.BAD_REQUEST, "not-a-request", str(error))
    except KeyTakenError:
        return problem(HTTPStatus.CONFLICT, "key-taken", "This idempotency key stands for another request.")
    except TooManyPendingError:
        return problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many-pending", "The phone has too many open requests.")
    return jsonify(session_id=session.id, verification_code=session.code), HTTPStatus.ACCEPTED


@signatures.get("/signatures/<session_id>")
def collect(session_id: str) -> ResponseReturnValue:
    """Answer the state of a request, waiting up to `timeout_ms` for the person."""
    wait_ms = min(max(request.args.get("timeout_ms", USUAL_POLL_MS, type=int), 0), LONGEST_POLL_MS)
    try:
        session = the_service().board.find(session_id, g.client)
    except LookupError:
        return _no_such_session()
    answer = the_service().board.collect(session, wait_ms / 1000)
    return jsonify(_as_json(answer) if answer else {"state": State.RUNNING})


@signatures.delete("/signatures/<session_id>")
def cancel(session_id: str) -> ResponseReturnValue:
    """Take a request back from the phone; one already answered keeps its answer."""
    try:
        session = the_service().board.find(session_id, g.client)
    except LookupError:
        return _no_such_session()
    the_service().refuse(session)
    return "", HTTPStatus.NO_CONTENT


def _as_json(answer: Answer) -> dict[str, Any]:
    body: dict[str, Any] = {"state": State.COMPLETE, "result": answer.result}
    if answer.result is Result.OK and answer.pair is not None:
        encoded = [base64.b64encode(each).decode() for each in answer.signatures]
        body |= {"signature": encoded[0]} if len(encoded) == 1 else {"signatures": encoded}
        body["certificate"] = _pem(answer.pair.certificate)
        body["chain"] = [_pem(each) for each in the_service().chain]
    return body


def _no_such_session() -> Response:
    return problem(HTTPStatus.NOT_FOUND, "session-not-found", "There is no such session, or it is forgotten.")


def _pem(each: x509.Certificate) -> str:
    return each.public_bytes(Encoding.PEM).decode()
