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
MEDIA: Final[dict[str, Text]] = {
    "any": _l("Hər vasitə ilə"),
    "cash": _l("Nağd"),
    "card": _l("Nəqliyyat kartı"),
    "account": _l("Elektron bilet"),
}
WEEKDAYS: Final[dict[str, Text]] = {
    "1": _l("Bazar ertəsi"),
    "2": _l("Çərşənbə axşamı"),
    "3": _l("Çərşənbə"),
    "4": _l("Cümə axşamı"),
    "5": _l("Cümə"),
    "6": _l("Şənbə"),
    "7": _l("Bazar"),
}
LAYOUTS: Final[dict[str, Text]] = {"2+2": _l("2+2: hər tərəfdə iki yer"), "2+1": _l("2+1: solda iki, sağda bir yer")}
BOARD_STATES: Final[dict[str, tuple[Text, str]]] = {
    "on_time": (_l("Vaxtında"), "success"),
    "late": (_l("Gecikir"), "warning"),
    "closed": (_l("Satış bağlanıb"), "neutral"),
    "cancelled": (_l("Ləğv edilib"), "danger"),
    "left": (_l("Yola düşüb"), "neutral"),
}
IMPORT_STATES: Final[dict[str, tuple[Text, str]]] = {
    "faulty": (_l("Nöqsanlıdır"), "danger"),
    "clean": (_l("Nöqsansızdır, təsdiq gözləyir"), "warning"),
    "applying": (_l("Tətbiq olunur"), "info"),
    "applied": (_l("Tətbiq edilib"), "success"),
    "stale": (_l("Köhnəlib: şəbəkə bu arada dəyişib"), "neutral"),
}
PARTS: Final[dict[str, Text]] = {
    "places": _l("Stansiyalar"),
    "lines": _l("Marşrutlar"),
    "runs": _l("Hərəkət cədvəli"),
    "prices": _l("Tariflər"),
}
STEPS: Final[dict[str, Text]] = {
    "timetable.cancelled": _l("Reys ləğv edildi"),
    "timetable.delayed": _l("Reysin gecikməsi bildirildi"),
    "timetable.bus_changed": _l("Reysin avtobusu dəyişdirildi"),
    "timetable.handed_in": _l("Hərəkət cədvəli yoxlanıldı"),
    "timetable.agreed": _l("Hərəkət cədvəlinin idxalı təsdiqləndi"),
    "timetable.imported": _l("Hərəkət cədvəli idxal edildi"),
    "timetable.station_kept": _l("Stansiya saxlanıldı"),
    "timetable.route_kept": _l("Marşrut saxlanıldı"),
    "timetable.fare_set": _l("Tarif müəyyən edildi"),
}
