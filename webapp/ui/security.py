"""Headers that every answer carries: no inline anything, no framing, no storing of personal pages."""

from typing import Final

from flask import Flask, Response, g, request

from webapp.config import Settings
from webapp.core.actor import current_actor

POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def init_security(app: Flask, settings: Settings) -> None:
    """Set the headers on every answer of `app`. Forms may post to ourselves and, by redirect, to the sign-in service."""
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    policy += f"; form-action 'self' {settings.asan_login_issuer}"

    def secure(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=()")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("X-Frame-Options", "DENY")
        headers["X-Request-Id"] = g.get("request_id", "")
        if settings.https:
            headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = "private, no-store" if _personal() else "no-cache"
        return response

    app.after_request(secure)


def _personal() -> bool:
    """Whether the page may hold something of a person: signed in, or an answer to something sent."""
    return current_actor().signed_in or request.method not in {"GET", "HEAD"}
