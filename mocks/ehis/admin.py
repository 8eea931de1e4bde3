"""The admin port: plain HTTP on the loopback, to switch faults on, to read what was received, to reset.

JSON with `Authorization: Bearer demo-admin`, or the page's forms with the same word in `token`.
"""

import hmac
from dataclasses import asdict
from typing import Final

from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from mocks.ehis.secserver import SecurityServer
from mocks.ehis.switches import FAULTS, switch_from
from mocks.ehis.wsdl import service_names

ADMIN_TOKEN: Final = "demo-admin"  # noqa: S105 - an invented word, printed at the start
ADMIN_OFFSET: Final = 20


def admin_app(security_server: SecurityServer) -> Flask:
    """Return the admin application of `security_server`."""
    app = Flask(__name__)

    @app.before_request
    def only_with_the_token() -> None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ") or request.form.get("token", "")
        public = request.method == "GET" and request.path in {"/", "/healthz"}
        if not public and not hmac.compare_digest(given.encode(), ADMIN_TOKEN.encode()):
            abort(401)

    @app.get("/")
    def page() -> str:
        switches = security_server.board.on()
        return render_template("admin.html", switches=switches, faults=sorted(FAULTS), services=service_names())

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.get("/switches")
    def switches() -> Response:
        return jsonify([asdict(one) for one in security_server.board.on()])

    @app.post("/switches")
    def switch_on() -> AnyResponse:
        wanted = request.get_json() if request.is_json else request.form.to_dict()
        try:
            security_server.board.put(switch_from(wanted))
        except ValueError as error:
            return Response(str(error), 400)
        return _done()

    @app.get("/received")
    def received() -> Response:
        return jsonify(security_server.recorder.rows(service=request.args.get("service")))

    @app.post("/reset")
    def reset() -> AnyResponse:
        security_server.board.clear()
        security_server.recorder.clear()
        return _done()

    return app


def _done() -> AnyResponse:
    """Answer a machine with 204 and a person with the page again."""
    return Response(status=204) if request.is_json or "Authorization" in request.headers else redirect("/", 303)
