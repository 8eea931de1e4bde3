"""The one place that knows htmx and htmx-flask: a change of either is a change of this file.

htmx-flask 0.1.0 refuses valid HX-Reswap values and never sets `Vary`; both are handled here.
"""

from typing import Any

from flask import Response, request
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest
from werkzeug.wrappers import Response as AnyResponse

AwareRequest = HtmxAwareRequest


def init_htmx(app: Any) -> None:
    """Prepare `app`; must come before anything else sets its request class."""
    Htmx(app)
    app.after_request(_vary)


def is_fragment() -> bool:
    """Whether htmx asks for a part of the page (not a boosted or restored whole page)."""
    htmx = request.htmx  # type: ignore[attr-defined] # set by the request class
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def target() -> str | None:
    """Return the id of the element that the fragment will fill."""
    found: str | None = request.htmx.target  # type: ignore[attr-defined] # set by the request class
    return found


def go_to(address: str) -> AnyResponse:
    """Send the browser to `address`: HX-Redirect for htmx, 303 otherwise, without the library's English page."""
    if is_fragment():
        return Response(status=200, headers={"HX-Redirect": address})
    return Response(status=303, headers={"Location": address})


def swap(response: Response, how: str) -> Response:
    """Say how the fragment enters the page, with modifiers ("outerHTML show:top") that htmx-flask refuses."""
    response.headers["HX-Reswap"] = how
    return response


def vary_by(response: AnyResponse, name: str) -> None:
    """Tell caches that the answer depends on the header `name`, which stands in no other place of ours."""
    known = response.headers.get("Vary")
    response.headers.set("Vary", f"{known}, {name}" if known else name)


def _vary(response: Response) -> Response:
    """The same address gives page or fragment: caches must know."""
    vary_by(response, "HX-Request")
    return response
