"""Every template with something in it: params guessed from their names, and the ones that a template brings itself."""

import re
from dataclasses import dataclass
from typing import Any, Final

from webapp.core.text import LANGUAGES, filled, in_language
from webapp.notifications.sms import Fitted, fitted
from webapp.notifications.wording import NotificationTemplate, Params, Wording

NAMES: Final = re.compile(r"%\((\w+)\)")
USUAL: Final[dict[str, Any]] = {
    "party": "“Xəzər Yük” MMC", "person": "Kamran Adil oğlu Həsənov", "sender": "“Xəzər Yük” MMC", "name": "Xəzər ERP",
    "consignor": "“Xəzər Yük” MMC", "consignee": "“Göyçay Meyvə” MMC", "program": "Xəzər ERP", "device": "Chrome, Android",
    "number": "AB-2026-000123", "numbers": "T-2026-000123", "ticket": "T-2026-000123", "case": "AB-2026-000123",
    "plate": "10-XY-101", "old": "10-XY-101", "new": "10-XY-102", "version": "1.4.0", "days": 10, "minutes": 25, "num": 3,
    "day": "22.11.2026", "due": "07.12.2026", "reply_by": "27.11.2026", "mend_by": "27.11.2026", "pay_by": "30.11.2026", "at": "2026-11-22T14:05:00+00:00",
    "until": "2026-11-22T14:05:00+00:00", "since": "2026-11-22", "valid_to": "2026-11-22",
    "qepik": 2500, "amount": 2500, "balance": 120, "sum": "25,00 ₼", "reason": "sənəd oxunmur", "why": "yol bağlıdır",
    "trip": "BG-101", "ride": "Bakı – Gəncə, 24.11.2026 09:00", "seats": "12, 13", "origin": "Bakı", "target": "Gəncə",
    "loading": "Bakı", "unloading": "Göyçay", "goods": "alma, 12 000 kq", "title": "Ödəniş səhifəsi açılmır",
    "type": "Yük daşınması icazəsi", "about": "icazə", "defect": "sığorta bitib", "what": "yola düşmə", "service": "aynaVehicle", "known_as": "Yük daşınması üçün icazə",
    "subject": "Dövlət qulluğu", "facts": "3", "body": "Azərbaycan Yerüstü Nəqliyyat Agentliyi", "text": "Yeni imkanlar",
    "way": "", "order": "", "fields": ["address"], "field": "phone", "item": "Dövlət rüsumu",
}  # fmt: skip


class Sample(dict[str, Any]):
    """Params in which every name means something."""

    def __missing__(self, name: str) -> Any:
        """Return the usual value of the name."""
        return USUAL.get(name, name)


@dataclass(frozen=True, slots=True)
class Previewed:
    """A template in one language: its words, and the SMS that they make."""

    language: str
    wording: Wording
    sms: Fitted | None


def sample_of(kind: NotificationTemplate) -> Params:
    """Return params with which the template can be shown."""
    known = Sample(kind.sample)
    return Sample({name: known[name] for name in NAMES.findall(f"{kind.title} {kind.body}")} | kind.sample)


def previews(kind: NotificationTemplate, most_parts: int) -> list[Previewed]:
    """Return the template in every language. Raises whatever a template of a room raises that gave it no fitting sample."""
    params, found = sample_of(kind), []
    for language in LANGUAGES:
        with in_language(language):
            told = kind.words(params) if kind.words else params
            wording = Wording(filled(kind.title, told), filled(kind.body, told))
        sms = fitted(f"{wording.title}. {wording.body}", most_parts) if kind.goes_by("sms") else None
        found.append(Previewed(language, wording, sms))
    return found
