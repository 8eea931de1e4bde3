"""The adaptation server (act 000, annex 2, 2.4; decision 118, annex 2, 2.1): a plain information system on loopback.

It speaks to our security server alone, which shows the token; it knows neither signatures nor certificates.
"""

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, request
from flask_babel import Babel

from webapp.core.text import LANGUAGES
from webapp.ehis import profile
from webapp.ehis.provider.examples import ENVIRONMENT_HEADER
from webapp.ehis.provider.meta import METHODS_HEADER
from webapp.ehis.provider.openapi import openapi_of
from webapp.ehis.provider.rest import Asked, JsonAnswer, answer_rest, json_bytes, problem
from webapp.ehis.provider.service import provided, provided_service
from webapp.ehis.provider.soap import Told, answer_soap
from webapp.ehis.provider.straight import Straight
from webapp.ehis.provider.token import is_let_in
from webapp.ehis.provider.wsdl import wsdl_of
from webapp.ehis.rest.errors import JSON_TYPE

PLAIN = "text/plain; charset=utf-8"


def adapter_application() -> Flask:
    """Return the program. The rooms, the database and the keys of this process must be installed already."""
    app = Flask("webapp.ehis.provider", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = profile.REQUEST_CAP
    app.url_map.merge_slashes = False
    Babel(app, default_locale=LANGUAGES[0])  # what a handler says or writes is Azerbaijani, whatever a header asks for
    app.before_request(_let_in)
    app.add_url_rule("/", view_func=_soap, methods=["POST"])
    app.add_url_rule("/wsdl", view_func=_list, methods=["GET"])
    app.add_url_rule("/openapi", view_func=_list, methods=["GET"], endpoint="openapi_list")
    app.add_url_rule("/wsdl/<code>", view_func=_wsdl, methods=["GET"])
    app.add_url_rule("/openapi/<code>", view_func=_openapi, methods=["GET"])
    app.add_url_rule("/<code>", view_func=_rest, methods=["GET", "POST"], defaults={"below": ""})
    app.add_url_rule("/<code>/<path:below>", view_func=_rest, methods=["GET"], endpoint="rest_below")
    for status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
        app.register_error_handler(status, _refusal(status))
    app.wsgi_app = Straight(app)  # type: ignore[assignment] # the place that Flask names for it
    return app


def _let_in() -> Response | None:
    """Refuse whoever does not show the token of the security server."""
    if is_let_in(request.headers.get("Authorization", "")):
        return None
    return Response("the security server alone may ask\n", HTTPStatus.UNAUTHORIZED, content_type=PLAIN)


def _soap() -> Response:
    told = Told(request.headers.get(METHODS_HEADER), request.headers.get(ENVIRONMENT_HEADER, ""))
    answered = answer_soap(request.get_data(cache=False), told)
    response = Response(answered.body, answered.status, content_type=profile.MESSAGE_TYPE)
    return _followed(response, answered.afterwards)


def _rest(code: str, below: str) -> Response:
    body = request.get_data(cache=False) if request.method == "POST" else None
    asked = Asked(code, below, request.query_string.decode("latin-1"), body)
    return _json(answer_rest(asked, request.headers))


def _list() -> Response:
    codes = "".join(f"{code}\n" for code in sorted({one.code for one in provided()}))
    return Response(codes, content_type=PLAIN)


def _wsdl(code: str) -> Response:
    service = provided_service(code, request.args.get("version"))
    if service is None:
        return _json(problem(HTTPStatus.NOT_FOUND, "UnknownService", "Belə xidmət yoxdur."))
    return Response(wsdl_of(service), content_type=profile.MESSAGE_TYPE)


def _openapi(code: str) -> Response:
    service = provided_service(code, request.args.get("version"))
    if service is None:
        return _json(problem(HTTPStatus.NOT_FOUND, "UnknownService", "Belə xidmət yoxdur."))
    return Response(json_bytes(openapi_of(service)), content_type=JSON_TYPE)


def _json(answer: JsonAnswer) -> Response:
    return _followed(Response(json_bytes(answer.said), answer.status, content_type=JSON_TYPE), answer.afterwards)


def _followed(response: Response, afterwards: Callable[[], None] | None) -> Response:
    """Return `response`, after whose last byte `afterwards` is done."""
    if afterwards is not None:
        response.call_on_close(afterwards)
    return response


def _refusal(status: HTTPStatus) -> Callable[[Exception], Response]:
    def refuse(_: Exception) -> Response:
        return _json(problem(status, "InvalidRequest", status.phrase))

    return refuse
