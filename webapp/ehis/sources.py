"""The registers by the names that people know."""

from typing import Final

from webapp.core.text import Text, _l

SOURCES: Final[dict[str, Text]] = {
    "AZ/GOV/DIN": _l("Daxili İşlər Nazirliyi: əhali reyestri"),
    "AZ/GOV/DVX": _l("Dövlət Vergi Xidməti: vergi ödəyicilərinin reyestri"),
    "AZ/GOV/DYP": _l("Baş Dövlət Yol Polisi İdarəsi: nəqliyyat vasitələri və sürücülər"),
    "AZ/GOV/EMEK": _l("Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi: əmək müqavilələri"),
    "AZ/GOV/DSMF": _l("Dövlət Sosial Müdafiə Fondu: məcburi dövlət sosial sığorta haqları"),
    "AZ/GOV/ADLIYYE": _l("Ədliyyə Nazirliyi: qeyri-kommersiya hüquqi şəxslər"),
    "AZ/GOV/NOTARIAT": _l("Ədliyyə Nazirliyi: “Elektron notariat”"),
    "AZ/GOV/DSX": _l("Dövlət Sərhəd Xidməti: sərhədkeçmə uçotu"),
    "AZ/GOV/ISB": _l("İcbari Sığorta Bürosu: icbari sığorta müqavilələri"),
    "AZ/GOV/EMDX": _l("Əmlak Məsələləri Dövlət Xidməti: daşınmaz əmlakın və ünvanların reyestrləri"),
    "AZ/GOV/SEHIYYE": _l("Səhiyyə Nazirliyi: sürücülərin tibbi müayinəsi"),
    "AZ/GOV/AKKRED": _l("Azərbaycan Akkreditasiya Mərkəzi: akkreditasiya attestatları"),
    "AZ/GOV/TEHSIL": _l("Təhsil Nazirliyi: təhsil haqqında sənədlər"),
    "AZ/GOV/HAZIRLIQ": _l("Sürücülərin hazırlığı mərkəzləri: hazırlıq şəhadətnamələri"),
    "AZ/GOV/DIM": _l("Dövlət İmtahan Mərkəzi: dövlət qulluqçularının reyestri"),
    "AZ/GOV/AAK": _l("Ali Attestasiya Komissiyası: elmi dərəcələr və elmi adlar"),
    "AZ/GOV/SXCDX": _l("Səfərbərlik və Hərbi Xidmətə Çağırış üzrə Dövlət Xidməti: hərbi uçot"),
    "AZ/GOV/DTX": _l("Dövlət Təhlükəsizliyi Xidməti"),
}


def source_name(source: str) -> Text:
    """Return the name of the register whose member path an answer carries as `source`."""
    return SOURCES.get(source, source)
