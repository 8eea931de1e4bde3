"""Codes of the room in words."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.transport_card.models import Card
from webapp.transport_card.rules import State

STATES: Final[dict[str, tuple[Text, str]]] = {
    "new": (_l("Satılmayıb"), "neutral"),
    "active": (_l("Aktivdir"), "success"),
    "blocked": (_l("Bloklanıb"), "warning"),
    "lost": (_l("İtirilib"), "danger"),
    "expired": (_l("Müddəti bitib"), "neutral"),
    "closed": (_l("Bağlanıb"), "neutral"),
}
DEBT: Final[tuple[Text, str]] = (_l("Balans artırılana qədər bloklanıb"), "warning")
STOPPED: Final[dict[str, Text]] = {
    "debt": _l("Səbəb: balans sıfırdan aşağıdır. Balansı artıran kimi kart yenidən işləyəcək."),
    "owner": _l("Səbəb: siz blokladınız."),
    "office": _l("Səbəb: agentlik bloklayıb."),
    "lost": _l("Səbəb: kart itirilmiş elan edilib."),
    "expired": _l("Səbəb: kartın müddəti bitib."),
    "closed": _l("Səbəb: kart bağlanıb."),
}
KINDS: Final[dict[str, Text]] = {
    "plastic": _l("Plastik kart"),
    "paper": _l("Kağız kart"),
    "virtual": _l("Telefonda kart"),
}
REASONS: Final[dict[str, Text]] = {
    "unknown_card": _l("Kart tanınmadı"),
    "not_sold": _l("Kart satılmayıb"),
    "blocked": _l("Kart bloklanıb"),
    "closed": _l("Kart bağlanıb"),
    "expired": _l("Kartın müddəti bitib"),
    "code_over": _l("Telefondakı kodun vaxtı keçib"),
    "no_money": _l("Balans çatmır"),
    "no_rides": _l("Gediş qalmayıb"),
    "pass_back": _l("Kart bu avtobusda indicə oxunub"),
    "clock_ahead": _l("Validatorun saatı irəlidir"),
    "too_old": _l("Məlumat gec göndərilib"),
    "no_tariff": _l("Marşrutun tarifi yoxdur"),
}
MOVEMENTS: Final[dict[str, Text]] = {
    "card_topup": _l("Balansın artırılması"),
    "card_fare": _l("Gediş haqqı"),
    "card_transfer": _l("Qalığın köçürülməsi"),
    "card_refund": _l("Vəsaitin qaytarılması"),
    "card_payout_due": _l("Nağd qaytarılmalı qalıq"),
}
TOP_UPS: Final[dict[str, tuple[Text, str]]] = {
    "asked": (_l("Ödəniş gözləyir"), "neutral"),
    "pending": (_l("Ödənilib, karta yazılır"), "info"),
    "credited": (_l("Karta yazılıb"), "success"),
    "reversed": (_l("Qaytarılıb"), "warning"),
    "lapsed": (_l("Ödənilməyib"), "neutral"),
}
AUDIT: Final[dict[str, Text]] = {
    "transport_card.stock_made": _l("Kartlar buraxıldı"),
    "transport_card.card_sell": _l("Kart verildi"),
    "transport_card.card_block": _l("Kart bloklandı"),
    "transport_card.card_unblock": _l("Kartın bloku açıldı"),
    "transport_card.card_lose": _l("Kart itirilmiş elan edildi"),
    "transport_card.card_expire": _l("Kartın müddəti bitdi"),
    "transport_card.card_close": _l("Kart bağlandı"),
    "transport_card.card_linked": _l("Kart kabinetə əlavə olundu"),
    "transport_card.card_unlinked": _l("Kart kabinetdən çıxarıldı"),
    "transport_card.card_arranged": _l("Kartın adı və bildiriş həddi dəyişdirildi"),
    "transport_card.card_credited": _l("Vəsait karta yazıldı"),
    "transport_card.card_reversed": _l("Karta yazılmayan vəsait qaytarıldı"),
    "transport_card.card_balance_moved": _l("Qalıq başqa karta köçürüldü"),
    "transport_card.card_paid_out": _l("Kartın qalığı nağd verildi"),
    "transport_card.validator_registered": _l("Validator qeydiyyata alındı"),
    "transport_card.validator_revoked": _l("Validatorun qeydiyyatı ləğv edildi"),
    "transport_card.product_row": _l("Kart növünün şərtləri yazıldı"),
    "transport_card.tariff_row": _l("Marşrutun tarifi yazıldı"),
}


def state_of(card: Card) -> tuple[Text, str]:
    """Return how a card stands, in words and with the tone to show it in."""
    return DEBT if card.block_reason == "debt" else STATES[State(card.state)]


def masked(card: Card) -> str:
    """Return a card's number as it may be seen over a shoulder."""
    return f"•••• {card.tail}"
