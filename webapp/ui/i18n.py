"""Languages of pages: az by default, `?lang=` sets it and is remembered, Accept-Language otherwise."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from webapp.config import ROOT
from webapp.core.overlay import install_catalogues, published
from webapp.core.text import LANGUAGES, UNFILLED, catalogue, current_language, had_own_texts, have_own_texts, instead
from webapp.ui.htmx import vary_by
from webapp.ui.pseudo import MIRRORED, PSEUDO, PseudoTexts

COOKIE: Final = "kabinet_lang"
YEAR: Final = 365 * 24 * 3600
LONGEST: Final = 500  # of what a browser says that it understands
CATALOGUES: Final = ROOT / "translations"
TAG: Final = re.compile(r"(<[^<>]*>)")
TRYING: Final = "PSEUDO_LANGUAGES"
LOCALES: Final = {language: Locale(language) for language in LANGUAGES}


def init_languages(app: Flask, *, trying: bool = False) -> None:
    """Prepare Flask-Babel: catalogues compiled when older than their source, language chosen per request.

    With `trying` the two languages for trying layouts can be chosen as well.
    """
    compile_catalogues(CATALOGUES)
    install_catalogues(CATALOGUES)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    Babel(app, default_locale=LANGUAGES[0], default_timezone="Asia/Baku", locale_selector=_locale_of_request)
    # One call instead of the three of Jinja's extension: a page has a hundred texts.
    app.jinja_env.globals.update(_=_shown, gettext=_shown, ngettext=_counted)
    app.config[TRYING] = trying
    if trying:
        app.before_request(_try_layouts)
    app.after_request(_remember)
    app.context_processor(_language_context)


def choose_language() -> str:
    """Return the language of this request: the address, the cookie, the browser, Azerbaijani. Jobs speak Azerbaijani."""
    if not has_request_context():
        return LANGUAGES[0]
    if _pseudo():
        return LANGUAGES[0]
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    kept = request.cookies.get(COOKIE, "")
    if kept in LANGUAGES:
        return kept
    return _understood(request.headers.get("Accept-Language", "")[:LONGEST])


def _pseudo() -> str | None:
    """Return the language for trying layouts in which this request is, if it is in one."""
    if not current_app.config[TRYING]:
        return None
    asked = request.args.get("lang", "")
    name = asked if asked in LANGUAGES or asked in PSEUDO else request.cookies.get(COOKIE, "")
    return name if name in PSEUDO else None


def _try_layouts() -> None:
    name = _pseudo()
    if name is not None:
        g.pseudo = name
        have_own_texts(PseudoTexts(name))


@lru_cache(maxsize=1_024)
def _understood(accepted: str) -> str:
    """Return the language of ours that a browser likes best; browsers say a few dozen different things."""
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES) or LANGUAGES[0]


def _locale_of_request() -> Locale:
    return LOCALES[choose_language()]


def compile_catalogues(folder: Path) -> None:
    """Write the .mo beside each .po of `folder` that is newer; whole files only, so a reader never sees half of one."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as po:
            catalogue = read_po(po, locale=source.parent.parent.name)
        partial = compiled.with_name(f".{os.getpid()}.{compiled.name}")
        with partial.open("wb") as mo:
            write_mo(mo, catalogue)
        partial.replace(compiled)


@pass_eval_context
def _shown(page: EvalContext, text: str, /, **variables: Any) -> str:
    """Return a text of a template in the language of the page; values that fill it are escaped."""
    found = catalogue().gettext(text)
    try:
        return _filled(page, found, variables)
    except UNFILLED as error:
        return _filled(page, instead(error, found, text), variables)


@pass_eval_context
def _counted(page: EvalContext, singular: str, plural: str, num: int, /, **variables: Any) -> str:
    """Return the form of a template's text that belongs to `num`."""
    found = catalogue().ngettext(singular, plural, num)
    try:
        return _filled(page, found, {"num": num, **variables})
    except UNFILLED as error:
        return _filled(page, instead(error, found, singular, plural, num), {"num": num, **variables})


def _filled(page: EvalContext, words: str, variables: dict[str, Any]) -> str:
    """Fill `words`; always, as Jinja does, for a percent sign stands doubled in texts of templates.

    A quotation mark outside tags is written as HTML has it: many texts stand in attributes, which it would end.
    """
    if page.autoescape and '"' in words:
        words = "".join(
            part if place % 2 else part.replace('"', "&#34;") for place, part in enumerate(TAG.split(words))
        )
    found = Markup(words) if page.autoescape else words  # noqa: S704 - the catalogues are ours, and so is their markup
    return found % variables if "%" in words else found


def _language_context() -> dict[str, Any]:
    return {
        "language": current_language(),
        "languages": LANGUAGES,
        "language_address": _address_without_language(),
        "right_to_left": g.get("pseudo") == MIRRORED,
    }


def _address_without_language() -> str:
    """Return the address of the page as it goes on with `lang=…`: in another language one sees the same."""
    if not request.query_string:
        return f"{request.path}?"
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{request.path}?{urlencode(rest)}&" if rest else f"{request.path}?"


def _remember(response: Response) -> Response:
    asked = request.args.get("lang", "")
    known = asked in LANGUAGES or asked == g.get("pseudo")
    if known and request.cookies.get(COOKIE) != asked:
        secure = bool(g.get("https", False))
        response.set_cookie(COOKIE, asked, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    response.headers.setdefault("Content-Language", current_language())
    if response.mimetype == "text/html" and not had_own_texts():
        response.headers["X-Texts"] = f"{current_language()} {published().number}"  # for the service worker
    vary_by(response, "Accept-Language")
    return response
