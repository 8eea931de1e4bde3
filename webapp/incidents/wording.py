"""Codes in words, with the tone in which they are shown."""

from typing import Final

from webapp.core.text import Text, _l

Toned = dict[str, tuple[Text, str]]

KINDS: Final[dict[str, Text]] = {
    "security": _l("Təhlükəsizlik insidenti"),
    "fault": _l("Nasazlıq"),
    "accident": _l("Qəza"),
}
SEVERITIES: Final[Toned] = {
    "critical": (_l("Kritik"), "danger"),
    "high": (_l("Yüksək"), "danger"),
    "medium": (_l("Orta"), "warning"),
    "low": (_l("Aşağı"), "neutral"),
}
STATES: Final[Toned] = {
    "registered": (_l("Qeydə alınıb"), "warning"),
    "handling": (_l("Araşdırılır"), "info"),
    "closed": (_l("Bağlanıb"), "success"),
}
SOURCES: Final[dict[str, Text]] = {
    "person": _l("əməkdaş qeydə alıb"),
    "automatic": _l("sistem özü qeydə alıb"),
    "report": _l("istifadəçinin bildirişi əsasında"),
}
SERVICES: Final[dict[str, Text]] = {
    "portal": _l("Portal"),
    "sign_in": _l("Giriş"),
    "exchange": _l("EHİS mübadiləsi"),
    "cloud": _l("“Hökumət buludu”"),
    "signing": _l("Elektron imza"),
    "waybills": _l("Elektron qaimələr"),
    "notices": _l("Bildirişlərin göndərilməsi"),
    "database": _l("Məlumat bazası"),
}
BODIES: Final[dict[str, Text]] = {
    "dtx": _l("Dövlət Təhlükəsizliyi Xidməti"),
    "xritdx": _l("Xüsusi Rabitə və İnformasiya Təhlükəsizliyi Dövlət Xidməti"),
    "ministry": _l("Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi"),
    "police": _l("Hüquq mühafizə orqanı"),
    "owner": _l("Sistemin sahibi"),
}
TOPICS: Final[dict[str, Text]] = {
    **KINDS,
    "exchange": _l("EHİS-ə və ya “Hökumət buludu”na aid olanlar"),
    "attempt": _l("Müdaxilə cəhdləri"),
}
STEPS: Final[dict[str, Text]] = {
    "registered": _l("Qeydə alındı"),
    "again": _l("Eyni səbəb təkrarlandı"),
    "begin": _l("Araşdırma başlandı"),
    "note": _l("Görülən tədbir"),
    "close": _l("Hesabatla bağlandı"),
    "reopen": _l("Yenidən açıldı"),
    "sent": _l("Hüquq mühafizə orqanına göndərildi"),
    "answered": _l("Cavablandırıldı"),
    "reminded": _l("Xatırlatma göndərildi"),
    "escalated": _l("Müddət bitdi, rəhbərə bildirildi"),
    "take": _l("İcraya götürüldü"),
    "done": _l("Aradan qaldırıldı"),
    "promoted": _l("İnsident kimi qeydə alındı"),
}
PROBLEMS: Final = frozenset({"again", "reopen", "escalated"})
NOTICE_STATES: Final[Toned] = {
    "ready": (_l("Göndərilməyə hazırdır"), "warning"),
    "queued": (_l("Göndərilir"), "info"),
    "sent": (_l("Çatdırılıb"), "success"),
    "failed": (_l("Çatdırılmayıb"), "danger"),
}
ABOUT: Final[dict[str, Text]] = {"registered": _l("Qeydə alınma"), "closed": _l("Bağlanma")}
REPORT_STATES: Final[Toned] = {
    "new": (_l("Qəbul edilib"), "warning"),
    "taken": (_l("İcradadır"), "info"),
    "done": (_l("Aradan qaldırılıb"), "success"),
}
HINDRANCES: Final[dict[str, Text]] = {
    "blocked": _l("İşimi davam etdirə bilmirəm"),
    "wrong": _l("Göstərilən məlumat və ya nəticə səhvdir"),
    "small": _l("Narahatlıq yaradır, amma işləmək olur"),
}
PRIORITIES: Final[dict[int, tuple[Text, str]]] = {
    1: (_l("Təcili"), "danger"),
    2: (_l("Yüksək"), "warning"),
    3: (_l("Adi"), "neutral"),
}
CHANGE_SOURCES: Final[dict[str, Text]] = {
    "ministry": _l("Nazirlik"),
    "owner": _l("Sahib"),
    "operator": _l("Operatorun təşəbbüsü"),
}
CHANGE_STATES: Final[Toned] = {
    "proposed": (_l("Təklif edilib"), "warning"),
    "accepted": (_l("Qəbul edilib"), "info"),
    "declined": (_l("Rədd edilib"), "neutral"),
    "released": (_l("Buraxılıb"), "success"),
}
RESULTS: Final[Toned] = {"sound": (_l("Qaydasındadır"), "success"), "remarks": (_l("İradlar var"), "warning")}
SETTINGS: Final[dict[str, Text]] = {
    "physical_protection": _l("Fiziki mühafizə haqqında bəyanat"),
    "registry_of_resources": _l("Dövlət informasiya ehtiyatları, sistemləri və e-xidmətlərin vahid reyestrində nömrə"),
    "registry_of_personal_data": _l("Fərdi məlumatların informasiya sistemlərinin dövlət reyestrində nömrə"),
    "backup_procedure": _l("Ehtiyat nüsxələrin qaydası"),
    "backup_last": _l("Son ehtiyat nüsxənin vaxtı"),
}

PROBES: Final[dict[str, Text]] = {
    "sql": _l("verilənlər bazası sorğusunun dəyişdirilməsi"),
    "script": _l("səhifəyə skript yeridilməsi"),
    "path": _l("serverin fayllarına müraciət"),
    "command": _l("serverdə əmrin icrası"),
    "template": _l("səhifə şablonunun dəyişdirilməsi"),
}
"""Kinds of attempts to break in by what a request says."""
