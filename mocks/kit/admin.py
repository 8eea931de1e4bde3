"""The side door of a counterparty, for tests and demonstrations: token `demo-admin`, fault switches over HTTP."""

import hmac
import math
import socket
import struct
import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final, ParamSpec

from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue

from mocks.kit.faults import DEFAULT_SECONDS, Fault, Faults
from mocks.kit.problems import problem

ADMIN_TOKEN: Final = "demo-admin"  # noqa: S105 - an invented token, told in the README
HTTP_FAULTS: Final = frozenset({"500", "503", "slow", "reset"})
LONGEST: Final = 120.0
UNTOUCHED: Final = ("/admin/", "/healthz", "/kit/")
P = ParamSpec("P")


def requires_admin(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let a request in only with `Authorization: Bearer demo-admin` or `X-Admin-Token: demo-admin`; else 403."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        given = request.headers.get("X-Admin-Token") or request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), ADMIN_TOKEN.encode()):
            return problem(HTTPStatus.FORBIDDEN, "not-admin", "The admin token is missing or wrong.")
        return view(*args, **kwargs)

    return guarded


def fault_switches(app: Flask, faults: Faults) -> None:
    """Give `app` the addresses `/admin/faults` (GET, POST, DELETE) and let the HTTP faults strike its requests.

    POST takes `{"name", "on": true, "times": null, "for": null, "seconds": 3}`; `for` narrows a fault to one subject.
    """
    admin = Blueprint("faults", __name__, url_prefix="/admin/faults")

    @admin.get("")
    @requires_admin
    def listed() -> ResponseReturnValue:
        return jsonify(known=sorted(faults.known), on=faults.listed())

    @admin.post("")
    @requires_admin
    def switch() -> ResponseReturnValue:
        return _switch(faults, request.get_json())

    @admin.delete("")
    @requires_admin
    def clear() -> ResponseReturnValue:
        faults.clear()
        return "", HTTPStatus.NO_CONTENT

    app.register_blueprint(admin)
    app.before_request(lambda: None if request.path.startswith(UNTOUCHED) else _strike(faults))


def _switch(faults: Faults, wish: object) -> ResponseReturnValue:
    if not isinstance(wish, dict):
        return problem(HTTPStatus.BAD_REQUEST, "bad-wish", "The body is a JSON object.")
    name, subject = str(wish.get("name", "")), wish.get("for")
    subject = None if subject is None else str(subject)
    times, seconds = wish.get("times"), wish.get("seconds", DEFAULT_SECONDS)
    if not isinstance(seconds, int | float) or not math.isfinite(seconds) or not 0 <= seconds <= LONGEST:
        return problem(HTTPStatus.BAD_REQUEST, "bad-seconds", f"`seconds` is a number from 0 to {LONGEST:g}.")
    if times is not None and (not isinstance(times, int) or times < 1):
        return problem(HTTPStatus.BAD_REQUEST, "bad-times", "`times` is a positive whole number or null.")
    if name not in faults.known:
        return problem(HTTPStatus.BAD_REQUEST, "unknown-fault", f"Known faults: {', '.join(sorted(faults.known))}.")
    if wish.get("on", True):
        faults.switch_on(Fault(name, times, subject, float(seconds)))
    else:
        faults.switch_off(name, subject)
    return jsonify(on=faults.listed())


def _strike(faults: Faults) -> Response | None:
    slow = faults.strikes("slow")
    if slow:
        time.sleep(slow.seconds)
    if faults.strikes("reset"):
        return _broken_connection()
    if faults.strikes("500"):
        return Response("Internal failure, switched on.\n", HTTPStatus.INTERNAL_SERVER_ERROR, content_type="text/plain")
    if faults.strikes("503"):
        answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", "Out of service, switched on.")
        answer.headers["Retry-After"] = "1"
        return answer
    return None


def _broken_connection() -> Response:
    """Return an answer that is never sent: the caller sees its connection break."""
    connection: socket.socket | None = request.environ.get("werkzeug.socket")
    if connection is not None:
        # No lingering: what closes the connection is a reset. No reading: the server does not wait for more.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RD)
    return Response(map(_break_off, [b""]))


def _break_off(_part: bytes) -> bytes:
    raise ConnectionResetError
