"""The Flask application of the provider."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, jsonify, redirect, request
from werkzeug.exceptions import HTTPException

from mocks.asan_login.outgoing import LogoutSender, Messaging, MessagingService
from mocks.asan_login.pages import admin, authorize, certificate, chooser, credentials, frame, logout, mobile, phone, qr
from mocks.asan_login.protocol import discovery, endpoints
from mocks.asan_login.protocol.logout import EndSession
from mocks.asan_login.protocol.server import build_server
from mocks.asan_login.provider import Provider
from mocks.asan_login.settings import Settings

LARGEST_REQUEST = 256 * 1024
PAGES = (admin, authorize, certificate, chooser, credentials, logout, mobile, phone, qr)
MACHINE_PATHS = ("/admin", "/token", "/par", "/userinfo", "/certificates", "/jwks", "/.well-known")


def create_app(
    settings: Settings,
    *,
    messaging: Messaging | None = None,
    send_logout: Callable[[str, str], None] | None = None,
) -> Flask:
    """Return the provider's application; the two senders may be replaced, as tests do."""
    app = Flask("mocks.asan_login")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.extensions["asan_login"] = Provider(
        settings, messaging or MessagingService(settings.messaging_url), send_logout or LogoutSender()
    )
    server, guard = build_server(app)
    server.register_endpoint(EndSession)
    app.extensions["asan_login_server"], app.extensions["asan_login_guard"] = server, guard
    frame.prepare(app)
    for module in (discovery, endpoints, *PAGES):
        app.register_blueprint(module.blueprint)
    app.add_url_rule("/", "home", lambda: redirect("/phone"))
    app.add_url_rule("/healthz", "healthz", lambda: jsonify(status="ok"))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crash)
    return app


def _http_error(error: HTTPException) -> Response:
    ready = error.get_response(request.environ)
    if type(error).__module__.startswith("authlib"):
        return Response(ready.get_data(), ready.status_code, headers=dict(ready.headers))
    code = error.code or 500
    if request.path.startswith(MACHINE_PATHS):
        answer = jsonify(error=error.name)
        answer.status_code = code
    else:
        answer = frame.trouble("not_found" if code == HTTPStatus.NOT_FOUND else "bad_request", code, detail=error.name)
    if "Allow" in ready.headers:
        answer.headers["Allow"] = ready.headers["Allow"]
    return answer


def _crash(error: Exception) -> Response:
    # the type and place are enough to find it; a message could carry what somebody typed
    logging.getLogger(__name__).error("request failed: %s in %s", type(error).__name__, request.endpoint)
    return frame.trouble("crash", 500)
