"""Classes of posts and the words of choices that several groups share.

Administrative posts have classes 1–7, auxiliary ones 1–4 (classification of posts: decree 911 of 4 August 2003).
"""

from typing import Final

from webapp.core.text import Text, _l

ADMINISTRATIVE: Final = tuple(f"a{number}" for number in range(1, 8))
CLASSES: Final[dict[str, Text]] = {
    "a1": _l("inzibati vəzifə, 1-ci təsnifat"),
    "a2": _l("inzibati vəzifə, 2-ci təsnifat"),
    "a3": _l("inzibati vəzifə, 3-cü təsnifat"),
    "a4": _l("inzibati vəzifə, 4-cü təsnifat"),
    "a5": _l("inzibati vəzifə, 5-ci təsnifat"),
    "a6": _l("inzibati vəzifə, 6-cı təsnifat"),
    "a7": _l("inzibati vəzifə, 7-ci təsnifat"),
    "y1": _l("yardımçı vəzifə, 1-ci təsnifat"),
    "y2": _l("yardımçı vəzifə, 2-ci təsnifat"),
    "y3": _l("yardımçı vəzifə, 3-cü təsnifat"),
    "y4": _l("yardımçı vəzifə, 4-cü təsnifat"),
}
BODY_KINDS: Final[dict[str, Text]] = {
    "supreme": _l("ali kateqoriya"),
    "1": _l("1-ci kateqoriya"),
    "2": _l("2-ci kateqoriya"),
    "3": _l("3-cü kateqoriya"),
    "4": _l("4-cü kateqoriya"),
    "5": _l("5-ci kateqoriya"),
}
SEXES: Final = (("m", _l("kişi")), ("f", _l("qadın")))


def is_administrative(code: str | None) -> bool:
    """Whether a class is one of administrative posts: only their holders have qualification ranks."""
    return code in ADMINISTRATIVE
