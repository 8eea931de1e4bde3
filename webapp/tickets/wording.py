"""Words for what the tables keep as codes."""

from typing import Final

from webapp.core.text import Text, _l

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
