"""The five state bodies of the demonstration with their staff lists. VÖENs are those that the mock registers know."""

from dataclasses import dataclass
from typing import Final

AGENCY, MINISTRY, EXAM_CENTRE, POLICE, STATISTICS = (
    "9910000111",
    "9910000241",
    "9910000371",
    "9910000521",
    "9910000781",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a staff list: title, class, how many in each unit."""

    title: str
    post_class: str
    places: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its category, its units, how many of its places are filled."""

    voen: str
    name: str
    kind: str
    address: str
    units: tuple[str, ...]
    filled: int


BODIES: Final = (
    Body(MINISTRY, "Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi", "1", "Bakı şəhəri, Zərifə Əliyeva küçəsi 77",
         ("Kadrlar şöbəsi", "Nəqliyyat siyasəti şöbəsi", "Hüquq şöbəsi"), 30),
    Body(AGENCY, "Azərbaycan Yerüstü Nəqliyyat Agentliyi", "2", "Bakı şəhəri, Tbilisi prospekti 1054",
         ("Daşımalar şöbəsi", "Nəzarət şöbəsi", "Rəqəmsal xidmətlər şöbəsi"), 28),
    Body(EXAM_CENTRE, "Dövlət İmtahan Mərkəzi", "1", "Bakı şəhəri, Bakıxanov küçəsi 1",
         ("Reyestr şöbəsi", "İmtahanlar şöbəsi"), 20),
    Body(POLICE, "Baş Dövlət Yol Polisi İdarəsi", "2", "Bakı şəhəri, Moskva prospekti 78",
         ("Qeydiyyat şöbəsi", "Uçot şöbəsi"), 18),
    Body(STATISTICS, "Dövlət Statistika Komitəsi", "2", "Bakı şəhəri, İnşaatçılar prospekti 81",
         ("Nəqliyyat statistikası şöbəsi", "Əmək statistikası şöbəsi"), 16),
)  # fmt: skip
STAFF: Final = (
    Place("Şöbə müdiri", "a4", 1),
    Place("Sektor müdiri", "a5", 2),
    Place("Baş məsləhətçi", "a5", 3),
    Place("Böyük məsləhətçi", "a6", 4),
    Place("Məsləhətçi", "a7", 4),
    Place("Baş mütəxəssis", "y1", 1),
    Place("Mütəxəssis", "y3", 1),
)
