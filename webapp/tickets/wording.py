"""Words for what the tables keep as codes."""

from typing import Final

from webapp.core.text import Text, _l

STATES: Final[dict[str, tuple[Text, str]]] = {
    "held": (_l("Ödəniş gözləyir"), "warning"),
    "paid": (_l("Ödənilib"), "success"),
    "lapsed": (_l("Müddəti bitib"), "neutral"),
    "given_up": (_l("Ləğv edilib"), "neutral"),
}
TICKET_STATES: Final[dict[str, Text]] = {
    "unplaced": _l("Yeri yoxdur: seçim gözlənilir"),
    "refunded": _l("Qaytarılıb"),
    "exchanged": _l("Dəyişdirilib"),
    "void": _l("Ləğv edilib"),
}
BENEFITS: Final = (_l("Əlilliyi olan şəxs"), _l("Şəhid ailəsinin üzvü"), _l("Müharibə veteranı"))
"""Titles of the groups that the first rows of the table name: kept there in Azerbaijani, shown in the reader's language."""
STEPS: Final[dict[str, Text]] = {
    "tickets.held": _l("Avtobusda yer saxlanıldı"),
    "tickets.paid": _l("Biletlər verildi"),
    "tickets.adopted": _l("Qonağın sifarişi kabinetə əlavə edildi"),
    "tickets.taken_anew": _l("Gec gələn ödəniş üçün yerlər yenidən tutuldu"),
    "tickets.lapsed": _l("Yerlərin saxlanma müddəti bitdi"),
    "tickets.given_up": _l("Sifariş ləğv edildi"),
    "tickets.checked_in": _l("Bilet minikdə yoxlanıldı"),
    "tickets.road_opened": _l("Müfəttiş yolda reysin siyahısına baxdı"),
    "tickets.road_checked": _l("Müfəttiş yolda bileti yoxladı"),
}
