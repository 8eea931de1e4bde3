"""Stages and outcomes of competitions in words."""

from typing import Final

from webapp.core.text import Text, _l

STAGES: Final[dict[str, tuple[Text, str]]] = {
    "open": (_l("Qeydiyyat açıqdır"), "success"),
    "judged": (_l("Qeydiyyat bağlanıb, nəticə gözlənilir"), "info"),
    "published": (_l("Nəticələr elan edilib"), "neutral"),
    "cancelled": (_l("Ləğv edilib"), "danger"),
}
OUTCOMES: Final[dict[str, tuple[Text, str]]] = {
    "waiting": (_l("Nəticə hələ elan edilməyib"), "info"),
    "first": (_l("Ən yüksək nəticə: vəzifəyə namizəd göstərilir"), "success"),
    "reserve": (_l("Keçdi, ehtiyat kadr siyahısındadır"), "success"),
    "not_passed": (_l("Keçmədi"), "neutral"),
    "absent": (_l("İmtahanda iştirak etməyib"), "neutral"),
}
STEPS: Final[dict[str, Text]] = {
    "competition_announced": _l("Müsabiqə elan edildi"),
    "competition_cancelled": _l("Müsabiqə ləğv edildi"),
    "competition_published": _l("Müsabiqənin nəticələri elan edildi"),
    "candidate_registered": _l("Namizəd qeydiyyatdan keçdi"),
    "candidate_withdrew": _l("Namizəd qeydiyyatını geri götürdü"),
    "candidate_scored": _l("Namizədin balları yazıldı"),
}
