"""What is looked at before a system or a service is connected: decision 118/2014, annex 2; decision 615/2017, annex 3."""

from dataclasses import dataclass
from typing import Final

from webapp.core.text import Text, _l


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at: its clause and how it is said."""

    code: str
    clause: str
    text: Text


PARTS: Final[tuple[tuple[str, Text, tuple[Item, ...]], ...]] = (
    (
        "connect",
        _l("Qoşulma imkanları"),
        (
            Item("channel", "4.1.1", _l("Sistemlə Portal arasında təhlükəsiz rabitə kanalı var")),
            Item("server", "4.1.2", _l("Təhlükəsizlik serveri quraşdırılıb və mərkəzi serverdə qeydiyyatdan keçib")),
            Item("adapter", "4.1.4", _l("Uyğunlaşdırma serveri qurulub, konfiqurasiyası təhlükəsizlik serverindədir")),
            Item("soap", "5.1", _l("Sistem SOAP sorğuları ilə işləyir")),
        ),
    ),
    (
        "use",
        _l("İstifadə imkanları"),
        (
            Item("interface", "2.5", _l("İstifadəçi interfeysi yalnız icazəsi olanlara xidmət verir")),
            Item("askers", "4.1.3", _l("Sorğu vermək hüququ olan şəxslər və ya vəzifələr təyin edilib")),
            Item("administrator", "4.1.6", _l("Server inzibatçısı təyin edilib")),
            Item("capacity", "5.3, 5.4", _l("Cavab müddəti və saniyədə 60 sorğunun emalı təmin edilir")),
        ),
    ),
    (
        "security",
        _l("Təhlükəsizlik"),
        (
            Item("protection", "4.1.5; 615/2017, 3.1.5", _l("Sistemin informasiya təhlükəsizliyi təmin edilib")),
            Item("levels", "6.1, 6.2", _l("Mühafizə işçi yeri, alt struktur və müəssisə səviyyələrində qurulub")),
            Item("keys", "6.2.3", _l("Məlumatlar açarlarla şifrələnir")),
            Item("counter", "6.2.4", _l("“Əks-sorğu” müdafiəsi var")),
            Item("journal", "6.3", _l("Şifrələnmiş qeydiyyat jurnalı aparılır")),
            Item("station", "2.7", _l("Monitorinq stansiyasının ötürülən məlumatlara girişi yoxdur")),
        ),
    ),
)
TEST: Final[tuple[Item, ...]] = (
    Item("requirements", "3.9", _l("Xidmət Texniki Tələblərə uyğundur")),
    Item("regulation", "3.9", _l("Xidmət inzibati reqlamentə uyğundur")),
    Item("answers", "3.8.2", _l("Sınaq məlumatları ilə sorğular düzgün cavablandırılır")),
    Item("limits", "5.2, 5.3", _l("Sorğunun həcmi və cavab müddəti həddi aşmır")),
    Item("denies", "3.8.3", _l("Hüququ olmayan müştəriyə cavab verilmir")),
)


def participant_items() -> tuple[Item, ...]:
    """Return the items of all three parts."""
    return tuple(item for _code, _title, items in PARTS for item in items)
