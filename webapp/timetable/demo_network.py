"""The demo network as data: stations and stops, lines with their ways, departures, buses and prices."""

from dataclasses import dataclass
from datetime import time
from typing import Final

ABSERON: Final = ("9900010491", "“Abşeron Avtobus” MMC", "Xırdalan şəhəri, Heydər Əliyev prospekti 3")
OLD_ROAD: Final = ("9900010511", "“Köhnə Yol” MMC", "Gəncə şəhəri, Cavad xan küçəsi 101")
STATIONS: Final = (
    ("BAK", "Bakı", "Baku", "Баку", 15, 40.4236, 49.7996),
    ("SUM", "Sumqayıt", "Sumgait", "Сумгаит", 5, 40.5897, 49.6686),
    ("YEV", "Yevlax", "Yevlakh", "Евлах", 10, 40.6172, 47.15),
    ("GNC", "Gəncə", "Ganja", "Гянджа", 10, 40.6828, 46.3606),
    ("SHK", "Şəki", "Shaki", "Шеки", 10, 41.1919, 47.1706),
    ("TBS", "Tbilisi", "Tbilisi", "Тбилиси", 15, 41.6938, 44.8015),
    ("XKD", "Xankəndi", "Khankendi", "Ханкенди", 30, 39.8177, 46.7528),
    ("B-ICH", "İçərişəhər", "Icherisheher", "Ичеришехер", 0, 40.366, 49.8316),
    ("B-SAH", "Sahil", "Sahil", "Сахил", 0, 40.3719, 49.8445),
    ("B-28M", "28 May", "28 May", "28 Мая", 0, 40.3797, 49.8486),
    ("B-GEN", "Gənclik", "Ganjlik", "Гянджлик", 0, 40.4005, 49.8514),
    ("B-NAR", "Nəriman Nərimanov", "Nariman Narimanov", "Нариман Нариманов", 0, 40.4029, 49.8706),
    ("B-ULD", "Ulduz", "Ulduz", "Улдуз", 0, 40.4153, 49.8917),
    ("B-KOR", "Koroğlu", "Koroghlu", "Кёроглу", 0, 40.4208, 49.9178),
    ("B-QAR", "Qara Qarayev", "Gara Garayev", "Кара Караев", 0, 40.4175, 49.9339),
    ("B-NEF", "Neftçilər", "Neftchilar", "Нефтчиляр", 0, 40.4104, 49.9433),
    ("B-XAL", "Xalqlar Dostluğu", "Khalglar Dostlughu", "Халглар Достлугу", 0, 40.3975, 49.953),
    ("B-AHM", "Əhmədli", "Ahmadli", "Ахмедлы", 0, 40.385, 49.954),
    ("B-HAZ", "Həzi Aslanov", "Hazi Aslanov", "Ази Асланов", 0, 40.3728, 49.9537),
)
CITY_STOPS: Final = tuple(row[0] for row in STATIONS if row[0].startswith("B-"))


@dataclass(frozen=True, slots=True)
class DemoLine:
    """A demo route: carrier, stops with minutes and zones, departures, its bus, the price of each zone gone through.

    `platforms` are those of its stations, by code.
    """

    number: str
    kind: str
    carrier: tuple[str, str, str]
    stops: tuple[tuple[str, int, int], ...]
    departs: tuple[time, ...]
    bus: tuple[str, int, str]
    zone_qepik: int
    platforms: tuple[tuple[str, str], ...] = ()


LINES: Final = (
    DemoLine(
        "501",
        "intercity",
        ABSERON,
        (("BAK", 0, 1), ("YEV", 210, 3), ("GNC", 300, 4)),
        (time(8), time(14), time(20)),
        ("01-AB-401", 49, "2+2"),
        350,
        (("BAK", "12"), ("GNC", "2")),
    ),
    DemoLine(
        "502",
        "intercity",
        ABSERON,
        (("GNC", 0, 4), ("YEV", 90, 3), ("BAK", 300, 1)),
        (time(7), time(13)),
        ("01-AB-402", 49, "2+2"),
        350,
        (("GNC", "1"), ("BAK", "14")),
    ),
    DemoLine(
        "510",
        "intercity",
        ABSERON,
        (("SUM", 0, 1), ("BAK", 40, 1), ("SHK", 330, 5)),
        (time(9),),
        ("01-AB-403", 31, "2+2"),
        280,
        (("BAK", "7"),),
    ),
    DemoLine(
        "701",
        "intercity",
        ABSERON,
        (("BAK", 0, 1), ("XKD", 330, 6)),
        (time(7, 30),),
        ("01-AB-402", 45, "2+2"),
        250,
        (("BAK", "9"),),
    ),
    DemoLine(
        "702",
        "intercity",
        ABSERON,
        (("XKD", 0, 6), ("BAK", 330, 1)),
        (time(15),),
        ("01-AB-402", 45, "2+2"),
        250,
    ),
    DemoLine(
        "901",
        "international",
        ABSERON,
        (("BAK", 0, 1), ("GNC", 300, 4), ("TBS", 560, 7)),
        (time(21),),
        ("01-AB-404", 19, "2+1"),
        600,
        (("BAK", "1"),),
    ),
    DemoLine(
        "5",
        "city",
        OLD_ROAD,
        tuple((code, 4 * n, 1) for n, code in enumerate(CITY_STOPS)),
        tuple(time(hour) for hour in range(7, 23)),
        ("10-KY-505", 40, "2+2"),
        60,
    ),
)
