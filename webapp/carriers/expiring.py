"""What ends when: the papers of vehicles and drivers in order of their ends, sought and narrowed. Asks nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from webapp.carriers.values import Driver, Held
from webapp.core.azerbaijani import fold

PAGE: Final = 50
FIRST: Final = 30


class Band(StrEnum):
    """How soon something ends, the most urgent first; the codes are those of an address."""

    ENDED = "ended"
    WEEK = "7"
    MONTH = "30"
    TWO_MONTHS = "60"
    LATER = "later"
    UNKNOWN = "unknown"


WITHIN: Final = {Band.WEEK: 7, Band.MONTH: 30, Band.TWO_MONTHS: 60}
URGENT: Final = (Band.ENDED, *WITHIN)


def band_of(valid_to: date | None, today: date) -> Band:
    """Return how soon a paper ends that is valid to the end of `valid_to`."""
    if valid_to is None:
        return Band.UNKNOWN
    left = (valid_to - today).days
    if left < 0:
        return Band.ENDED
    return next((band for band, days in WITHIN.items() if left <= days), Band.LATER)


@dataclass(frozen=True, slots=True)
class Line:
    """A vehicle or a driver in a list, with the paper of it that ends first: its code, its last day, how soon that is."""

    key: str
    title: str
    words: str
    thing: Held | Driver
    paper: str
    valid_to: date | None
    band: Band

    @property
    def order(self) -> tuple[int, date, str]:
        """The urgent ones first, by day; the others by title."""
        return (0, self.valid_to, self.title) if self.band in URGENT and self.valid_to else (1, date.max, self.title)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lines to show: how many there are in all and by band, how many fit, the page, and where the next page starts."""

    total: int
    bands: dict[Band, int]
    found: int
    lines: Sequence[Line]
    following: str | None


def vehicle_line(held: Held, today: date, more: Iterable[tuple[str, date]] = ()) -> Line:
    """Return the line of a vehicle: inspection, insurances, the end of the right to it, and `more` papers (code, last day)."""
    one = held.vehicle
    papers = [
        ("inspection", one.inspection_valid_to),
        ("liability", one.insurance_valid_to),
        *([("passengers", one.passengers_valid_to)] if one.passengers_valid_to else []),
        *([(f"right-{held.right}", held.valid_to)] if held.valid_to else []),
        *more,
    ]
    words = f"{one.plate} {one.plate.replace('-', '')} {one.description} {one.vin}"
    return _line(one.public_id, one.plate, words, held, papers, today)


def driver_line(driver: Driver, today: date) -> Line:
    """Return the line of a driver, with the end of the licence."""
    words = f"{driver.name} {driver.licence_number or ''}"
    return _line(driver.public_id, driver.name, words, driver, [("licence", driver.licence_valid_to)], today)


def shelve(lines: Sequence[Line], *, q: str = "", band: str = "", after: str = "", size: int = PAGE) -> Shelf:
    """Return the lines that have every word of `q` and end within `band`, the most urgent first, beyond the key `after`.

    A band takes in the more urgent ones: what ends within 30 days also counts what ends within 7, not what has ended.
    """
    words = fold(q).split()
    wanted = [one for one in lines if all(word in one.words for word in words) and _within(one.band, band)]
    wanted.sort(key=lambda one: one.order)
    keys = [one.key for one in wanted]
    start = keys.index(after) + 1 if after in keys else 0
    shown = wanted[start : start + size]
    following = shown[-1].key if shown and start + size < len(wanted) else None
    counted = {each: sum(1 for one in lines if _within(one.band, each)) for each in URGENT}
    return Shelf(len(lines), counted, len(wanted), shown, following)


def _within(band: Band, wanted: str) -> bool:
    if wanted not in URGENT:
        return True
    if wanted == Band.ENDED:
        return band is Band.ENDED
    return band in WITHIN and WITHIN[band] <= WITHIN[Band(wanted)]


def _line(
    key: str, title: str, words: str, thing: Held | Driver, papers: list[tuple[str, date | None]], today: date
) -> Line:
    known = [(day, code) for code, day in papers if day is not None]
    first, code = min(known) if known else (None, papers[0][0])
    band = band_of(first, today)
    if band not in URGENT and len(known) < len(papers):
        band = Band.UNKNOWN
    return Line(key, title, fold(words), thing, code, first, band)
