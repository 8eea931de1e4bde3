"""Waybills in a list, drawn once: the same line looks the same to everybody, so it need not be drawn for each of them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, cast

from flask import current_app
from markupsafe import Markup

from webapp.core.text import current_language
from webapp.waybills import wording
from webapp.waybills.queries import WaybillLine

KEPT: Final = 1_024
TEMPLATE: Final = "waybills/line.html"


def cards(lines: Iterable[WaybillLine], endpoint: str = "waybills.show", *, level: int = 2) -> list[Markup]:
    """Return the lines as cards whose titles, headings of `level`, lead to `endpoint`, in the language of the page."""
    language = current_language()
    return [_card(line, endpoint, level, language) for line in lines]


@lru_cache(maxsize=KEPT)
def _card(line: WaybillLine, endpoint: str, level: int, language: str) -> Markup:  # noqa: ARG001 - a card is kept per language
    """Draw a card. Everything that it depends on is an argument: what was drawn is never out of date."""
    macros = cast("Any", current_app.jinja_env.get_template(TEMPLATE).module)
    state, tone = wording.state_tag(line.state)
    drawn: Markup = macros.waybill_line(line, state, tone, endpoint, level)
    return drawn
