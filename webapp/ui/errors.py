"""Refusals and failures as people and machines should meet them: a page, an htmx fragment or problem+json (RFC 9457)."""

from typing import Any, Final

import structlog
from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.errors import AppError, Invalid, SignInNeeded, StepUpNeeded, TooLarge, TooMany, Unavailable
from webapp.core.text import Text
from webapp.ui import htmx

log = structlog.get_logger()

PROBLEM: Final = "application/problem+json"
BY_STATUS: Final[dict[int, type[AppError]]] = {413: TooLarge, 429: TooMany, 503: Unavailable, 422: Invalid}


def init_errors(app: Flask) -> None:
    """Register the handlers on `app`."""
    app.register_error_handler(AppError, _refusal)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(PoolTimeout, _database_away)
    app.register_error_handler(Exception, _failure)


def wants_problem() -> bool:
    """Whether the caller is a machine: below /api, or asking for JSON rather than HTML."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json", PROBLEM])
    return request.path.startswith("/api/") or (best != "text/html" and "json" in (best or ""))


def answer(status: int, *, code: str, text: Text | None = None, error: AppError | None = None) -> AnyResponse:
    """Return the refusal in the form that the caller understands."""
    if wants_problem():
        return _problem(status, code, text, error)
    context: dict[str, Any] = {"status": status, "code": code, "text": text, "request_id": g.get("request_id", "")}
    context["facts"] = error.facts if error else {}
    template = "pages/errors/fragment.html" if htmx.is_fragment() else "pages/errors/page.html"
    return Response(render_template(template, **context), status=status)


def _problem(status: int, code: str, text: Text | None, error: AppError | None) -> Response:
    body: dict[str, Any] = {"type": f"urn:kabinet:problem:{code}", "title": str(text or code), "status": status}
    body["code"] = code
    body["instance"] = f"urn:kabinet:request:{g.get('request_id', '')}"
    if error and error.fields:
        body["errors"] = [{"field": name, "detail": str(why)} for name, why in error.fields.items()]
    if error and "problems" in error.facts:  # what is wrong in a JSON document, place by place
        body["errors"] = error.facts["problems"]
    response = jsonify(body)
    response.status_code, response.mimetype = status, PROBLEM
    return response


def _refusal(error: AppError) -> AnyResponse:
    if isinstance(error, SignInNeeded) and not request.path.startswith("/api/"):
        return _to_sign_in(error)
    return answer(error.status, code=error.code, text=error.message, error=error)


def _to_sign_in(error: SignInNeeded) -> AnyResponse:
    """Lead a person to the sign-in and back to the page; a fragment leads the whole page there (htmx keeps no form)."""
    for keep in getattr(current_app, "before_sign_in", ()):
        keep(error)
    back = request.full_path.rstrip("?") if request.method == "GET" else _referring_path()
    endpoint = "auth.step_up" if isinstance(error, StepUpNeeded) else "auth.login"
    address = url_for(endpoint, next=back)
    if htmx.is_fragment():
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address, code=303)


def _referring_path() -> str:
    """Return the path of the page that the form stood on, so that the person comes back to it."""
    origin = request.host_url.rstrip("/")
    referrer = request.referrer or ""
    return referrer.removeprefix(origin) if referrer.startswith(f"{origin}/") else "/cabinet"


def _http(error: HTTPException) -> AnyResponse:
    if error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect raised as an exception
        return error.get_response()
    known = BY_STATUS.get(error.code)
    response = answer(
        error.code, code=known.code if known else f"http-{error.code}", text=known.text if known else None
    )
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _database_away(error: DBAPIError | PoolTimeout) -> AnyResponse:
    log.error("database-unavailable", error=type(error).__name__)
    response = answer(503, code="database-unavailable", text=Unavailable.text)
    response.headers["Retry-After"] = "5"
    return response


def _failure(error: Exception) -> AnyResponse:
    log.error("failure", exc_info=error, endpoint=request.endpoint)
    return answer(500, code="failure")
