"""Words for what the tables keep as codes."""

from typing import Final

from webapp.core.text import Text, _l

STATES: Final[dict[str, tuple[Text, str]]] = {
    "draft": (_l("Qaralama"), "neutral"),
    "signed": (_l("İmzalanıb"), "success"),
    "closed": (_l("Səfər bitib"), "neutral"),
    "cancelled": (_l("Ləğv edilib"), "danger"),
}
PURPOSES: Final[dict[str, Text]] = {
    "tour": _l("Turist səfəri"),
    "school": _l("Məktəblilərin və ya tələbələrin aparılması"),
    "staff": _l("İşçilərin aparılması"),
    "wedding": _l("Toy və digər mərasim"),
    "pilgrimage": _l("Ziyarət"),
    "sport": _l("İdman və mədəniyyət tədbiri"),
    "transfer": _l("Transfer"),
    "other": _l("Digər"),
}
MODELS: Final[dict[str, Text]] = {"domestic": _l("Ölkə daxilində"), "international": _l("Beynəlxalq")}
SERVICES: Final[dict[str, Text]] = {
    "closed_doors": _l("Qapalı qapı: eyni qrup həmin avtobusla gedir və qayıdır"),
    "loaded_out": _l("Sərnişinlə gedir, boş qayıdır"),
    "empty_out": _l("Boş gedir, sərnişini gətirir"),
    "cabotage": _l("Kabotaj: ölkə daxilində əcnəbi avtobusla"),
}
ENTRIES: Final[dict[str, Text]] = {
    "route": _l("Yol dəyişdi"),
    "driver": _l("Sürücü dəyişdi"),
    "vehicle": _l("Avtobus dəyişdi"),
    "passenger": _l("Sərnişin dəyişdi"),
    "delay": _l("Gecikmə"),
    "unfinished": _l("Səfər yarımçıq qaldı"),
    "other": _l("Digər"),
}
STEPS: Final[dict[str, Text]] = {
    "journeys.started": _l("Formulyar qaralaması açıldı"),
    "journeys.handed": _l("Formulyar sifarişçinin imzasına göndərildi"),
    "journeys.sign": _l("Formulyar imzalandı"),
    "journeys.close": _l("Formulyar bağlandı"),
    "journeys.cancel": _l("Formulyar ləğv edildi"),
    "journeys.discard": _l("Formulyar qaralaması silindi"),
    "journeys.entry": _l("Formulyara qeyd əlavə olundu"),
    "journeys.erased": _l("Sərnişinlərin siyahısı saxlama müddəti bitdiyi üçün silindi"),
}
