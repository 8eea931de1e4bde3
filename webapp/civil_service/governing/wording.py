"""Parameters, proposals, extents and kinds of readers in words."""

from typing import Any, Final

from webapp.core.text import Text, _, _l, _n

PARAMETERS: Final[dict[str, Text]] = {
    "correction_participant": _l("İştirakçının düzəliş müraciətinə cavab müddəti"),
    "correction_operator": _l("Operatorun düzəliş müraciətinə cavab müddəti"),
    "complaint": _l("Şikayətə cavab müddəti"),
    "message": _l("Xəta barədə xəbərə və təklifə cavab müddəti"),
    "reader_longest": _l("Yoxlayanın oxumaq hüququnun ən uzun müddəti"),
    "reserve_years": _l("Ehtiyat kadr siyahısında qalma müddəti"),
    "batch_rows": _l("Bir cədvəldə ən çox sətir"),
}
STATES: Final[dict[str, tuple[Text, str]]] = {
    "asked": (_l("Sahibin razılığını gözləyir"), "warning"),
    "given": (_l("Razılıq verilib"), "success"),
    "refused": (_l("Razılıq verilməyib"), "danger"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
}
KINDS: Final[dict[str, Text]] = {
    "parameter": _l("Parametrin dəyişdirilməsi (6.2.6)"),
    "close": _l("Girişin məhdudlaşdırılması (6.2.7)"),
    "reopen": _l("Məhdudiyyətin götürülməsi (6.2.7)"),
}
EXTENTS: Final[dict[str, Text]] = {
    "closed": _l("giriş bağlanır"),
    "reading": _l("yalnız oxumaq qalır"),
}
READERS: Final[dict[str, Text]] = {
    "assessor": _l("Nazirliyin qiymətləndirməsi (6.1.3)"),
    "auditor": _l("Monitorinq və audit (6.1.4)"),
    "inspector": _l("Sahibin nəzarəti (5.1.7)"),
}
STEPS: Final[dict[str, Text]] = {
    "consent_asked": _l("Sahibin razılığı istənildi"),
    "consent_given": _l("Sahib razılıq verdi"),
    "consent_refused": _l("Sahib razılıq vermədi"),
    "consent_withdrawn": _l("Təklif geri götürüldü"),
    "reading_granted": _l("Reyestri oxumaq üçün müddətli icazə verildi"),
    "reading_ended": _l("Müddətli icazə bitirildi"),
    "reading_used": _l("Yoxlayan reyestrin aparılmasına baxdı"),
}


def amount(code: str, value: int) -> str:
    """Return a value of a parameter with its unit."""
    if code == "reader_longest":
        return _n("%(num)s gün", "%(num)s gün", value)
    if code == "reserve_years":
        return _n("%(num)s il", "%(num)s il", value)
    if code == "batch_rows":
        return _n("%(num)s sətir", "%(num)s sətir", value)
    return _n("%(num)s iş günü", "%(num)s iş günü", value)


def line(kind: str, target: str, content: dict[str, Any]) -> str:
    """Return what a proposal asks for, in one line."""
    if kind == "parameter":
        said = {"name": PARAMETERS.get(target, target), "value": amount(target, content["value"])}
        since = ".".join(reversed(content["valid_from"].split("-")))
        return _("%(name)s: %(value)s, %(since)s tarixindən", since=since, **said)
    return f"{content['name']}: {EXTENTS[content['extent']]}"


__all__ = ["EXTENTS", "KINDS", "PARAMETERS", "READERS", "STATES", "STEPS", "amount", "line"]
