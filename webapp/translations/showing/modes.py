"""When a request is shown with drafts or with outlines, and what is put into its page then."""

import re
from typing import Final
from urllib.parse import urlencode

from flask import Flask, Response, g, render_template, request, url_for

from webapp.core.actor import Actor, current_actor
from webapp.core.text import current_language, have_own_texts
from webapp.translations.permissions import TRANSLATE, VIEW
from webapp.translations.showing.marks import ANY, Outlined, outline, without_marks
from webapp.translations.showing.own import Shown, drafts_for, numbers_of_texts

COOKIE: Final = "kabinet_texts"
DRAFTS: Final = "drafts"
OUTLINES: Final = "_tr"
STATE: Final = "texts_mode"
PLACE: Final = re.compile(r"<body[^>]*>(?:.*?(?=<header\b))?", re.DOTALL)
"""The beginning of a page's body, after the link that skips to its content."""
WORDS: Final = re.compile(r"text/|application/(.*[+])?(json|xml)$")
"""What else says texts: there the marks are only taken away."""


class Mode:
    """What this request shows: the number of drafts in place (None without), the keys of the texts when outlined."""

    __slots__ = ("drafts", "keys")

    def __init__(self, drafts: int | None, keys: dict[int, str] | None) -> None:
        self.drafts, self.keys = drafts, keys


def init_modes(app: Flask) -> None:
    """Have pages of `app` shown with drafts or outlines to those who asked for it and may."""
    app.before_request(_begin)
    app.after_request(_complete)


def may_use(actor: Actor) -> bool:
    """Whether `actor` works on texts."""
    return actor.has(VIEW.code) and any(actor.has(one.code) for one in TRANSLATE.values())


def wants_drafts() -> bool:
    """Whether this browser asked for drafts."""
    return request.cookies.get(COOKIE) == DRAFTS


def _begin() -> None:
    outlined = OUTLINES in request.args
    if request.method != "GET" or not (outlined or wants_drafts()) or not may_use(current_actor()):
        return
    words, count, digest = drafts_for(current_actor()) if wants_drafts() else ({}, None, "")
    numbers, keys = numbers_of_texts() if outlined else (None, None)
    have_own_texts(Shown(words, numbers, f"{digest}{'marked' if outlined else ''}"))
    setattr(g, STATE, Mode(count, keys))


def _complete(response: Response) -> Response:
    mode: Mode | None = g.get(STATE)
    if mode is None or (mode.keys is None and response.is_streamed):
        return response
    have_own_texts(None)  # the panel itself is nobody's draft
    if mode.keys is not None and not _is_open_to_us(response):
        response.close()
        response = Response("", 303, {"Location": _address(outlined=False)})
    response.headers["Cache-Control"] = "private, no-store"
    response.headers.pop("ETag", None)
    for name, value in response.headers.items():
        if ANY.search(value):
            response.headers[name] = without_marks(value)
    if response.mimetype == "text/html":
        html = response.get_data(as_text=True)
        found = outline(html, mode.keys) if mode.keys is not None else Outlined(html)
        response.set_data(_with_panel(found, mode))
    elif mode.keys is not None:
        response.set_data(without_marks(response.get_data(as_text=True)))
    return response


def _is_open_to_us(response: Response) -> bool:
    """Whether marks can be taken out: a PDF, a workbook or what is sent while it is made has to be made anew without them."""
    return not response.is_streamed and WORDS.match(response.mimetype or "text/plain") is not None


def _with_panel(found: Outlined, mode: Mode) -> str:
    place = PLACE.search(found.html)
    if place is None:
        return found.html  # a fragment
    language = current_language()
    texts = [
        (words, hidden, url_for("texts.edit", language=language, key=key))
        for key, (words, hidden) in found.texts.items()
    ]
    bar = render_template(
        "translations_showing/bar.html",
        drafts=mode.drafts,
        outlined=mode.keys is not None,
        texts=texts,
        editor=url_for("texts.edit", language=language, key="KEY"),
        outline_address=_address(outlined=True),
        plain_address=_address(outlined=False),
    )
    return f"{found.html[: place.end()]}{bar}{found.html[place.end() :]}"


def _address(*, outlined: bool) -> str:
    """Return the address of this page with or without outlines."""
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != OUTLINES]
    query = urlencode([*rest, (OUTLINES, "1")] if outlined else rest)
    return f"{request.path}?{query}" if query else request.path


def secure() -> bool:
    """Whether cookies are for HTTPS alone."""
    return bool(g.get("https", False))
