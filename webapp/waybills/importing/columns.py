"""Which columns a table may have, how they are called in three languages, and how each cell is read. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from webapp.core.azerbaijani import fold, normal_plate, normal_voen
from webapp.core.clock import BAKU
from webapp.waybills.packages import PACKAGES
from webapp.waybills.typed import hs_digits, instant_of

WEIGHT: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,3}\d*)?")
WHOLE: Final = re.compile(r"\d{1,6}")
SERIAL: Final = re.compile(r"[3-6]\d{4}(?:[.,]\d+)?")
FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a local day, as tables count from it
MINUTES_OF_A_DAY: Final = 24 * 60
HS: Final = re.compile(r"\d{4,10}")


class NotRead(ValueError):
    """A cell cannot be read: `code` names the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its names as people write them, how a cell is read, whether it must be filled."""

    code: str
    names: tuple[str, ...]
    read: Callable[[str], Any]
    needed: bool = False


def _words(longest: int) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if len(cell) > longest:
            raise NotRead("too-long")
        return cell

    return read


def _voen(cell: str) -> str:
    found = normal_voen(cell.zfill(10) if cell.isdecimal() else cell)  # a table drops noughts in front
    if cell and not found:
        raise NotRead("voen")
    return found or ""


def _plate(cell: str) -> str:
    found = normal_plate(cell)
    if cell and not found:
        raise NotRead("plate")
    return found or ""


def _weight(cell: str) -> Decimal | None:
    plain = "".join(cell.split())
    if plain and not WEIGHT.fullmatch(plain):
        raise NotRead("weight")
    return Decimal(plain.replace(",", ".")).quantize(Decimal("0.001")).normalize() if plain else None


def _count(cell: str) -> int | None:
    if cell and not WHOLE.fullmatch(cell):
        raise NotRead("count")
    return int(cell) if cell else None


def _moment(cell: str) -> datetime | None:
    found = _serial(cell) if SERIAL.fullmatch(cell) else instant_of(" ".join(cell.split())[:19])
    if cell and found is None:
        raise NotRead("moment")
    return found


def _serial(cell: str) -> datetime:
    """Return the instant of a day as spreadsheet programs count them, whose cell lost its format: 46349.375."""
    minutes = round(float(cell.replace(",", ".")) * MINUTES_OF_A_DAY)
    return (FIRST_DAY + timedelta(minutes=minutes)).replace(tzinfo=BAKU).astimezone(UTC)


def _package(cell: str) -> str:
    if cell and cell.upper() not in PACKAGES:
        raise NotRead("package")
    return cell.upper()


def _hs(cell: str) -> str:
    digits = hs_digits(cell)
    if digits and not HS.fullmatch(digits):
        raise NotRead("hs")
    return digits


COLUMNS: Final = (
    Column("reference", ("sifariş", "istinad", "reference", "заказ"), _words(40)),
    Column("consignor", ("yükgöndərən", "consignor", "грузоотправитель"), _voen),
    Column("carrier", ("daşıyıcı", "carrier", "перевозчик"), _voen),
    Column("consignee", ("yükalan", "consignee", "грузополучатель"), _voen, needed=True),
    Column("loading", ("yükləmə yeri", "loading place", "место погрузки"), _words(200), needed=True),
    Column("loading_address", ("yükləmə ünvanı", "loading address", "адрес погрузки"), _words(300)),
    Column("loading_at", ("yükləmə vaxtı", "loading time", "время погрузки"), _moment),
    Column("unloading", ("boşaltma yeri", "unloading place", "место разгрузки"), _words(200), needed=True),
    Column("unloading_address", ("boşaltma ünvanı", "unloading address", "адрес разгрузки"), _words(300)),
    Column("unloading_at", ("boşaltma vaxtı", "unloading time", "время разгрузки"), _moment),
    Column("plate", ("avtomobil", "vehicle", "автомобиль"), _plate),
    Column("trailer", ("qoşqu", "trailer", "прицеп"), _plate),
    Column("driver", ("sürücü", "driver", "водитель"), _words(120)),
    Column("nature", ("yükün adı", "goods", "груз"), _words(500), needed=True),
    Column("marks", ("marka", "marks", "маркировка"), _words(200)),
    Column("packages", ("yer sayı", "packages", "мест"), _count),
    Column("package_type", ("qablaşdırma", "package type", "упаковка"), _package),
    Column("hs_code", ("xif mn kodu", "hs code", "код тн вэд"), _hs),
    Column("gross_kg", ("brutto", "gross", "брутто"), _weight, needed=True),
    Column("net_kg", ("netto", "net", "нетто"), _weight),
    Column("volume_m3", ("həcm", "volume", "объём"), _weight),
    Column("documents", ("sənədlər", "documents", "документы"), _words(500)),
    Column("instructions", ("göstərişlər", "instructions", "указания"), _words(1000)),
)
BY_CODE: Final = {one.code: one for one in COLUMNS}


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return where each known column stands; names are compared folded, what stands in brackets after them is forgiven."""
    known = {_plain(name): one.code for one in COLUMNS for name in (one.code, *one.names)}
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        code = known.get(_plain(name))
        if code is not None:
            found.setdefault(code, place)
    return found


def missing(found: dict[str, int]) -> list[str]:
    """Return the codes of columns that a table must have and this one has not."""
    return [one.code for one in COLUMNS if one.needed and one.code not in found]


def _plain(name: str) -> str:
    bare = re.sub(r"[\(\[,].*", "", name.replace("_", " "))
    return " ".join(fold(bare).split())
