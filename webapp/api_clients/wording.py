"""What the pages call things."""

from typing import Final

from webapp.core.text import Text, _l

OUTCOMES: Final[dict[str, Text]] = {
    "": _l("Hələ göndərilməyib"),
    "delivered": _l("Qəbul edildi"),
    "refused": _l("Server xəta ilə cavab verdi"),
    "redirect": _l("Server başqa ünvana yönəltdi; yönləndirməyə əməl olunmur"),
    "name-not-found": _l("Serverin adı tapılmadı"),
    "not-public": _l("Ünvan açıq şəbəkədə deyil"),
    "certificate": _l("Serverin sertifikatı etibarlı deyil"),
    "timeout": _l("Server vaxtında cavab vermədi"),
    "no-connection": _l("Serverlə əlaqə qurulmadı"),
    "ended": _l("Ünvan ləğv edilib"),
}
