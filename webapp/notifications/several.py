"""One message instead of several: the daily mail, and what was too much for one hour."""

from collections.abc import Sequence
from typing import Final

from webapp.core.text import _, _n
from webapp.notifications.models import Notice
from webapp.notifications.wording import Wording, word

SEVERAL: Final = "notifications.several"
MOST_NAMED: Final = 30


def word_several(notices: Sequence[Notice]) -> Wording:
    """Return one message that names each notice by its title; the same ones are counted."""
    titles: dict[str, int] = {}
    for notice in notices:
        title = word(notice.template, notice.params).title
        titles[title] = titles.get(title, 0) + 1
    lines = [f"• {title}" if count == 1 else f"• {title} (×{count})" for title, count in titles.items()]
    more = len(lines) - MOST_NAMED
    if more > 0:
        lines = [*lines[:MOST_NAMED], _n("və daha %(num)s mövzu", "və daha %(num)s mövzu", more)]
    title = _n("%(num)s yeni bildiriş", "%(num)s yeni bildiriş", len(notices))
    return Wording(title, "\n".join([*lines, _("Hamısı kabinetinizdədir.")]))
