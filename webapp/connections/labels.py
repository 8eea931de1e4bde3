"""The forms' own words (act 000, annex 2, forms 1 and 2; clause 3.3), field by field."""

from typing import Final

from webapp.core.text import Text, _l

STATUSES: Final[dict[str, Text]] = {
    "central": _l("mərkəzi icra hakimiyyəti orqanı"),
    "local": _l("yerli icra hakimiyyəti orqanı"),
    "municipal": _l("yerli özünüidarəetmə orqanı"),
    "other": _l("digər təşkilat"),
}
VERDICTS: Final[dict[str, Text]] = {"positive": _l("müsbət"), "negative": _l("mənfi")}
FORM1: Final[dict[str, Text]] = {
    "name": _l("İştirakçının adı"),
    "about": _l("İştirakçı haqqında qısa məlumat"),
    "voen": _l("VÖEN"),
    "status": _l("İştirakçının statusu"),
    "legal_address": _l("Hüquqi ünvan"),
    "actual_address": _l("Faktiki ünvan"),
    "basis_act": _l("əsas (hüquqi akt)"),
    "basis_other": _l("digər əsas"),
    "basis_notes": _l("qeydlər"),
    "system": _l("İnformasiya sisteminin tam adı"),
    "resources": _l("İnformasiya ehtiyatının (ehtiyatlarının) tam adı"),
    "extract": _l("Çıxarışın nömrəsi"),
    "assessed_on": _l("qiymətləndirilmənin aparılma tarixi"),
    "opinion": _l("qiymətləndirilmənin nəticəsinə dair rəy"),
}
FORM1_SECTIONS: Final[dict[str, Text]] = {
    "1": _l("İştirakçı haqqında məlumat"),
    "1.7": _l("Qoşulmaq üçün əsas"),
    "1.11": _l("İnformasiya sisteminin qiymətləndirilməsinin aparılmasına dair məlumat"),
    "2": _l("Əlaqə məlumatları"),
    "2.1": _l("Qoşulma üzrə məsul şəxs"),
    "2.2": _l("İştirakçının texniki dəstəyinin təmin olunmasında məsul şəxs (ən azı iki nəfər göstərilməlidir)"),
    "3": _l("Səlahiyyətli vəzifəli şəxs"),
}
EXTRACT_HINT: Final = _l(
    "İnformasiya ehtiyatının dövlət informasiya ehtiyatlarının reyestrində və ya fərdi məlumatların informasiya "
    "sistemlərinin dövlət reyestrində qeydiyyatı barədə çıxarışın nömrəsi (qanunvericiliklə qeydiyyatı tələb "
    "olunduğu təqdirdə)"
)
PERSON_COLUMNS: Final[dict[str, Text]] = {
    "name": _l("Soyadı, adı, atasının adı"),
    "work_phone": _l("İş telefonu"),
    "mobile_phone": _l("Mobil telefonu"),
    "email": _l("Elektron poçt ünvanı (e-mail)"),
}
OFFICIAL: Final[dict[str, Text]] = {
    "official_name": _l("Soyadı, adı, atasının adı"),
    "official_post": _l("Vəzifəsi"),
    "signature": _l("İmza"),
    "date": _l("Tarix"),
    "seal": _l("M.Y."),
}
FORM2: Final[dict[str, Text]] = {
    "participant": _l("Portal iştirakçısının adı"),
    "system": _l("Portal iştirakçısının informasiya sisteminin adı"),
    "basis": _l("Dövlət xidmətlərinin təqdim edilməsini təmin edən müvafiq normativ hüquqi sənədlər barədə məlumat"),
    "email": _l("elektron poçt ünvanı"),
    "phone": _l("telefon nömrəsi"),
}
FORM2_SECTIONS: Final[dict[str, Text]] = {
    "0": _l("Başlıq"),
    "1": _l("aşağıda göstərilən elektron xidmətin “Elektron hökumət” portalına qoşulmasına köməklik edəsiniz"),
    "1.1": _l("Sıra -si"),
    "table": _l("Xidmətlər cədvəli"),
    "2": _l("Elektron xidmətin Portala qoşulması haqqında məlumatlandırma"),
    "3": _l("Səlahiyyətli vəzifəli şəxs"),
    "signature": _l("imza"),
    "date": _l("tarix"),
}
BASIS_HINT: Final = _l(
    "elektron formada dövlət xidmətlərinin göstərilməsinin təmin edilməsi və dövlət funksiyalarının icrası ilə bağlı "
    "... əsasında xahiş edirəm:"
)
SERVICE_COLUMNS: Final[dict[str, Text]] = {
    "title": _l("Xidmətin adı"),
    "regulation": _l("İnzibati reqlament barəsində məlumat"),
    "responsible": _l("Xidmətin istismarına cavabdeh şəxs: soyadı, adı, atasının adı"),
    "phone": _l("Xidmətin istismarına cavabdeh şəxs: əlaqə nömrəsi"),
}
REGULATION_HINT: Final = _l("Azərbaycan Respublikası Hüquqi Aktların Dövlət Reyestrinin qeydiyyat nömrəsi")
CONTRACT: Final[dict[str, Text]] = {
    "services": _l("3.3.2. İştirakçının Portal vasitəsilə təqdim etdiyi elektron xidmətlərin siyahısı"),
    "used": _l("3.3.3. İştirakçının Portal vasitəsilə istifadə etdiyi məlumatların siyahısı"),
    "administrator_name": _l("Server inzibatçısının soyadı, adı, atasının adı"),
    "administrator_phone": _l("Server inzibatçısının telefonu"),
    "structure": _l("3.3.5. Göndərilən elektron sorğuların strukturunun təsviri"),
    "restricted": _l("3.3.6. Əldə olunması məhdudlaşdırılan informasiyadan istifadə imkanı və qaydası"),
    "additional": _l("3.3.7. Məlumat mübadiləsinin xüsusiyyətlərini əks etdirən əlavə müddəalar"),
}
