"""Words for what the tables keep as codes."""

from typing import Final

from webapp.core.text import Text, _l

KINDS: Final[dict[str, Text]] = {
    "city": _l("Şəhərdaxili"),
    "intercity": _l("Şəhərlərarası"),
    "international": _l("Beynəlxalq"),
}
RIDERS: Final[dict[str, Text]] = {
    "adult": _l("Böyük"),
    "child": _l("10 yaşınadək uşaq"),
    "lap": _l("5 yaşınadək, yersiz"),
}
STATES: Final[dict[str, tuple[Text, str]]] = {
    "held": (_l("Ödəniş gözləyir"), "warning"),
    "paid": (_l("Ödənilib"), "success"),
    "lapsed": (_l("Müddəti bitib"), "neutral"),
    "given_up": (_l("Ləğv edilib"), "neutral"),
}
STEPS: Final[dict[str, Text]] = {
    "tickets.held": _l("Avtobusda yer saxlanıldı"),
    "tickets.paid": _l("Biletlər verildi"),
    "tickets.lapsed": _l("Yerlərin saxlanma müddəti bitdi"),
    "tickets.given_up": _l("Sifariş ləğv edildi"),
    "tickets.checked_in": _l("Bilet minikdə yoxlanıldı"),
}
