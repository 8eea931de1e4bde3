"""Typed refusals of the room."""

from typing import Final

from webapp.core.errors import Conflict, Invalid, NotFound, constraint
from webapp.core.text import Text, _l


class NoSuchPermit(NotFound):
    """There is no such permit, or it is not the actor's."""

    code = "no-such-permit"
    text = _l("Belə icazə tapılmadı.")


class NoSuchRow(NotFound):
    """There is no such row of law."""

    code = "no-such-row"
    text = _l("Belə sətir yoxdur.")


class RowNotReadable(Invalid):
    """The content does not fit the family."""

    code = "row-not-readable"
    text = _l("Sətrin məzmunu natamamdır və ya növünə uyğun deyil.")


class RowNotNewer(Conflict):
    """A row is never edited: the new one must begin later than those there are, and not in the past."""

    code = "row-not-newer"
    text = _l(
        "Köhnə sətir dəyişdirilmir. Yeni sətrin qüvvəyə minmə tarixi bu gündən tez və mövcud sətirlərdən əvvəl ola bilməz."
    )


class ExceptedByLaw(Conflict):
    """The charter (5.1.9) excepts this case: it is kept elsewhere."""

    code = "excepted-by-law"
    text = _l("Bu hal Əsasnamənin 5.1.9-cu bəndi ilə istisna edilib: belə icazə burada yaradıla bilməz.")


class TypeNotInForce(Conflict):
    """No row of the type is in force on the day."""

    code = "type-not-in-force"
    text = _l("Bu icazə növü göstərilən gündə qüvvədə deyil.")


class VehicleHasCard(Conflict):
    """One valid card of a kind for one vehicle."""

    code = "vehicle-has-card"
    text = _l("Nəqliyyat vasitəsinin bu növ üzrə qüvvədə olan kartı artıq var. Bir vasitəyə ikinci kart verilmir.")


class HolderHasPermit(Conflict):
    """A holder has one permit of a type; vehicles are added by annex."""

    code = "holder-has-permit"
    text = _l("Sizin bu növ üzrə qüvvədə olan icazəniz var. Nəqliyyat vasitəsini ona əlavə etmək üçün əlavə istəyin.")


class VehicleHasMark(Conflict):
    """Marks of one vehicle do not overlap."""

    code = "vehicle-has-mark"
    text = _l("Bu nəqliyyat vasitəsinin göstərilən dövr üçün nişanı artıq var.")


class NotOfThisFleet(Conflict):
    """The vehicle is not the holder's."""

    code = "not-of-this-fleet"
    text = _l("Nəqliyyat vasitəsi reyestrdə sizin adınıza deyil və istifadənizdə görünmür.")


class CapReached(Conflict):
    """The cap of the territory is reached; `place` in the queue."""

    code = "cap-reached"
    text = _l("Bu ərazi üzrə kartların sayı həddə çatıb. Müraciət imza vaxtına görə növbədədir.")

    def __init__(self, place: int) -> None:
        text: Text = _l(
            "Bu ərazi üzrə kartların sayı həddə çatıb. Müraciət imza vaxtına görə növbədədir: %(place)d-ci yer.",
            place=place,
        )
        super().__init__(text, place=place)
        self.place = place


class OperationNotAllowed(Conflict):
    """The permit is in a state in which this is not done."""

    code = "operation-not-allowed"
    text = _l("İcazənin hazırkı vəziyyətində bu əməliyyat mümkün deyil.")


class NotCured(Conflict):
    """What the permit was suspended for is not mended."""

    code = "not-cured"
    text = _l("Dayandırmaya səbəb olan çatışmazlıq aradan qaldırılmayıb.")


class ChoosePermit(Invalid):
    """The permit is not said, or is of another type."""

    code = "choose-permit"
    text = _l("Əməliyyatın aid olduğu icazəni seçin.")


class NothingChanged(Conflict):
    """Re-registration follows a change of name, address, legal form or plate."""

    code = "nothing-changed"
    text = _l(
        "Reyestrdə ad, ünvan, hüquqi forma və ya qeydiyyat nişanı dəyişməyib: yenidən rəsmiləşdirməyə səbəb yoxdur."
    )


class NothingAsked(Invalid):
    """An annex adds or removes at least one vehicle."""

    code = "nothing-asked"
    text = _l("Əlavə edilən və ya çıxarılan ən azı bir nəqliyyat vasitəsi seçin.")


class PeriodNotPossible(Invalid):
    """The days of a trip or a mark's period cannot be so."""

    code = "period-not-possible"
    text = _l("Göstərilən müddət mümkün deyil.")


ONE_CARD: Final = constraint("one_card_of_a_vehicle", VehicleHasCard)
ONE_PERMIT: Final = constraint("one_permit_of_a_holder", HolderHasPermit)
ONE_ROW: Final = constraint("uq_permit_law_rows_key", RowNotNewer)
NOT_EXCEPTED: Final = constraint("ck_permits_not_excepted", ExceptedByLaw)
