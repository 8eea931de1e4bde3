"""How kinds, channels and states are shown."""

from dataclasses import dataclass
from typing import Final

from webapp.core.registry import plugins
from webapp.core.text import Text, _l
from webapp.notifications.choices import is_locked, unwanted_by
from webapp.notifications.models import Notice
from webapp.notifications.rules import CHANNELS as CODES
from webapp.notifications.wording import NotificationTemplate, Wording, area_titles, templates_of, word

CHANNELS: Final[dict[str, Text]] = {"sms": _l("SMS"), "email": _l("E-poçt"), "push": _l("Cihaz bildirişi")}
STATES: Final[dict[str, tuple[Text, str]]] = {
    "queued": (_l("Növbədə"), "neutral"),
    "in_flight": (_l("Yoldadır"), "info"),
    "retrying": (_l("Təkrar cəhd"), "warning"),
    "delivered": (_l("Çatdırılıb"), "success"),
    "failed": (_l("Çatdırılmayıb"), "danger"),
    "given_up": (_l("Dayandırılıb"), "danger"),
}
GROUP_STATES: Final[dict[str, tuple[Text, str]]] = {
    "draft": (_l("Layihə"), "neutral"),
    "waiting": (_l("Təsdiq gözləyir"), "warning"),
    "sending": (_l("Göndərilir"), "info"),
    "sent": (_l("Göndərilib"), "success"),
    "refused": (_l("Göndərilmədi"), "danger"),
}
OUTCOMES: Final[dict[str, Text]] = {
    "taken": _l("operator qəbul edib"),
    "receipt": _l("operator təsdiqləyib"),
    "recipient-rejected": _l("alıcı qəbul etmir"),
    "no-address": _l("ünvan yoxdur"),
    "no-words": _l("mətn alınmadı"),
    "no-receipt": _l("təsdiq gəlmədi"),
    "gone": _l("cihaz artıq yoxdur"),
    "not-public": _l("ünvan daxili şəbəkədədir"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One area on one channel: whether it is on, and whether it can be switched at all."""

    channel: str
    on: bool
    locked: bool


def matrix(account_id: int) -> list[tuple[str, Text, list[Cell]]]:
    """Return (code, title, cells) of each area from which something goes out of the cabinet."""
    off = unwanted_by(account_id)
    rows = []
    for area, title in area_titles().items():
        kinds = templates_of(area)
        ways = [channel for channel in CODES if any(kind.goes_by(channel) for kind in kinds)]
        cells = [Cell(one, (area, one) not in off or is_locked(area, one), is_locked(area, one)) for one in ways]
        if cells:
            rows.append((area, title, cells))
    return rows


def required_lines() -> dict[str, list[tuple[Text, Text]]]:
    """Return area -> (title, why) of what comes whatever is chosen."""
    found: dict[str, list[tuple[Text, Text]]] = {}
    for area in area_titles():
        lines = [(kind.label, kind.required) for kind in templates_of(area) if kind.required is not None]
        if lines:
            found[area] = lines
    return found


def outcome(code: str | None) -> Text:
    """Return the words for how an attempt ended."""
    return OUTCOMES.get(code or "", code or "")


def kinds() -> dict[str, Text]:
    """Return code -> title of every template."""
    return {kind.code: kind.label for kind in plugins(NotificationTemplate)}


def words_of(notice: Notice) -> Wording:
    """Return a notice in the language of the page."""
    return word(notice.template, notice.params)
