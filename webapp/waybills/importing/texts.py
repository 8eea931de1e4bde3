"""What is wrong with a table or a cell, and how columns are called, in words."""

from typing import Final

from webapp.core.text import Text, _l

TABLES: Final[dict[str, Text]] = {
    "empty": _l("Cədvəl boşdur."),
    "too-many-rows": _l("Cədvəldə ən çoxu 10 000 sətir ola bilər. Onu hissələrə bölün."),
    "too-many-columns": _l("Cədvəldə sütunlar çoxdur."),
    "damaged": _l("Fayl oxunmur. CSV, XLSX, XLS və ya ODS göndərin."),
    "locked": _l("Fayl parolla bağlıdır. Parolsuz saxlayıb göndərin."),
    "bomb": _l("Fayl açılanda çox böyük olur. Onu sadə cədvəl kimi saxlayıb göndərin."),
    "columns-missing": _l("Cədvəldə vacib sütunlar çatmır. Nümunə cədvəlin sütunlarından istifadə edin."),
}
FAULTS: Final[dict[str, Text]] = {
    "needed": _l("Doldurulmalıdır"),
    "too-long": _l("Çox uzundur"),
    "voen": _l("VÖEN düzgün deyil"),
    "plate": _l("Nişan düzgün deyil, məsələn 10-XY-101"),
    "weight": _l("Rəqəm deyil, məsələn 2400 və ya 12,5"),
    "count": _l("Tam rəqəm deyil"),
    "moment": _l("Vaxt belə yazılır: 22.11.2026 14:05"),
    "package": _l("Qablaşdırma kodu tanınmır, məsələn CT və ya PX"),
    "hs": _l("XİF MN kodu 4–10 rəqəmdir"),
    "driver": _l("Belə sürücü parkınızda tapılmadı"),
    "not-yours": _l("Siz nə yükgöndərən, nə də daşıyıcısınız"),
    "differs": _l("Eyni sifarişin sətirləri fərqlənir"),
    "too-many-goods": _l("Bir qaimədə ən çoxu 100 sətir ola bilər"),
}
COLUMN_NAMES: Final[dict[str, Text]] = {
    "reference": _l("Sifariş"),
    "consignor": _l("Yükgöndərən (VÖEN)"),
    "carrier": _l("Daşıyıcı (VÖEN)"),
    "consignee": _l("Yükalan (VÖEN)"),
    "loading": _l("Yükləmə yeri"),
    "loading_address": _l("Yükləmə ünvanı"),
    "loading_at": _l("Yükləmə vaxtı"),
    "unloading": _l("Boşaltma yeri"),
    "unloading_address": _l("Boşaltma ünvanı"),
    "unloading_at": _l("Boşaltma vaxtı"),
    "plate": _l("Avtomobil"),
    "trailer": _l("Qoşqu"),
    "driver": _l("Sürücü"),
    "nature": _l("Yükün adı"),
    "marks": _l("Marka"),
    "packages": _l("Yer sayı"),
    "package_type": _l("Qablaşdırma"),
    "hs_code": _l("XİF MN kodu"),
    "gross_kg": _l("Brutto, kq"),
    "net_kg": _l("Netto, kq"),
    "volume_m3": _l("Həcm, m³"),
    "documents": _l("Sənədlər"),
    "instructions": _l("Göstərişlər"),
}
