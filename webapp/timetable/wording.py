"""Words for what the tables keep as codes."""

from typing import Final

from webapp.core.text import Text, _l

KINDS: Final[dict[str, Text]] = {
    "city": _l("Şəhərdaxili"),
    "intercity": _l("Şəhərlərarası"),
    "international": _l("Beynəlxalq"),
}
RIDERS: Final[dict[str, Text]] = {
    "adult": _l("Böyük"),
    "child": _l("10 yaşınadək uşaq"),
    "lap": _l("5 yaşınadək, yersiz"),
}
