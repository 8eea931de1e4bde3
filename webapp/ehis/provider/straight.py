"""The straight way of a SOAP question through the adaptation server: no request object, no routing, no response object.

Nine tenths of all questions are `POST /` with the token and a length. Flask's way to them costs as much as reading one,
so they are answered here; everything else, and everything odd, goes to Flask.
"""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any, Final

from flask import Flask

from webapp.ehis import profile
from webapp.ehis.provider.examples import ENVIRONMENT_HEADER
from webapp.ehis.provider.meta import METHODS_HEADER
from webapp.ehis.provider.soap import Answered, Told, answer_soap
from webapp.ehis.provider.token import is_let_in

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


def _key(header: str) -> str:
    return f"HTTP_{header.upper().replace('-', '_')}"


METHODS: Final = _key(METHODS_HEADER)
ENVIRONMENT: Final = _key(ENVIRONMENT_HEADER)


class Straight:
    """The WSGI application before Flask's own."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._otherwise: Application = app.wsgi_app

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one HTTP request."""
        length = environ.get("CONTENT_LENGTH") or ""
        if (
            environ["REQUEST_METHOD"] != "POST"
            or environ["PATH_INFO"] != "/"
            or not length.isdecimal()
            or int(length) > profile.REQUEST_CAP
            or not is_let_in(environ.get("HTTP_AUTHORIZATION", ""))
        ):
            return self._otherwise(environ, start)
        told = Told(environ.get(METHODS), environ.get(ENVIRONMENT, ""))
        with self._app.app_context():
            answered = answer_soap(environ["wsgi.input"].read(int(length)), told)
        status = HTTPStatus(answered.status)
        headers = [("Content-Type", profile.MESSAGE_TYPE), ("Content-Length", str(len(answered.body)))]
        start(f"{status.value} {status.phrase}", headers)
        return (answered.body,) if answered.afterwards is None else _Followed(self._app, answered)


class _Followed:
    """A body after whose last byte something is left to do."""

    def __init__(self, app: Flask, answered: Answered) -> None:
        self._app = app
        self._answered = answered

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._answered.body,))

    def close(self) -> None:
        """Do it (the server calls when everything was sent)."""
        if self._answered.afterwards is not None:
            with self._app.app_context():
                self._answered.afterwards()
