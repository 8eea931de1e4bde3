"""What the checks find, in words."""

from typing import Final

from webapp.core.findings import Finding
from webapp.core.text import Text, _l, filled

TEXTS: Final[dict[str, Text]] = {
    "purpose-missing": _l("Səfərin məqsədini seçin."),
    "organiser-missing": _l("Sifarişçinin adını yazın."),
    "organiser-unknown": _l("Sifarişçi bu nömrə ilə portalda tapılmadı: o, formulyarı kabinetində görməyəcək."),
    "legs-missing": _l("Sərnişinli ən azı bir mərhələ yazın."),
    "leg-places-missing": _l("Mərhələ %(leg)s: haradan və haraya getdiyini yazın."),
    "leg-goes-nowhere": _l("Mərhələ %(leg)s: eyni yerə qayıdırsa, məsafəni yazın."),
    "leg-times-missing": _l("Mərhələ %(leg)s: yola düşmə və çatma vaxtını yazın."),
    "leg-ends-before-it-begins": _l("Mərhələ %(leg)s: çatma yola düşmədən sonra olmalıdır."),
    "leg-begins-elsewhere": _l("Mərhələ %(leg)s əvvəlkinin bitdiyi yerdən başlamalıdır: %(place)s."),
    "leg-begins-too-early": _l("Mərhələ %(leg)s əvvəlki mərhələ bitmədən başlayır."),
    "departed-already": _l("Yola düşmə vaxtı keçib: formulyar səfərdən əvvəl imzalanır."),
    "signed-too-late": _l("Formulyar yola düşməyə ən azı %(minutes)s dəqiqə qalmış imzalanır."),
    "regular-route": _l(
        "Mərhələ %(leg)s müntəzəm marşrutun dayanacaqlarını birləşdirir: onlarda sərnişin götürmək olmaz."
    ),
    "bus-missing": _l("Avtobusu seçin."),
    "bus-unknown": _l("%(plate)s parkınızda tapılmadı."),
    "not-a-bus": _l("%(plate)s avtobus deyil."),
    "bus-not-registered": _l("%(plate)s qeydiyyatda deyil."),
    "bus-on-another-form": _l("Bu avtobus həmin vaxt %(number)s nömrəli formulyardadır."),
    "bus-on-a-regular-trip": _l("Bu avtobus həmin vaxt %(number)s müntəzəm reysindədir."),
    "inspection-unknown": _l("%(plate)s üzrə texniki baxış məlum deyil."),
    "inspection-expires": _l("Texniki baxış səfər bitmədən, %(day)s tarixində qurtarır."),
    "insurance-unknown": _l("%(plate)s üzrə icbari sığorta məlum deyil."),
    "insurance-expires": _l("İcbari sığorta səfər bitmədən, %(day)s tarixində qurtarır."),
    "passengers-insurance-unknown": _l("%(plate)s üzrə sərnişinlərin sığortası məlum deyil."),
    "passengers-insurance-expires": _l("Sərnişinlərin sığortası səfər bitmədən, %(day)s tarixində qurtarır."),
    "card-unknown": _l("%(plate)s üzrə qeyri-müntəzəm daşıma kartı yoxdur."),
    "card-expires": _l("Qeyri-müntəzəm daşıma kartı səfər bitmədən, %(day)s tarixində qurtarır."),
    "driver-missing": _l("Sürücünü seçin."),
    "driver-unknown": _l("Seçilmiş sürücü parkınızda tapılmadı."),
    "licence-not-valid": _l("Sürücülük vəsiqəsi səfərin sonunadək qüvvədə deyil."),
    "licence-without-category": _l("Sürücülük vəsiqəsində %(category)s kateqoriyası yoxdur."),
    "too-long-for-the-drivers": _l(
        "%(day)s: sürmə müddəti bu sayda sürücü üçün çoxdur (birinə gündə ən çoxu 10 saat). Sürücü əlavə edin."
    ),
    "over-nine-hours": _l("%(day)s: sürmə 9 saatı keçir. Bu, həftədə iki dəfədən çox ola bilməz."),
    "service-missing": _l("Beynəlxalq səfər: daşımanın növünü seçin."),
    "countries-missing": _l("Beynəlxalq səfər: hansı ölkələrdən keçdiyini yazın."),
    "borders-missing": _l("Beynəlxalq səfər: sərhəd buraxılış məntəqələrini yazın."),
    "passport-missing": _l(
        "Beynəlxalq səfər: siyahının %(line)s-ci sərnişinində pasport və vətəndaşlıq göstərilməyib."
    ),
    "passengers-missing": _l("Sərnişinlərin siyahısını yazın."),
    "passenger-twice": _l("Sonu %(document)s olan sənəd siyahıda iki dəfədir."),
    "too-many-passengers": _l("Siyahıda %(many)s sərnişin var, yer isə %(free)s."),
}
LINES: Final[dict[str, Text]] = {
    "name": _l("Sətir %(line)s: adı və soyadı yazın (ən çoxu 120 hərf)."),
    "document": _l("Sətir %(line)s: sənədin nömrəsini sənəddəki kimi yazın."),
    "born": _l("Sətir %(line)s: doğum ilini dörd rəqəmlə yazın."),
    "too-many": _l("Siyahıda ən çoxu 100 sərnişin ola bilər."),
}

TABLES: Final[dict[str, Text]] = {
    "empty": _l("Faylda cədvəl yoxdur."),
    "damaged": _l("Fayl oxunmur: CSV və ya Excel faylı göndərin."),
    "locked": _l("Fayl parolla bağlıdır."),
    "bomb": _l("Fayl açılanda həddindən artıq böyüyür."),
    "too-many-rows": _l("Siyahıda ən çoxu 100 sərnişin ola bilər."),
    "too-many-columns": _l("Cədvəldə sütun çoxdur: ad soyad, sənəd, vətəndaşlıq, doğum ili."),
}


def text_of(finding: Finding) -> str:
    """Return the sentence of a finding in the language of the moment."""
    return filled(TEXTS[finding.code], dict(finding.values))
