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
    "benefit": _l("Güzəştli sərnişin"),
}
LAYOUTS: Final[dict[str, Text]] = {"2+2": _l("2+2: hər tərəfdə iki yer"), "2+1": _l("2+1: solda iki, sağda bir yer")}
STEPS: Final[dict[str, Text]] = {
    "timetable.cancelled": _l("Reys ləğv edildi"),
    "timetable.bus_changed": _l("Reysin avtobusu dəyişdirildi"),
}
