"""The words for statements, bookings, lines of the day and what the journal says."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.settlements.rules import Kind, Line

STATES: Final[dict[str, tuple[Text, str]]] = {
    "drawn": (_l("Birinci təsdiq gözlənilir"), "warning"),
    "agreed": (_l("İkinci təsdiq gözlənilir"), "warning"),
    "approved": (_l("Ödənilməlidir"), "info"),
    "paid": (_l("Ödənilib"), "success"),
}
KINDS: Final[dict[Kind, Text]] = {
    Kind.SOLD: _l("Satış"),
    Kind.REFUNDED: _l("Qaytarma"),
    Kind.EXCHANGED: _l("Dəyişdirmə"),
    Kind.VOID: _l("Ləğv"),
    Kind.SURCHARGE: _l("Dəyişdirmə əlavəsi"),
    Kind.CARD_RIDES: _l("Kartla gediş"),
}
LINES: Final[dict[Line, Text]] = {
    Line.PROVIDERS: _l("Ödəniş sistemi ilə tutuşdurma"),
    Line.PAYMENT_DIFFERENCES: _l("Ödəniş sistemləri üzrə həll edilməmiş fərqlər"),
    Line.SHIFTS_OPEN: _l("Açıq qalmış növbə"),
    Line.TILLS: _l("Z-hesabat və uçot jurnalı"),
    Line.CASH_DIFFERENCES: _l("Kassada artıq və ya əskik vəsait"),
    Line.CARDS: _l("Nəqliyyat kartlarının qalığı"),
    Line.TICKETS: _l("Bölüşdürülməmiş bilet vəsaiti"),
    Line.TRIAL_BALANCE: _l("Dövriyyə balansı"),
}
COUNTED: Final = frozenset({Line.PAYMENT_DIFFERENCES, Line.SHIFTS_OPEN})
STEPS: Final[dict[str, Text]] = {
    "statement_drawn": _l("Daşıyıcı ilə hesablaşma tərtib edildi"),
    "statement_approved": _l("Daşıyıcı ilə hesablaşma təsdiq edildi"),
    "statement_paid": _l("Daşıyıcı ilə hesablaşma ödənildi"),
    "statement_exported": _l("Hesablaşma fayl kimi yükləndi"),
    "account_set": _l("Daşıyıcının bank hesabı yazıldı"),
    "day_checked": _l("Günün hesabları yoxlanıldı"),
    "day_closed": _l("Gün bağlandı"),
    "difference_assigned": _l("Günün fərqi əməkdaşa tapşırıldı"),
    "difference_closed": _l("Günün fərqi həll edildi"),
    "report_exported": _l("Satış hesabatı fayl kimi yükləndi"),
}
PROVIDERS: Final[dict[str, str]] = {"asan_odenis": "ASAN ödəniş", "stripe": "Stripe"}
PLACED: Final = frozenset({Line.PROVIDERS, Line.SHIFTS_OPEN, Line.TILLS, Line.CASH_DIFFERENCES})


def where_of(line: str, subject: str) -> str:
    """Return the payment system or the till that a line of the day is about, "" for one about the whole house."""
    return PROVIDERS.get(subject, subject) if line in PLACED else ""
