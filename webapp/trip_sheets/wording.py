"""Words for what the tables keep as codes."""

from typing import Final

from webapp.core.text import Text, _l

STATES: Final[dict[str, tuple[Text, str]]] = {
    "draft": (_l("Qaralama"), "neutral"),
    "open": (_l("Açıqdır, yoldadır"), "brand"),
    "closed": (_l("Bağlanıb"), "success"),
    "cancelled": (_l("Ləğv edilib"), "danger"),
}
FUELS: Final[dict[str, Text]] = {
    "diesel": _l("Dizel"),
    "petrol": _l("Benzin"),
    "gas": _l("Qaz"),
    "electric": _l("Elektrik"),
}
STEPS: Final[dict[str, Text]] = {
    "open": _l("Vərəq açıldı və imzalandı"),
    "readings": _l("Odometr və yanacaq yazıldı"),
    "close": _l("Vərəq bağlandı və imzalandı"),
    "correct": _l("İmzalanmış düzəliş"),
    "cancel": _l("Vərəq ləğv edildi"),
}
JOURNAL: Final[dict[str, Text]] = {
    "trip_sheets.started": _l("Yol vərəqi qaralaması açıldı"),
    "trip_sheets.open": _l("Yol vərəqi açıldı"),
    "trip_sheets.readings": _l("Yol vərəqinə odometr və yanacaq yazıldı"),
    "trip_sheets.close": _l("Yol vərəqi bağlandı"),
    "trip_sheets.correct": _l("Yol vərəqinə düzəliş imzalandı"),
    "trip_sheets.cancel": _l("Yol vərəqi ləğv edildi"),
    "trip_sheets.discard": _l("Yol vərəqi qaralaması silindi"),
    "trip_sheets.looked": _l("Yol vərəqinə yolda baxıldı"),
    "trip_sheets.exported": _l("Yol vərəqlərinin göstəriciləri fayl kimi götürüldü"),
}
