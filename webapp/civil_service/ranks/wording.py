"""Words for what is missing for a rank."""

from typing import Final

from webapp.civil_service.length.wording import span_text
from webapp.civil_service.ranks.rules import Lack, Missing
from webapp.core.text import Text, _, _l
from webapp.ui.filters import day

SHORT: Final[dict[str, Text]] = {
    Lack.NOT_IN_SERVICE.value: _l("Qulluqda deyil"),
    Lack.NOT_ADMINISTRATIVE.value: _l("İnzibati vəzifə tutmur"),
    Lack.NO_RULE.value: _l("Bu təsnifat üçün dərəcə yoxdur"),
    Lack.BY_DECISION.value: _l("Müddətsiz, qərarla verilir"),
    Lack.HIGHEST.value: _l("Təsnifatın ən yüksək dərəcəsidir"),
    Lack.SERVICE.value: _l("Qulluq stajı çatmır"),
    Lack.POST.value: _l("Vəzifədə müddət çatmır"),
    Lack.DISCIPLINE.value: _l("İntizam tənbehi qüvvədədir"),
}


LONG: Final[dict[Lack, Text]] = {
    Lack.NOT_IN_SERVICE: _l("Bu gün dövlət qulluğu vəzifəsi tutulmur, dərəcə verilmir."),
    Lack.NOT_ADMINISTRATIVE: _l("İxtisas dərəcəsi yalnız inzibati vəzifə tutanlara verilir."),
    Lack.NO_RULE: _l("Bu təsnifat üçün dərəcə müəyyən edilməyib."),
    Lack.BY_DECISION: _l("Bu təsnifatda növbəti dərəcə müddətlə deyil, ayrıca qərarla verilir."),
    Lack.HIGHEST: _l("Bu, tutulan vəzifənin təsnifatı üzrə ən yüksək dərəcədir."),
}


def missing_text(one: Missing) -> str:
    """Return in a sentence what is missing, with what is needed and what there is."""
    if one.lack in LONG:
        return str(LONG[one.lack])
    have = span_text(one.have) if one.have is not None else ""
    if one.lack is Lack.SERVICE:
        return _("Dövlət qulluğu stajı: %(years)d il lazımdır, %(have)s var.", years=one.years, have=have)
    if one.lack is Lack.POST:
        return _("Bu təsnifatın vəzifələrində: %(years)d il lazımdır, %(have)s var.", years=one.years, have=have)
    return _("İntizam tənbehi %(until)s tarixinədək qüvvədədir.", until=day(one.until))
