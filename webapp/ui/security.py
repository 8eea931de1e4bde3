"""Headers that answers carry: no inline anything, no framing, no storing of personal pages, no telling of secret addresses."""

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
UNSTORED: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def init_security(app: Flask, settings: Settings) -> None:
    """Set the headers on every answer of `app`, where a view has not set its own."""
    usual = _usual(settings)

    def secure(response: Response) -> Response:
        headers = response.headers
        present = {name.lower() for name in headers.keys()}  # noqa: SIM118 - headers are pairs, not a dictionary
        headers.extend([pair for name, pair in usual if name not in present])
        headers.set("X-Request-Id", g.get("request_id", ""))
        if "cache-control" not in present:
            headers.add("Cache-Control", "private, no-store" if _personal() else "no-cache")
        return response

    app.after_request(secure)


def keep_private(response: Response) -> Response:
    """Return the answer of a page whose address is its key: nobody on the way keeps it, no other site learns where it is.

    For `after_request` of a blueprint whose addresses are given to guests.
    """
    response.headers.update(UNSTORED)
    return response


def _usual(settings: Settings) -> list[tuple[str, tuple[str, str]]]:
    """Return (name as it is compared, header). Forms may post to ourselves and, by redirect, to the services of sign-in and of payment."""
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    headers = {
        "Content-Security-Policy": f"{policy}; form-action 'self' {' '.join(_elsewhere(settings))}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    if settings.https:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return [(name.lower(), (name, value)) for name, value in headers.items()]


def _elsewhere(settings: Settings) -> list[str]:
    """Return where a form of ours may lead by redirect; Stripe's own pages are at another address than its interface."""
    places = [settings.asan_login_issuer, settings.asan_odenis_url]
    if settings.stripe_api_key:
        real = settings.stripe_api_base == "https://api.stripe.com"
        places.append("https://checkout.stripe.com" if real else settings.stripe_api_base)
    return places


def _personal() -> bool:
    """Whether the page may hold something of a person: signed in, or an answer to something sent."""
    return current_actor().signed_in or request.method not in {"GET", "HEAD"}
