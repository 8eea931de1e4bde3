"""Register codes and terms of papers in words and colours, one place for the pages."""

from datetime import date
from typing import Final

from webapp.carriers.rules import Term, term_of
from webapp.core.clock import today
from webapp.core.text import Text, _l

TERMS: Final[dict[Term, tuple[Text, str]]] = {
    Term.VALID: (_l("Qüvvədədir"), "success"),
    Term.SOON: (_l("30 gün ərzində bitir"), "warning"),
    Term.EXPIRED: (_l("Müddəti bitib"), "danger"),
    Term.UNKNOWN: (_l("Məlumat yoxdur"), "neutral"),
}
BANDS: Final[dict[str, tuple[Text, str]]] = {
    "ended": (_l("Müddəti bitib"), "danger"),
    "7": (_l("7 gün ərzində bitir"), "danger"),
    "30": (_l("30 gün ərzində bitir"), "warning"),
    "60": (_l("60 gün ərzində bitir"), "info"),
    "later": (_l("Qüvvədədir"), "success"),
    "unknown": (_l("Məlumat yoxdur"), "neutral"),
}
PAPERS: Final[dict[str, Text]] = {
    "inspection": _l("Texniki baxış"),
    "liability": _l("İcbari sığorta"),
    "passengers": _l("Sərnişinlərin fərdi qəza sığortası"),
    "right-own": _l("Mülkiyyət"),
    "right-lease": _l("İcarə müqaviləsi"),
    "right-use": _l("İstifadə müqaviləsi"),
    "right-power": _l("Etibarnamə"),
    "licence": _l("Sürücülük vəsiqəsi"),
}
VEHICLE_STATES: Final[dict[str, tuple[Text, str]]] = {
    "registered": (_l("Qeydiyyatdadır"), "success"),
    "suspended": (_l("Qeydiyyatı dayandırılıb"), "danger"),
    "deregistered": (_l("Qeydiyyatdan çıxarılıb"), "danger"),
}
LICENCE_STATES: Final[dict[str, tuple[Text, str]]] = {
    "valid": (_l("Qüvvədədir"), "success"),
    "suspended": (_l("Dayandırılıb"), "danger"),
    "withdrawn": (_l("Geri alınıb"), "danger"),
    "none": (_l("Vəsiqə tapılmadı"), "warning"),
}
CATEGORIES: Final[dict[str, Text]] = {
    "M1": _l("Minik avtomobili"),
    "M2": _l("Avtobus, 5 tonadək"),
    "M3": _l("Avtobus, 5 tondan ağır"),
    "N1": _l("Yük avtomobili, 3,5 tonadək"),
    "N2": _l("Yük avtomobili, 12 tonadək"),
    "N3": _l("Yük avtomobili, 12 tondan ağır"),
    "O1": _l("Qoşqu, 0,75 tonadək"),
    "O2": _l("Qoşqu, 3,5 tonadək"),
    "O3": _l("Qoşqu, 10 tonadək"),
    "O4": _l("Qoşqu, 10 tondan ağır"),
}
INSURANCES: Final[dict[str, Text]] = {
    "liability": _l("Sahibin mülki məsuliyyəti"),
    "passengers": _l("Sərnişinlərin fərdi qəza sığortası"),
    "occupational": _l("Sürücünün bədbəxt hadisələrdən sığortası"),
}
DIRECTIONS: Final[dict[str, tuple[Text, str]]] = {
    "out": (_l("Ölkədən çıxış"), "info"),
    "in": (_l("Ölkəyə giriş"), "success"),
}
CONCLUSIONS: Final[dict[str, tuple[Text, str]]] = {
    "fit": (_l("Yararlıdır"), "success"),
    "restricted": (_l("Məhdudiyyətlə yararlıdır"), "warning"),
    "unfit": (_l("Yararlı deyil"), "danger"),
}
RIGHTS_OF_USE: Final[dict[str, Text]] = {"lease": _l("İcarə"), "use": _l("İstifadə")}
UNKNOWN: Final = (_l("Məlumat yoxdur"), "neutral")


def term_tag(valid_to: date | None) -> tuple[Text, str]:
    """Return the words and the tone for a paper valid to the end of that day."""
    return TERMS[term_of(valid_to, today())]


def vehicle_state_tag(status: str) -> tuple[Text, str]:
    """Return the words and the tone for the register's status of a vehicle."""
    return VEHICLE_STATES.get(status, UNKNOWN)


def licence_tag(status: str | None, valid_to: date | None) -> tuple[Text, str]:
    """Return the words and the tone for a licence: what is wrong comes before how long it lasts."""
    words = LICENCE_STATES.get(status or "", UNKNOWN)
    return term_tag(valid_to) if status == "valid" else words


def category_name(code: str) -> Text:
    """Return the kind of vehicle that a category of UN ECE R.E.3 means."""
    return CATEGORIES.get(code, code)


def worst_paper(papers: tuple[date | None, ...]) -> tuple[Text, str]:
    """Return the words and the tone for the paper that ends first; one that is unknown counts after those that ended."""
    known = [day for day in papers if day is not None]
    first = min(known) if known else None
    return term_tag(first) if first is not None and len(known) == len(papers) else _with_unknown(first)


def _with_unknown(first: date | None) -> tuple[Text, str]:
    return term_tag(first) if term_of(first, today()) is Term.EXPIRED else TERMS[Term.UNKNOWN]


def insurance_tag(valid_to: date | None, *, needed: bool) -> tuple[Text, str]:
    """Return the words and the tone for an insurance: one that is needed and missing is as bad as one that ended."""
    if valid_to is not None:
        return term_tag(valid_to)
    return (_l("Müqavilə yoxdur"), "danger") if needed else (_l("Tələb olunmur"), "neutral")


def debt_tag(*, has_debt: bool) -> tuple[Text, str]:
    """Return the words and the tone for a debt: that there is one, or that there is none."""
    return (_l("Borc var"), "danger") if has_debt else (_l("Borc yoxdur"), "success")


ACTIVITIES: Final[dict[str, Text]] = {
    "goods": _l("Yük daşıma"),
    "passengers": _l("Sərnişin daşıma"),
    "taxi": _l("Taksi ilə sərnişin daşıma"),
    "international_goods": _l("Beynəlxalq yük daşıma"),
    "international_passengers": _l("Beynəlxalq sərnişin daşıma"),
}
KINDS: Final[dict[str, Text]] = {"legal": _l("Hüquqi şəxs"), "sole": _l("Fərdi sahibkar")}
STANDINGS: Final[dict[str, tuple[Text, str]]] = {
    "active": (_l("Fəaliyyətdədir"), "success"),
    "suspended": (_l("Fəaliyyəti dayandırılıb"), "danger"),
    "removed": (_l("Reyestrdən çıxarılıb"), "neutral"),
}
GROUNDS: Final[dict[str, Text]] = {
    "insurance": _l("İcbari sığorta yoxdur və ya müddəti bitib"),
    "inspection": _l("Texniki baxış yoxdur və ya müddəti bitib"),
    "training": _l("Sürücülərin xüsusi hazırlığı yoxdur"),
    "debts": _l("Vergi və ya sosial sığorta borcu"),
    "violations": _l("Daşıma qaydalarının pozulması"),
    "own_request": _l("Daşıyıcının öz müraciəti"),
    "other": _l("Digər əsas"),
}
SUSPENSION_STATES: Final[dict[str, tuple[Text, str]]] = {
    "proposed": (_l("Təsdiq gözləyir"), "warning"),
    "confirmed": (_l("Təsdiqlənib"), "danger"),
    "refused": (_l("Rədd edilib"), "neutral"),
    "ended": (_l("Başa çatıb"), "success"),
}
OPERATOR_KINDS: Final[dict[str, Text]] = {
    "goods": _l("Yük"),
    "passengers": _l("Sərnişinlər"),
    "both": _l("Yük və sərnişin"),
}
OPERATOR_STATES: Final[dict[str, tuple[Text, str]]] = {
    "active": (_l("Qüvvədədir"), "success"),
    "suspended": (_l("Dayandırılıb"), "danger"),
    "removed": (_l("Reyestrdən çıxarılıb"), "neutral"),
}
RIGHTS: Final[dict[str, Text]] = {
    "own": _l("Mülkiyyət"),
    "lease": _l("İcarə"),
    "use": _l("İstifadə"),
    "power": _l("Etibarnamə"),
}
CARD_STATES: Final[dict[str, tuple[Text, str]]] = {
    "valid": (_l("Qüvvədədir"), "success"),
    "suspended": (_l("Dayandırılıb"), "danger"),
    "revoked": (_l("Ləğv edilib"), "danger"),
    "expired": (_l("Müddəti bitib"), "danger"),
}
STEPS: Final[dict[str, Text]] = {
    "carrier": _l("Reyestrdə daşıyıcı"),
    "operator": _l("Reyestrdə beynəlxalq daşıma operatoru"),
    "carriers.registered": _l("Daşıyıcı reyestrə daxil edilib"),
    "carriers.changed": _l("Daşıyıcının qeydi dəyişdirilib"),
    "carriers.removed": _l("Daşıyıcı reyestrdən çıxarılıb"),
    "carriers.suspension_proposed": _l("Daşıyıcının dayandırılması təklif edilib"),
    "carriers.suspension_confirmed": _l("Daşıyıcının dayandırılması təsdiqlənib"),
    "carriers.suspension_refused": _l("Daşıyıcının dayandırılması rədd edilib"),
    "carriers.suspension_ended": _l("Daşıyıcının dayandırılması başa çatıb"),
    "operators.entered": _l("Operator reyestrə daxil edilib"),
    "operators.changed": _l("Operatorun qeydi dəyişdirilib"),
    "operators.proposed": _l("Operator üzrə qərar təklif edilib"),
    "operators.refused": _l("Operator üzrə təklif rədd edilib"),
    "operators.suspended": _l("Operator dayandırılıb"),
    "operators.active": _l("Operator bərpa edilib"),
    "operators.removed": _l("Operator reyestrdən çıxarılıb"),
    "fleet.assigned": _l("Sürücü nəqliyyat vasitəsinə təhkim edilib"),
    "fleet.released": _l("Sürücünün təhkimi ləğv edilib"),
    "fleet.power_added": _l("Etibarnamə ilə nəqliyyat vasitəsi əlavə edilib"),
}
FIELDS: Final[dict[str, Text]] = {
    "name": _l("Adı"),
    "address": _l("Ünvan"),
    "activities": _l("Nə daşıyır"),
    "basis": _l("Qeydə alınmanın əsası"),
    "taxpayer_status": _l("Vergi ödəyicisinin vəziyyəti"),
    "removed_on": _l("Reyestrdən çıxarıldığı gün"),
    "removal_reason": _l("Reyestrdən çıxarılma səbəbi"),
    "suspension_proposed": _l("Dayandırma təklif edilib"),
    "suspension_confirmed": _l("Dayandırma təsdiqlənib"),
    "suspension_refused": _l("Dayandırma rədd edilib"),
    "suspension_ended": _l("Dayandırma başa çatıb"),
    "number": _l("Nömrə"),
    "kind": _l("Növü"),
    "responsible_name": _l("Məsul şəxs"),
    "state": _l("Vəziyyət"),
    "state_reason": _l("Səbəb"),
    "proposed": _l("Təklif edilib"),
}


def words_of(field: str, value: str) -> str:
    """Return a kept value of a register in words: codes are named, the rest stands as it is."""
    words: dict[str, Text] = {**ACTIVITIES, **OPERATOR_KINDS}
    if field in {"activities", "kind"}:
        return ", ".join(str(words.get(code, code)) for code in value.split(", "))
    return str(OPERATOR_STATES[value][0]) if field in {"state", "proposed"} and value in OPERATOR_STATES else value
