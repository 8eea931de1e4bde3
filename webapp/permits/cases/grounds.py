"""Grounds of each operation, with their clauses: nothing else can be chosen (decision 191/2011, 7.2)."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.permits.rules import Operation
from webapp.workflow.offer import Ground

LAW: Final = "176-VQ nömrəli Qanun"
ARTICLE: Final = "“Avtomobil nəqliyyatı haqqında” Qanun, 14-cü maddə"
UNMET: Final = Ground("unmet", _l("İcazənin verilməsi şərtlərinə əməl olunmur"), LAW)
FALSE_DATA: Final = Ground("false_data", _l("Müraciətdə və ya sənədlərdə təhrif olunmuş məlumat var"), LAW)
INCOMPLETE: Final = Ground("incomplete", _l("Bildirişdən sonra çatışmazlıq vaxtında aradan qaldırılmayıb"), LAW)
CAP_FULL: Final = Ground(
    "cap", _l("Ərazi üzrə kartların həddi dolub"), "“Avtomobil nəqliyyatı haqqında” Qanun; Bakı şəhəri üzrə hədd"
)
NOT_ALLOWED: Final = Ground("state", _l("İcazənin vəziyyəti bu əməliyyata imkan vermir"), LAW)
NOT_MENDED: Final = Ground("not_cured", _l("Dayandırmaya səbəb olan çatışmazlıq aradan qaldırılmayıb"), LAW)
NO_CHANGE: Final = Ground("no_change", _l("Reyestrdə dəyişiklik yoxdur"), LAW)
DANGER: Final = Ground(
    "road", _l("Marşrut üzrə yol və ya körpü yükü götürmür"), "Nazirlər Kabinetinin 104/2009 nömrəli qərarı"
)
UNSAFE_WORKS: Final = Ground(
    "works", _l("İşlər yola və ya hərəkətin təhlükəsizliyinə zərər verir"), "191/2011 nömrəli qərar, 17.5"
)
NOT_NEEDED: Final = Ground(
    "not_needed", _l("Ölçülər və kütlə hədləri keçmir"), "Nazirlər Kabinetinin 104/2009 nömrəli qərarı"
)
NOT_TAXED: Final = Ground("not_taxed", _l("Sadələşdirilmiş vergi ödəyicisi deyil"), "Vergi Məcəlləsi, XVII fəsil")

MEND: Final = (
    Ground("copy", _l("Sənədin surəti oxunmur və ya başqa sənəddir"), ARTICLE),
    Ground("vehicle", _l("Nəqliyyat vasitəsi barədə məlumat reyestrə uyğun deyil"), ARTICLE),
    Ground("driver", _l("Sürücü barədə məlumat reyestrə uyğun deyil"), ARTICLE),
    Ground("other", _l("Başqa düzəliş tələb olunur"), LAW),
)
REFUSALS: Final[dict[Operation, tuple[Ground, ...]]] = {
    Operation.ISSUE: (UNMET, FALSE_DATA, INCOMPLETE),
    Operation.ANNEX: (UNMET, FALSE_DATA, INCOMPLETE, NOT_ALLOWED),
    Operation.DUPLICATE: (NOT_ALLOWED,),
    Operation.REREGISTRATION: (NO_CHANGE, NOT_ALLOWED),
    Operation.SUSPENSION: (NOT_ALLOWED,),
    Operation.RESTORATION: (NOT_MENDED, NOT_ALLOWED),
    Operation.REVOCATION: (NOT_ALLOWED,),
}
OFFICE_GROUNDS: Final[dict[Operation, tuple[tuple[str, Text], ...]]] = {
    Operation.SUSPENSION: (
        ("unmet", _l("İcazənin şərtlərinə əməl olunmur, aradan qaldırılanadək")),
        ("control", _l("Nəzarət zamanı pozuntu aşkar edilib")),
        ("court", _l("Məhkəmənin qərarı")),
    ),
    Operation.RESTORATION: (
        ("cured", _l("Çatışmazlıq aradan qaldırılıb")),
        ("court", _l("Məhkəmənin qərarı")),
        ("mistake", _l("Dayandırma əsassız olub")),
    ),
    Operation.REVOCATION: (
        ("ended", _l("Hüquqi şəxs ləğv edilib, sahibkar fəaliyyətini dayandırıb və ya vəfat edib")),
        ("false_data", _l("Təhrif olunmuş məlumat əsasında verilib")),
        ("not_cured", _l("Çatışmazlıq müəyyən edilmiş müddətdə aradan qaldırılmayıb")),
        ("court", _l("Məhkəmənin qərarı")),
    ),
}
