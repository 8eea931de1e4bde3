"""The admin port: plain HTTP on the loopback, to switch faults on, to read what was received, to reset.

JSON under `/admin/` with `X-Admin-Token: demo-admin` (or as bearer). The board at `/` does the same by plain forms
that carry the word; it shows who asked what, never a body or a person.
"""

import hmac
from dataclasses import asdict
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Flask, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from mocks.ehis.central import RIGHTS
from mocks.ehis.deciding import deciding
from mocks.ehis.faultwords import GROUPS, NOT_HERE, WORDS
from mocks.ehis.secserver import SecurityServer
from mocks.ehis.switches import FAULTS, switch_from
from mocks.ehis.wsdl import service_names
from mocks.kit import Counterparty

ADMIN_TOKEN: Final = "demo-admin"  # noqa: S105 - an invented word, printed at the start
ADMIN_OFFSET: Final = 20
SHOWN: Final = 40


def admin_app(security_server: SecurityServer) -> Flask:
    """Return the admin application of `security_server`."""
    app = Counterparty(__name__)
    app.before_request(_only_with_the_word)

    @app.get("/")
    def page() -> str:
        return render_template(
            "admin.html",
            switches=security_server.board.on(),
            calls=security_server.recorder.latest(SHOWN),
            groups=GROUPS,
            count=len(WORDS),
            elsewhere=NOT_HERE,
            services=service_names(),
            clients=sorted(str(client) for client in RIGHTS),
            token=ADMIN_TOKEN,
        )

    app.register_blueprint(_switching(security_server))
    app.register_blueprint(_recorded(security_server))
    app.register_blueprint(deciding(security_server.central, ADMIN_TOKEN))
    return app


def _switching(security_server: SecurityServer) -> Blueprint:
    """Return the addresses by which faults are listed, switched on and off."""
    faults = Blueprint("faults", __name__, url_prefix="/admin/faults")

    @faults.get("")
    def listed() -> Response:
        return jsonify(known=sorted(FAULTS), on=[asdict(one) for one in security_server.board.on()])

    @faults.post("")
    def switch_on() -> AnyResponse:
        wanted = request.get_json() if request.is_json else request.form.to_dict()
        try:
            security_server.board.put(switch_from(wanted))
        except ValueError as error:
            return Response(str(error), HTTPStatus.BAD_REQUEST)
        return _done()

    @faults.post("/<int:number>/off")
    def one_off(number: int) -> AnyResponse:
        security_server.board.off(number)
        return _done()

    @faults.delete("")
    def switch_off() -> AnyResponse:
        security_server.board.clear()
        return _done()

    return faults


def _recorded(security_server: SecurityServer) -> Blueprint:
    """Return the addresses by which calls are read and everything is reset."""
    recorded = Blueprint("recorded", __name__, url_prefix="/admin")

    @recorded.get("/received")
    def received() -> Response:
        return jsonify(security_server.recorder.rows(service=request.args.get("service")))

    @recorded.post("/reset")
    def reset() -> AnyResponse:
        security_server.board.clear()
        security_server.recorder.clear()
        security_server.central.clear()
        return _done()

    return recorded


def _only_with_the_word() -> None:
    given = request.headers.get("X-Admin-Token") or request.headers.get("Authorization", "").removeprefix("Bearer ")
    given = given or request.form.get("token", "")
    if request.path.startswith("/admin/") and not hmac.compare_digest(given.encode(), ADMIN_TOKEN.encode()):
        abort(HTTPStatus.FORBIDDEN)


def _done() -> AnyResponse:
    """Answer a machine with 204 and a person with the page again."""
    return redirect("/", HTTPStatus.SEE_OTHER) if "token" in request.form else Response(status=HTTPStatus.NO_CONTENT)
