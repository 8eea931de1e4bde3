"""How states and steps are said."""

from typing import Final

from webapp.catalogue.rules import Draft, Standing, State
from webapp.core.text import Text, _l

Tagged = tuple[Text, str]

STATES: Final[dict[str, Tagged]] = {
    State.DRAFT: (_l("Qaralama"), "neutral"),
    State.APPLIED: (_l("Qərar gözləyir"), "info"),
    State.ACCEPTED: (_l("Qəbul edilib"), "success"),
    State.REFUSED: (_l("İmtina edilib"), "danger"),
    State.WITHDRAWN: (_l("Geri götürülüb"), "neutral"),
}
STANDINGS: Final[dict[str, Tagged]] = {
    Standing.LISTED: (_l("Siyahıdadır, qeydə alınmayıb"), "neutral"),
    Standing.REGISTERED: (_l("Reyestrdədir"), "success"),
    Standing.CANCELLED: (_l("Qeydə alınması ləğv edilib"), "danger"),
    Standing.REPEALED: (_l("Siyahıdan çıxarılıb"), "danger"),
}
DRAFTS: Final[dict[str, Tagged]] = {
    Draft.DRAFT: (_l("Hazırlanır"), "neutral"),
    Draft.OPEN: (_l("Müzakirə gedir"), "info"),
    Draft.CLOSED: (_l("Müzakirə bitib"), "brand"),
    Draft.APPROVED: (_l("Təsdiq edilib"), "success"),
    Draft.WITHDRAWN: (_l("Geri götürülüb"), "danger"),
}
STEPS: Final[dict[str, Text]] = {
    "started": _l("Müraciət qaralaması açıldı"),
    "apply": _l("Müraciət imzalandı və göndərildi"),
    "accept": _l("Müraciət qəbul edildi"),
    "refuse": _l("Müraciətdən imtina edildi"),
    "withdraw": _l("Müraciət geri götürüldü"),
    "registered": _l("Elektron xidmət reyestrə daxil edildi"),
    "amended": _l("Reyestrdəki məlumata düzəliş edildi"),
    "cancelled": _l("Qeydə alınma ləğv edildi, xidmət reyestrdən çıxarıldı"),
    "drafted": _l("Reqlament layihəsi açıldı"),
    "edited": _l("Reqlament layihəsi dəyişdirildi"),
    "publish": _l("Layihə ictimai müzakirəyə çıxarıldı"),
    "answer": _l("Rəyə cavab verildi"),
    "consent": _l("Digər orqanın razılığı qeyd edildi"),
    "close": _l("İctimai müzakirə yekunlaşdı"),
    "approve": _l("İnzibati reqlament təsdiq edildi"),
    "drop": _l("Layihə geri götürüldü"),
    "proposed": _l("Siyahıya dair təkliflər fayl kimi verildi"),
    "card": _l("Orqanın kartı yeniləndi"),
}
PROBLEMS: Final = frozenset({"refuse", "cancelled", "drop"})
