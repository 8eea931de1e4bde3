"""Words for kinds of periods, for why they count, and for a length itself."""

from typing import Final

from webapp.civil_service.length.calendar import Span
from webapp.civil_service.length.rules import Effect, Kind, Reason
from webapp.core.text import Text, _, _l, _n

KINDS: Final[dict[Kind, Text]] = {
    Kind.POST: _l("Dövlət qulluğu vəzifəsi"),
    Kind.PROBATION: _l("Dövlət qulluğunda sınaq müddəti"),
    Kind.TRAINEE: _l("Dövlət qulluğunda stajçı"),
    Kind.SPECIAL: _l("Dövlət qulluğunun xüsusi növü (rütbəli vəzifə)"),
    Kind.CONSCRIPTION: _l("Müddətli həqiqi hərbi xidmət"),
    Kind.PAID_LEAVE: _l("Ödənişli məzuniyyət"),
    Kind.CHILD_LEAVE: _l("Uşağa qulluq üçün qismən ödənişli məzuniyyət"),
    Kind.STUDY: _l("Təhsil məzuniyyəti"),
    Kind.UNPAID_LEAVE: _l("Ödənişsiz məzuniyyət"),
    Kind.SUSPENSION: _l("Vəzifədən kənarlaşdırılma"),
    Kind.OTHER_WORK: _l("Dövlət qulluğuna aid olmayan iş"),
}
EFFECTS: Final[dict[Effect, Text]] = {
    Effect.COUNTS: _l("Sayılır"),
    Effect.NOT: _l("Sayılmır"),
    Effect.TAKEN: _l("Staja daxil edilmir, başqa dövrdən də çıxılır"),
    Effect.BETWEEN: _l("İki qulluq arasında olduqda sayılır"),
}
REASONS: Final[dict[Reason, Text]] = {
    Reason.COUNTED: _l("Bütün günləri sayılır."),
    Reason.IN_ANOTHER: _l("Bu günlər başqa dövrdə artıq sayılıb: eyni gün iki dəfə sayılmır."),
    Reason.PARTLY_IN_ANOTHER: _l("Bir hissəsi başqa dövrdə artıq sayılıb: eyni gün iki dəfə sayılmır."),
    Reason.PARTLY_TAKEN: _l("Staja daxil edilməyən günlər çıxılıb, qalanı sayılır."),
    Reason.ALL_TAKEN: _l("Bütün günləri staja daxil edilməyən dövrə düşür."),
    Reason.TAKES: _l("Staja daxil edilmir: bu günlər qulluq dövründən çıxılıb."),
    Reason.TAKES_NOTHING: _l("Staja daxil edilmir; çıxılası gün də yoxdur."),
    Reason.NOT_OF_LAW: _l("Bu növ dövr dövlət qulluğu stajına daxil edilmir."),
    Reason.NO_SERVICE_BEFORE: _l("Sayılmır: çağırışdan bilavasitə əvvəl dövlət qulluğu vəzifəsi yoxdur."),
    Reason.NO_SERVICE_AFTER: _l(
        "Sayılmır: xidmətdən sonra bilavasitə yenidən dövlət qulluğu vəzifəsinə təyinat yoxdur."
    ),
    Reason.AHEAD: _l("Bu gün hələ başlamayıb, hesablamaya girmir."),
}
GOOD: Final = frozenset({Reason.COUNTED, Reason.IN_ANOTHER, Reason.PARTLY_IN_ANOTHER, Reason.PARTLY_TAKEN})


def span_text(span: Span) -> str:
    """Return a length in words of the page's language: 14 il 2 ay 20 gün."""
    parts = (
        (span.years, _n("%(num)s il", "%(num)s il", span.years)),
        (span.months, _n("%(num)s ay", "%(num)s ay", span.months)),
        (span.days, days_text(span.days)),
    )
    return " ".join(words for number, words in parts if number) or _("0 gün")


def days_text(days: int) -> str:
    """Return a number of days in words."""
    return _n("%(num)s gün", "%(num)s gün", days)
