"""The points of the model form of an administrative regulation (decision 191/2011, form 1), in the act's words."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Point:
    """A point: its number, its words, whether something must stand there (None: a heading)."""

    no: str
    label: str
    wanted: bool | None = True

    @property
    def depth(self) -> int:
        """How deep it stands: 1 for the three parts."""
        return self.no.count(".") + 1


ALWAYS_OPEN: Final = (
    "İnformativ növlü elektron xidmətlər istifadəçilər üçün daim açıqdır və müraciət edilməsi hər hansı qaydada "
    "məhdudlaşdırıla bilməz."
)
FIXED: Final = {"3.1": ALWAYS_OPEN}
POINTS: Final = (
    Point("1", "Ümumi müddəalar", None),
    Point("1.1", "Elektron xidmətin adı"),
    Point("1.2", "Elektron xidmətin məzmunu"),
    Point("1.3", "Elektron xidmətin göstərilməsinin hüquqi əsası"),
    Point("1.4", "Elektron xidməti göstərən dövlət qurumunun adı"),
    Point("1.5", "Elektron xidmətin digər icraçıları"),
    Point("1.6", "Elektron xidmətin avtomatlaşdırılma səviyyəsi"),
    Point("1.7", "Elektron xidmətin icra müddəti"),
    Point("1.8", "Elektron xidmətin göstərilməsinin nəticəsi"),
    Point("2", "Elektron xidmətin göstərilməsinin həyata keçirilməsi", None),
    Point("2.1", "Elektron xidmətin növü"),
    Point("2.2", "Elektron xidmət üzrə ödəniş"),
    Point("2.2.1", "Ödənişlidirsə, məbləğ, hüquqi əsas, bank rekvizitləri və ödəmə üsulları", wanted=False),
    Point("2.3", "Elektron xidmətin istifadəçiləri"),
    Point("2.4", "Elektron xidmətin təqdim olunma yeri"),
    Point("2.5", "Elektron xidmət barədə məlumatlandırma"),
    Point("2.6", "Elektron xidmətin göstərilməsi üçün tələb olunan sənədlər və onların təqdim olunma forması", None),
    Point("2.6.1", "Tələb olunan sənədlər dövlət orqanlarının informasiya ehtiyatında olduqda"),
    Point("2.6.2", "Tələb olunan məlumatlar və sənədlər dövlət orqanlarının informasiya ehtiyatında olmadıqda"),
    Point("3", "Elektron xidmətin göstərilməsi üçün inzibati prosedurlar", None),
    Point("3.1", "İnformativ növlü elektron xidmətlərin açıqlığı"),
    Point("3.2", "İnteraktiv elektron xidmətlər üçün sorğu", None),
    Point("3.2.1", "Sorğunun formalaşdırılması"),
    Point("3.2.2", "Sorğunun qəbulu"),
    Point("3.3", "Elektron xidmətin göstərilməsi və ya imtina edilməsi", None),
    Point("3.3.1", "Sorğunun yerinə yetirilməsindən imtina halları"),
    Point("3.3.2", "Sorğunun qəbulu"),
    Point("3.4", "Sorğunun icrası", None),
    Point("3.4.1", "Ardıcıl hər bir inzibati əməliyyat, o cümlədən məsul şəxs haqqında məlumat"),
    Point("3.4.2", "Hər bir inzibati əməliyyatın məzmunu və (maksimal) yerinə yetirilmə müddəti"),
    Point("3.4.3", "İnzibati əməliyyatda iştirak edən digər dövlət orqanı haqqında məlumat"),
    Point("3.4.4", "Hər bir inzibati prosedurun nəticəsi və onun verilməsi qaydası"),
    Point("3.5", "Elektron xidmətin yerinə yetirilməsinə nəzarət", None),
    Point("3.5.1", "Nəzarət forması"),
    Point("3.5.2", "Nəzarət qaydası"),
    Point("3.6", "Elektron xidmətin göstərilməsi üzrə mübahisələr", None),
    Point("3.6.1", "İstifadəçinin şikayət etmək hüququ haqqında məlumat"),
    Point("3.6.2", "Şikayətin əsaslandırılması və baxılması üçün lazım olan informasiya"),
    Point("3.6.3", "Şikayətin baxılma müddəti"),
)
WRITTEN: Final = tuple(point for point in POINTS if point.wanted is not None)


def missing_points(texts: dict[str, str]) -> list[Point]:
    """Return the points that must not be empty and are."""
    return [
        point for point in WRITTEN if point.wanted and point.no not in FIXED and not texts.get(point.no, "").strip()
    ]
