"""Waybills in a list, drawn once: the same line looks the same to everybody, so it need not be drawn for each of them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, cast

from flask import current_app, url_for
from markupsafe import Markup

from webapp.core.text import _, texts_key
from webapp.ui.filters import moment
from webapp.waybills import wording
from webapp.waybills.queries import WaybillLine

KEPT: Final = 1_024
TEMPLATE: Final = "waybills/line.html"


def cards(lines: Iterable[WaybillLine], endpoint: str = "waybills.show", *, level: int = 2) -> Markup:
    """Return the lines as items of a list: cards whose titles, headings of `level`, lead to `endpoint`. Nothing for none."""
    language = texts_key()
    return Markup("".join(_card(line, endpoint, level, language) for line in lines))  # noqa: S704 - every part is markup


@lru_cache(maxsize=KEPT)
def _card(line: WaybillLine, endpoint: str, level: int, language: str) -> Markup:  # noqa: ARG001 - a card is kept per language
    """Draw a card. Everything that it depends on is an argument: what was drawn is never out of date."""
    macros = cast("Any", current_app.jinja_env.get_template(TEMPLATE).module)
    drawn: Markup = macros.waybill_line(
        url_for(endpoint, public_id=line.public_id),
        _("%(loading)s – %(unloading)s", loading=line.loading or "…", unloading=line.unloading or "…"),
        *wording.state_tag(line.state),
        line.goods,
        _("%(consignor)s → %(consignee)s", consignor=line.consignor or "…", consignee=line.consignee or "…"),
        line.plate,
        _("%(number)s · dəyişib: %(at)s", number=line.number or _("nömrəsiz"), at=moment(line.changed_at)),
        level,
    )
    return drawn
