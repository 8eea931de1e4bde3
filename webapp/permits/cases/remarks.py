"""What the findings of the checks say to applicant and officer, by code."""

from typing import Final

from webapp.core.text import Text, _l

OF_HOLDER: Final[dict[str, Text]] = {
    "inactive": _l("Vergi ödəyicisi aktiv deyil."),
    "other_name": _l("Vergi reyestrində ad başqadır."),
    "document_over": _l("Şəxsiyyəti təsdiq edən sənəd qüvvədə deyil."),
    "tax_debt": _l("Vergi borcu var."),
    "contribution_debt": _l("Məcburi dövlət sosial sığorta haqları üzrə borc var."),
}
OF_VEHICLE: Final[dict[str, Text]] = {
    "not_registered": _l("Nəqliyyat vasitəsi qeydiyyatda deyil və ya qeydiyyatı dayandırılıb."),
    "wrong_category": _l("Nəqliyyat vasitəsinin kateqoriyası bu daşımaya uyğun deyil."),
    "not_yours": _l("Nəqliyyat vasitəsi sizin deyil, icarəniz və ya istifadə hüququnuz reyestrdə yoxdur."),
    "power_over": _l("Etibarnamə ləğv edilib və ya müddəti bitib."),
    "inspection_over": _l("Texniki baxışın müddəti bitib."),
    "not_passed": _l("Nəqliyyat vasitəsi texniki baxışdan keçməyib."),
    "liability": _l("Sahibin mülki məsuliyyət sığortası qüvvədə deyil."),
    "passengers": _l("Sərnişinlərin icbari fərdi qəza sığortası qüvvədə deyil."),
    "occupational": _l("Sürücülərin istehsalatda bədbəxt hadisələrdən sığortası qüvvədə deyil."),
    "has_card": _l("Nəqliyyat vasitəsinin bu növ üzrə qüvvədə olan kartı var."),
    "twice": _l("Bu nəqliyyat vasitəsi müraciətdə iki dəfə göstərilib."),
    "not_in_fleet": _l("Nəqliyyat vasitəsi artıq parkınızda görünmür."),
    "too_old": _l("Avtomobil yeni kart üçün çox köhnədir."),
    "too_old_to_work": _l("Avtomobilin yaşı iş üçün həddi keçib."),
    "colour": _l("Avtomobilin rəngi tələbə uyğun deyil."),
    "euro": _l("Ekoloji sinif tələb olunandan aşağıdır."),
    "unknown_euro": _l("Ekoloji sinif göstərilməyib."),
}
OF_DRIVER: Final[dict[str, Text]] = {
    "licence_taken": _l("Sürücülük vəsiqəsi dayandırılıb və ya geri alınıb."),
    "licence_over": _l("Sürücülük vəsiqəsinin müddəti bitib."),
    "licence_category": _l("Vəsiqənin kateqoriyası göstərilən nəqliyyat vasitələrinə uyğun deyil."),
    "not_employed": _l("Sürücü ilə əmək müqaviləsi reyestrdə yoxdur."),
    "not_trained": _l("Qüvvədə olan xüsusi hazırlıq şəhadətnaməsi yoxdur."),
    "unfit": _l("Tibbi müayinənin rəyi: yararlı deyil."),
    "medical_over": _l("Tibbi müayinənin müddəti bitib."),
}
OF_ROOM: Final[dict[str, Text]] = {
    "queue": _l("Ərazi üzrə kartların həddi dolub: müraciət imza vaxtına görə növbədə %(place)s-ci yerdədir."),
    "no_territory": _l("Ərazi və ya nəqliyyat vasitəsi göstərilməyib."),
    "nothing_changed": _l("Reyestrdə ad, ünvan və qeydiyyat nişanı icazədəki kimidir."),
    "not_needed": _l("Ölçülər və kütlə hədləri keçmir: icazə tələb olunmur."),
}
