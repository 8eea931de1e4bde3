"""Words for the states of a reading and for why nothing was read."""

from typing import Final

from flask_babel import format_decimal

from webapp.attachments.reading.values import NOT_DRAWN, NOT_INSTALLED, NOTHING_THERE, TOO_SLOW
from webapp.attachments.rules import MEBIBYTE
from webapp.attachments.values import Copy, State
from webapp.core.text import Text, _, _l

STATES: Final[dict[State, tuple[Text, str]]] = {
    State.WAITING: (_l("Oxunur"), "info"),
    State.READ: (_l("Mətn oxundu"), "success"),
    State.FAILED: (_l("Oxunmadı"), "warning"),
    State.NOT_WANTED: (_l("Əlavə olundu"), "neutral"),
}
TROUBLES: Final[dict[str, Text]] = {
    NOT_INSTALLED: _l("Mətnin oxunması bu sistemdə qurulmayıb. Fayl əlavə olunub, məlumatları özünüz yazın."),
    NOTHING_THERE: _l("Faylda mətn tapılmadı. Şəkil aydın deyilsə, sənədi yenidən çəkib faylı əvəz edin."),
    TOO_SLOW: _l("Mətni oxumaq mümkün olmadı. Sənədi daha aydın skan edin və ya məlumatları özünüz yazın."),
    NOT_DRAWN: _l("Faylın səhifələrini açmaq mümkün olmadı. Sənədi yenidən skan edib faylı əvəz edin."),
}


def copy_state(copy: Copy) -> tuple[Text, str]:
    """Return the word and the tone of a copy's state."""
    return STATES[copy.state]


def copy_size(copy: Copy) -> str:
    """Return the size of a copy for people."""
    if copy.size < MEBIBYTE:
        return _("%(size)s KB", size=max(1, round(copy.size / 1024)))
    return _("%(size)s MB", size=format_decimal(copy.size / MEBIBYTE, format="#,##0.0"))
