"""The station's application: languages and look of the house, a door before every address, its own refusals."""

from collections.abc import Mapping
from typing import Final

import structlog
from flask import Flask, Response, render_template, request
from jinja2 import FileSystemLoader
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from webapp.config import ROOT
from webapp.core.text import Text, _, _l
from webapp.ehis.monitoring.settings import StationSettings
from webapp.ehis.monitoring.station.guarding import Door
from webapp.ehis.monitoring.station.source import ReadsTooMuch, Source
from webapp.ehis.monitoring.station.views import station
from webapp.ui.filters import init_filters
from webapp.ui.i18n import init_languages
from webapp.ui.static_files import init_static

FOLDERS: Final = ("webapp/ehis/monitoring/templates", "webapp/ui/templates")
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
REFUSALS: Final[Mapping[int, Text]] = {
    401: _l("Giriş üçün ad və parol lazımdır."),
    403: _l("Bura giriş yoxdur."),
    404: _l("Belə səhifə yoxdur."),
    405: _l("Bu stansiya yalnız oxunur."),
    429: _l("Həddindən artıq sorğu. Bir az sonra yenidən cəhd edin."),
    503: _l("Statistika bazası cavab vermir."),
}
log = structlog.get_logger(__name__)


def station_application(settings: StationSettings, source: Source | None = None) -> Flask:
    """Return the application over the database of `settings`; nothing connects before the first page."""
    app = Flask("webapp", static_folder=None, template_folder=None)
    app.jinja_loader = FileSystemLoader([ROOT / folder for folder in FOLDERS])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["station_source"] = source or Source.at(settings.database_url)
    init_languages(app)
    init_static(app)
    init_filters(app)
    app.register_blueprint(station)
    _put_door(app, Door(settings.user, settings.password))
    _put_refusals(app)
    app.after_request(_secure)
    return app


def _put_door(app: Flask, door: Door) -> None:
    def ask() -> Response | None:
        refused = door.refuse(request.remote_addr or "", request.authorization)
        if refused is None:
            return None
        status, seconds = refused
        response = _refusal(status)
        if status == 401:  # noqa: PLR2004 - RFC 9110
            response.headers["WWW-Authenticate"] = 'Basic realm="EHIS", charset="UTF-8"'
        else:
            response.headers["Retry-After"] = str(seconds)
            log.warning("station.door_shut")
        return response

    app.before_request(ask)


def _put_refusals(app: Flask) -> None:
    def http(error: HTTPException) -> Response:
        return _refusal(error.code or 500, error.description if error.code == 403 else None)  # noqa: PLR2004 - RFC 9110

    def silent(error: SQLAlchemyError) -> Response:
        log.warning("station.no_database", kind=type(error).__name__)
        return _refusal(503)

    def too_much(_error: ReadsTooMuch) -> Response:
        log.error("station.reads_too_much")
        return _refusal(
            503,
            _("Verilənlər bazasındakı rol statistikadan artığını oxuya bilir. Bu düzəldilənədək heç nə göstərilmir."),
        )

    app.register_error_handler(HTTPException, http)
    app.register_error_handler(SQLAlchemyError, silent)
    app.register_error_handler(ReadsTooMuch, too_much)


def _refusal(status: int, words: str | None = None) -> Response:
    text = words or str(REFUSALS.get(status, _("Stansiyada xəta baş verdi.")))
    if request.path in {"/healthz", "/metrics"}:
        return Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")
    return Response(render_template("monitoring/station_refusal.html", text=text, status=status), status)


def _secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
