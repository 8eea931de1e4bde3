"""The sentences of the checks."""

from typing import Final

from webapp.core.findings import Finding
from webapp.core.text import Text, _l, filled

TEXTS: Final[dict[str, Text]] = {
    "days_missing": _l("Vərəqin hansı günlər üçün olduğunu yazın."),
    "days_turned": _l("Son gün ilk gündən əvvəl ola bilməz."),
    "days_many": _l("Yol vərəqi ən çoxu %(days)s gün üçün verilir."),
    "days_over": _l("Vərəqin günü keçib."),
    "departure_missing": _l("Yola çıxma vaxtını yazın."),
    "departure_outside": _l("Yola çıxma vaxtı vərəqin günlərinə düşmür."),
    "departure_past": _l("Yola çıxma vaxtı keçib: vərəq yola çıxmadan əvvəl açılır."),
    "vehicle_missing": _l("Nəqliyyat vasitəsini seçin."),
    "vehicle_not_yours": _l("%(plate)s parkınızda yoxdur."),
    "vehicle_not_registered": _l("%(plate)s qeydiyyatda deyil."),
    "inspection_over": _l("%(plate)s: texniki baxış vərəqin son gününədək qüvvədə deyil."),
    "insurance_over": _l("%(plate)s: sığorta vərəqin son gününədək qüvvədə deyil."),
    "vehicle_busy": _l("%(plate)s üçün açıq vərəq var: %(number)s. Əvvəlcə onu bağlayın."),
    "driver_missing": _l("Sürücünü seçin."),
    "driver_not_yours": _l("Sürücülərdən biri işçiləriniz arasında yoxdur."),
    "licence_not_valid": _l("%(name)s: sürücülük vəsiqəsi vərəqin son gününədək qüvvədə deyil."),
    "licence_other": _l("%(name)s: vəsiqədə %(category)s kateqoriyası yoxdur."),
    "driver_busy": _l("%(name)s üçün açıq vərəq var: %(number)s."),
    "odometer_missing": _l("Odometrin göstəricisini yazın."),
    "odometer_back": _l("Odometr geri getmir: əvvəlki vərəq (%(number)s) %(last)s km ilə bağlanıb."),
    "odometer_gap": _l(
        "Odometr əvvəlki vərəqin (%(number)s) %(last)s km göstəricisi ilə üst-üstə düşmür; səbəb yazılıb."
    ),
    "odometer_gap_unexplained": _l(
        "Odometr əvvəlki vərəqin (%(number)s) %(last)s km göstəricisi ilə üst-üstə düşmür. Səbəbini yazın."
    ),
    "fuel_missing": _l("Bakda qalan yanacağı yazın."),
    "fuel_impossible": _l("Yanacaq %(litres)s litrdən çox ola bilməz."),
    "tank_empty": _l("Bak boşdur."),
    "norm_missing": _l("Yanacaq norması yazılmayıb: sərfi müqayisə etmək olmayacaq."),
    "medical_missing": _l("Sürücünün tibbi müayinəsi qeyd olunmayıb."),
    "medical_late": _l("Tibbi müayinə yola çıxmadan əvvəl olmalıdır."),
    "technical_missing": _l("Nəqliyyat vasitəsinin texniki buraxılışı qeyd olunmayıb."),
    "technical_late": _l("Texniki buraxılış yola çıxmadan əvvəl olmalıdır."),
    "times_missing": _l("Yola çıxma və qayıtma vaxtını yazın."),
    "times_turned": _l("Qayıtma yola çıxmadan sonra olmalıdır."),
    "times_ahead": _l("Qayıtma vaxtı gələcəkdə ola bilməz."),
    "returned_late": _l("Qayıtma vərəqin son günündən sonradır."),
    "odometer_back_home": _l("Odometr geri getmir: yola çıxanda %(last)s km idi."),
    "too_far": _l("%(km)s km bu vaxta sığmır: odometri və vaxtları yoxlayın."),
    "fuel_grew": _l("Qalan yanacaq veriləndən çoxdur: litrləri yoxlayın."),
    "fuel_unused": _l("Yol gedilib, yanacaq isə sərf olunmayıb."),
    "fuel_off_norm": _l("Sərf %(used)s l, norma üzrə %(norm)s l: fərq 30%%-dən çoxdur."),
    "work_missing": _l("Görülən iş (reyslər) yazılmayıb."),
}


def text_of(finding: Finding) -> str:
    """Return the sentence of a finding in the language of the page."""
    return filled(TEXTS[finding.code], dict(finding.values))
