"""The registers by the names that people know."""

from typing import Final

from webapp.core.text import Text, _l

SOURCES: Final[dict[str, Text]] = {
    "AZ/GOV/DIN": _l("Daxili İşlər Nazirliyi: əhali reyestri"),
    "AZ/GOV/DVX": _l("Dövlət Vergi Xidməti: vergi ödəyicilərinin reyestri"),
    "AZ/GOV/DYP": _l("Baş Dövlət Yol Polisi İdarəsi: nəqliyyat vasitələri və sürücülər"),
    "AZ/GOV/EMEK": _l("Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi: əmək müqavilələri"),
}


def source_name(source: str) -> Text:
    """Return the name of the register whose member path an answer carries as `source`."""
    return SOURCES.get(source, source)
