"""The words for movements, methods, categories, shifts and what the journal says."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.tills.rules import Category, Kind, Method

KINDS: Final[dict[Kind, Text]] = {
    Kind.TICKETS: _l("Bilet satışı"),
    Kind.CARD: _l("Kart satışı"),
    Kind.TOP_UP: _l("Kartın artırılması"),
    Kind.REFUND: _l("Biletin qaytarılması"),
    Kind.VOID: _l("Səhv satışın ləğvi"),
    Kind.PAYOUT: _l("Bağlanmış kartın qalığı"),
    Kind.CASH_IN: _l("Kassaya mədaxil"),
    Kind.CASH_OUT: _l("Kassadan məxaric (inkassasiya)"),
    Kind.DIFFERENCE: _l("Artıq və ya əskik vəsait"),
}
METHODS: Final[dict[Method, Text]] = {Method.CASH: _l("Nağd"), Method.TERMINAL: _l("Terminal")}
CATEGORIES: Final[dict[Category, Text]] = {
    Category.FIRST: _l("I kateqoriyalı avtovağzal"),
    Category.SECOND: _l("II kateqoriyalı avtovağzal"),
    Category.SMALL_FIRST: _l("I kateqoriyalı kiçik avtovağzal"),
    Category.SMALL_OTHER: _l("II–III kateqoriyalı kiçik avtovağzal"),
}
ASKS: Final[dict[str, tuple[Text, str]]] = {
    "waiting": (_l("Qərar gözləyir"), "warning"),
    "agreed": (_l("Razılıq verilib, qaytarıla bilər"), "success"),
    "refused": (_l("Rədd edilib"), "danger"),
    "given": (_l("Qaytarılıb"), "neutral"),
    "over": (_l("Vaxtı bitib"), "neutral"),
}
LATE: Final = (_l("Bağlanmalıdır"), "danger")
STEPS: Final[dict[str, Text]] = {
    "shift_opened": _l("Kassada növbə açıldı"),
    "shift_closed": _l("Kassada növbə bağlandı"),
    "tickets": _l("Kassada bilet satıldı"),
    "card": _l("Kassada nəqliyyat kartı satıldı"),
    "top_up": _l("Kassada nəqliyyat kartı artırıldı"),
    "refund": _l("Kassada bilet qaytarıldı"),
    "void": _l("Kassada səhv satış ləğv edildi"),
    "second_asked": _l("Böyük qaytarma üçün ikinci əməkdaşdan soruşuldu"),
    "second_agreed": _l("Böyük qaytarmaya razılıq verildi"),
    "second_refused": _l("Böyük qaytarma rədd edildi"),
    "second_given": _l("Razılıq verilmiş məbləğ qaytarıldı"),
    "payout": _l("Kassada bağlanmış kartın qalığı verildi"),
    "cash_in": _l("Kassaya nağd vəsait verildi"),
    "cash_out": _l("Kassadan nağd vəsait götürüldü"),
    "benefit_seen": _l("Kassada güzəşt sənədi göstərildi"),
    "keeper_set": _l("Stansiyanı saxlayan qeyd edildi"),
    "share_set": _l("Stansiyanın payı qeyd edildi"),
    "till_added": _l("Kassa yaradıldı"),
    "till_used": _l("Kassa istifadəyə verildi"),
    "till_put_away": _l("Kassa istifadədən çıxarıldı"),
    "report_exported": _l("Kassa hesabatı fayl kimi yükləndi"),
}
