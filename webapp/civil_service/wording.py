"""Words for what the tables keep as codes."""

from typing import Final

from webapp.civil_service.groups.passed import CERTIFICATE
from webapp.core.text import Text, _l

STATUSES: Final[dict[str, tuple[Text, str]]] = {
    "trainee": (_l("Stajçı"), "info"),
    "probation": (_l("Sınaq müddətində"), "info"),
    "in_service": (_l("Qulluqda"), "success"),
    "ended": (_l("Qulluğu başa çatıb"), "neutral"),
}
CAUSES: Final[dict[str, Text]] = {
    "entry": _l("Daxil edilib"),
    "correction": _l("Düzəldilib"),
    "succession": _l("Növbəti vəzifə ilə əlaqədar başa çatıb"),
    "refresh": _l("Mənbənin yeni cavabı"),
    "annulment": _l("Ləğv edilib"),
}
ORIGINS: Final[dict[str, Text]] = {
    "participant": _l("Dövlət orqanı daxil edib"),
    "ehis": _l("EHİS vasitəsilə mənbədən ötürülüb"),
    "operator": _l("Operator daxil edib"),
}
SOURCES: Final[dict[str, Text]] = {
    "ADLIYYE": _l("Ədliyyə Nazirliyi: vətəndaşlıq vəziyyəti aktlarının reyestri"),
    "DIM": _l("Dövlət İmtahan Mərkəzi"),
}
SOURCES_OF_GROUPS: Final[dict[tuple[str, str], Text]] = {
    ("special_rank", "DIN"): _l("Daxili İşlər Nazirliyi: xüsusi rütbələr"),
}
"""What a member of the exchange is called where another of its registers is meant."""
OUTCOMES: Final[dict[str, tuple[Text, str]]] = {
    "same": (_l("Eynidir"), "success"),
    "changed": (_l("Yenilənib"), "info"),
    "differs": (_l("Fərqlidir"), "warning"),
    "absent": (_l("Mənbədə yoxdur"), "warning"),
    "silent": (_l("Mənbə cavab vermədi"), "danger"),
    "refused": (_l("Mənbə imtina etdi"), "danger"),
}
PURPOSES: Final[dict[str, Text]] = {
    "keeping": _l("Reyestrin aparılması və məlumatın dəqiqləşdirilməsi"),
    "correction": _l("Düzəliş müraciətinin araşdırılması"),
    "request": _l("Dövlət orqanının sorğusuna cavab (6.1.22)"),
    "personnel": _l("Kadr məsələsi: təyinat, dərəcə, staj"),
    "law": _l("Qanunvericiliyin icra vəziyyətinin öyrənilməsi"),
    "security": _l("Təhlükəsizlik orqanının sorğusu (6.1.6)"),
}
JOURNAL: Final[dict[str, Text]] = {
    "registered": _l("Qulluqçu reyestrə daxil edildi"),
    "recorded": _l("Qeydə məlumat daxil edildi"),
    "gap_recorded": _l("Mübadilənin mümkün olmadığı qeyd edildi"),
    "gap_ended": _l("Mübadilə bərpa olundu"),
    "opened": _l("Qeydi açmaq üçün məqsəd göstərildi"),
    "searched": _l("Reyestrdə şəxs axtarıldı"),
    "exported": _l("Öz qeydi fayl kimi götürüldü"),
    "extract_ordered": _l("Öz qeydindən çıxarış sifariş edildi"),
    "mismatch_closed": _l("Uyğunsuzluq həll edildi"),
    "refresh_asked": _l("Mənbələrin soruşulması istənildi"),
}
OBJECTS: Final[dict[str, Text]] = {
    "service_record": _l("Qulluqçunun qeydi"),
    "service_gap": _l("Mübadilənin mümkünsüzlüyü"),
    "service_extract": _l("Reyestrdən çıxarış"),
    "service_mismatch": _l("Mənbə ilə uyğunsuzluq"),
}
HISTORY: Final = _l("Tarixçə")
ORDER_COPY: Final = _l("Əmrin surəti")
OWNER_MARK: Final = _l(
    "Reyestrdə yaradılan, əldə olunan və toplanan məlumat Azərbaycan Respublikasının mülkiyyətidir (Əsasnamə, 1.4)."
)
CERTIFICATES: Final[dict[str, Text]] = dict(CERTIFICATE.fields[0].choices)
