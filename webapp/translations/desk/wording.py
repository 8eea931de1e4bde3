"""How the desk names things: shelves of the list, states, areas, who sees a text, how a version came to be."""

from typing import Final

from webapp.core.text import Text, _l

LANGUAGES: Final[dict[str, Text]] = {
    "az": _l("Azərbaycan dili"),
    "en": _l("İngilis dili"),
    "ru": _l("Rus dili"),
}
EDITING: Final[dict[str, Text]] = {
    "az": _l("Mətnin redaktəsi"),
    "en": _l("İngilis dilinə tərcümə"),
    "ru": _l("Rus dilinə tərcümə"),
}
SHELVES: Final[dict[str, Text]] = {
    "all": _l("Hamısı"),
    "untranslated": _l("Tərcüməsiz"),
    "stale": _l("Orijinalı dəyişib"),
    "failing": _l("Yoxlamadan keçməyib"),
    "fuzzy": _l("Təxmini"),
    "draft": _l("Qaralama"),
    "unreviewed": _l("Yoxlayıcını gözləyir"),
    "approved": _l("Dərci gözləyir"),
    "edited": _l("Kataloqdan fərqli"),
    "assigned": _l("Mənə tapşırılıb"),
    "discussed": _l("Açıq qeydi var"),
}
STATES: Final[dict[str, tuple[Text, str]]] = {
    "untranslated": (_l("Tərcüməsiz"), "danger"),
    "translated": (_l("Kataloqda"), "neutral"),
    "fuzzy": (_l("Təxmini"), "warning"),
    "draft": (_l("Qaralama"), "info"),
    "proposed": (_l("Yoxlayıcını gözləyir"), "warning"),
    "approved": (_l("Dərci gözləyir"), "brand"),
    "published": (_l("Dərc edilib"), "success"),
    "rejected": (_l("Geri qaytarılıb"), "danger"),
    "replaced": (_l("Yenisi ilə əvəz olunub"), "neutral"),
}
HOW: Final[dict[str, Text]] = {
    "written": _l("yazılıb"),
    "suggested": _l("təklif edilib"),
    "replaced": _l("toplu əvəzləmə"),
    "imported": _l("fayldan götürülüb"),
    "reverted": _l("əvvəlki variant qaytarılıb"),
    "carried": _l("əvvəlki mətndən keçib"),
}
REACH: Final[dict[str, Text]] = {
    "1": _l("Hamının gördüyü səhifələr"),
    "2": _l("Kabinet səhifələri"),
    "3": _l("Ofis səhifələri"),
}
OUTCOMES: Final[dict[str, tuple[Text, str]]] = {
    "new": (_l("Yeni"), "success"),
    "changed": (_l("Dəyişir"), "info"),
    "same": (_l("Eynidir"), "neutral"),
    "unknown": (_l("Tanınmır"), "warning"),
    "ignored": (_l("Nəzərə alınmır"), "neutral"),
    "refused": (_l("Qəbul edilmir"), "danger"),
}
FORMS: Final[dict[str, Text]] = {
    "one": _l("Tək"),
    "few": _l("Az sayda"),
    "many": _l("Çox sayda"),
    "other": _l("Digər saylar"),
}
AREAS: Final[dict[str, Text]] = {
    "api_clients": _l("Proqramlar"),
    "attachments": _l("Sənəd surətləri"),
    "audit": _l("Baxış jurnalı"),
    "auth": _l("Giriş"),
    "cabinets": _l("Kabinet"),
    "carriers": _l("Daşıyıcılar"),
    "catalogue": _l("Xidmətlər reyestri"),
    "civil_service": _l("Dövlət qulluqçuları"),
    "connections": _l("EHİS-ə qoşulma"),
    "core": _l("Ümumi mesajlar"),
    "correspondence": _l("Rəsmi yazışma"),
    "documents": _l("Sənədlər"),
    "ehis": _l("Reyestrlər"),
    "incidents": _l("İnsidentlər"),
    "inspections": _l("Yolda nəzarət"),
    "journeys": _l("Gediş formulyarları"),
    "notifications": _l("Bildirişlər"),
    "payments": _l("Ödənişlər"),
    "permits": _l("İcazələr"),
    "settlements": _l("Hesablaşmalar"),
    "signing": _l("Elektron imza"),
    "tickets": _l("Avtobus biletləri"),
    "tills": _l("Kassalar"),
    "timetable": _l("Marşrutlar"),
    "translations": _l("Mətnlər"),
    "transport_card": _l("Nəqliyyat kartı"),
    "trip_sheets": _l("Yol vərəqləri"),
    "ui": _l("Ümumi səhifələr"),
    "waybills": _l("Qaimələr"),
    "workflow": _l("Müraciətlər"),
}


def area_name(code: str) -> Text:
    """Return the name of an area; a room that has none yet is called by its code."""
    return AREAS.get(code, code)


def how_named(code: str) -> Text:
    """Return how a version came to be."""
    return HOW.get(code, code)
