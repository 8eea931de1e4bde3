"""The Flask application that counterparties start from."""

from datetime import datetime
from types import TracebackType
from typing import Final
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, request

BAKU: Final = ZoneInfo("Asia/Baku")
MAX_REQUEST: Final = 2 * 1024 * 1024
POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


class Counterparty(Flask):
    """A Flask app with the shared page layout, strict headers, and logs that name routes, never addresses.

    An address here may hold a FİN or a phone number, so a failure is logged under its rule (`/phone/<fin>`).
    """

    def __init__(self, import_name: str) -> None:
        """Make the app of the package `import_name`; its templates and static files stand beside it."""
        super().__init__(import_name)
        self.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST
        self.json.ensure_ascii = False  # type: ignore[attr-defined] # the default provider has it, its base class does not say so
        self.json.sort_keys = False  # type: ignore[attr-defined] # same
        self.register_blueprint(
            Blueprint("kit", __name__, template_folder="templates", static_folder="static", static_url_path="/kit")
        )
        self.add_url_rule("/healthz", "healthz", lambda: ("ok\n", {"Content-Type": "text/plain"}))
        self.add_template_filter(_baku, "baku")
        self.after_request(_strict_headers)

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log a failure with its traceback under the route's rule."""
        self.logger.error("A request to %s failed", request.url_rule, exc_info=exc_info)


def _strict_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if request.endpoint != "kit.static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _baku(instant: datetime) -> str:
    return instant.astimezone(BAKU).strftime("%d.%m.%Y %H:%M:%S")
