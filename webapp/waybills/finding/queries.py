"""Finding waybills, the latest loading first, in a time that does not grow with their number.

What is found often stands among the latest and is found by walking; what is rare is asked of the index by words, week by
week, four times as many each time. Both stop when the page is full, and go on where the one before ended.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import TextClause, select, text

from webapp.core import db
from webapp.core.clock import BAKU, today
from webapp.core.errors import NotFound
from webapp.core.pagination import PAGE_SIZE, Page, decode, numbers, page
from webapp.waybills.finding.entries import week_of
from webapp.waybills.finding.wanted import Wanted
from webapp.waybills.models import Waybill
from webapp.waybills.numbers import LAST, legal_number, normal_number
from webapp.waybills.queries import LINE, WaybillLine, line_of

NEAR: Final = 2_000
FAR: Final = 8_000
STEPS: Final = 6  # an entry that the index finds costs as much as so many that are walked over (measured)
WIDER: Final = 4
SURELY: Final = 1.5  # walked on by so much more than it should take
WEEK: Final = timedelta(days=7)
DIGITS: Final = 10
BEGINNING: Final = datetime(1, 1, 2, tzinfo=UTC)
END: Final = datetime(9999, 12, 30, tzinfo=UTC)
BOUNDS: Final = "(at, waybill_id) > (:low_at, :low_id) AND (at, waybill_id) < (:high_at, :high_id)"
# Whole sentences, for each direction: only constants of this module are put in.
WALK: Final = {
    way: text(f"""
        WITH near AS MATERIALIZED (
            SELECT waybill_id, at, words FROM waybill_search WHERE party_id = :party AND {BOUNDS}
            ORDER BY at {way}, waybill_id {way} LIMIT :most)
        SELECT hit.waybill_id, hit.at, counted.seen, furthest.at, furthest.waybill_id
        FROM (SELECT count(*) AS seen FROM near) AS counted
        LEFT JOIN (SELECT at, waybill_id FROM near ORDER BY at {back}, waybill_id {back} LIMIT 1) AS furthest ON true
        LEFT JOIN LATERAL (
            SELECT waybill_id, at FROM near WHERE :query = '' OR words @@ CAST(:query AS tsquery)
            ORDER BY at {way}, waybill_id {way} LIMIT :size) AS hit ON true
    """)  # noqa: S608 - see above
    for way, back in (("ASC", "DESC"), ("DESC", "ASC"))
}
BY_WORDS: Final = {
    way: text(f"""
        WITH hits AS MATERIALIZED (
            SELECT waybill_id, at FROM waybill_search
            WHERE waybill_scoped_words(party_id, week, words) @@ CAST(:query AS tsquery))
        SELECT waybill_id, at FROM hits WHERE {BOUNDS} ORDER BY at {way}, waybill_id {way} LIMIT :size
    """)  # noqa: S608 - see above
    for way in ("ASC", "DESC")
}
SPAN: Final = text(f"""
    SELECT (SELECT at FROM waybill_search WHERE party_id = :party AND {BOUNDS} ORDER BY at, waybill_id LIMIT 1) AS first,
      (SELECT at FROM waybill_search WHERE party_id = :party AND {BOUNDS} ORDER BY at DESC, waybill_id DESC LIMIT 1) AS last
""")  # noqa: S608 - see above
BY_NUMBER: Final = text("""
    SELECT entry.waybill_id, entry.at FROM waybills JOIN waybill_search AS entry ON entry.waybill_id = waybills.id
    WHERE waybills.number = ANY(:numbers) AND entry.party_id = :party ORDER BY entry.at DESC, entry.waybill_id DESC
""")


class Hit(NamedTuple):
    """A waybill that was found, with what orders it."""

    waybill_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where to look: whose, between which two keys (both left out), which way."""

    party_id: int
    low: tuple[datetime, int]
    high: tuple[datetime, int]
    way: str

    @property
    def values(self) -> dict[str, Any]:
        """The values of BOUNDS."""
        low_at, low_id = self.low
        high_at, high_id = self.high
        return {"party": self.party_id, "low_at": low_at, "low_id": low_id, "high_at": high_at, "high_id": high_id}

    def beyond(self, key: tuple[datetime, int]) -> "Stretch":
        """Return what is left of it behind a key that was reached."""
        return replace(self, high=key) if self.way == "DESC" else replace(self, low=key)


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk brought: the hits, how many entries it passed, the key of its last one, whether there were no more."""

    hits: list[Hit]
    seen: int
    furthest: tuple[datetime, int]
    whole: bool

    def fills(self, size: int) -> bool:
        """Whether nothing is left to look for."""
        return self.whole or len(self.hits) >= size


def found(
    party_id: int, wanted: Wanted, *, after: str | None = None, before: str | None = None, size: int = PAGE_SIZE
) -> Page[WaybillLine]:
    """Return one page of the party's waybills that answer the filter; EVERYBODY has all that were offered once."""
    shown = hits(party_id, wanted, after=after, before=before, size=size)
    return Page(_lines([hit.waybill_id for hit in shown.rows]), shown.previous, shown.following)


def hits(
    party_id: int, wanted: Wanted, *, after: str | None = None, before: str | None = None, size: int = PAGE_SIZE
) -> Page[Hit]:
    """Return the same page as ids alone."""
    backwards = before is not None and after is None
    key = _cursor(before if backwards else after)
    rows = _numbered(party_id, wanted) if key is None else []
    if not rows:
        rows = _hits(_stretch(party_id, wanted, key, backwards=backwards), wanted, size + 1)
    return page(
        rows,
        lambda hit: (hit.at.isoformat(), hit.waybill_id),
        backwards=backwards,
        started=key is not None,
        size=size,
    )


def _stretch(party_id: int, wanted: Wanted, key: tuple[datetime, int] | None, *, backwards: bool) -> Stretch:
    low = (_midnight(wanted.since), -1) if wanted.since else (BEGINNING, -1)
    high = (_midnight(wanted.until + timedelta(days=1)), -1) if wanted.until else (END, -1)
    if key is not None and backwards:
        low = max(low, key)
    elif key is not None:
        high = min(high, key)
    return Stretch(party_id, low, high, "ASC" if backwards else "DESC")


def _hits(stretch: Stretch, wanted: Wanted, size: int) -> list[Hit]:
    if stretch.low >= stretch.high:
        return []
    terms = wanted.terms
    query = " & ".join(term.query() for term in terms)
    near = _walked(stretch, query, NEAR if terms else size, size)
    if near.fills(size) or not terms:
        return near.hits
    found, rest = near.hits, stretch.beyond(near.furthest)
    further = _worth_walking(near, size)
    if further:
        far = _walked(rest, query, further, size - len(found))
        found = found + far.hits
        if far.whole or len(found) >= size:
            return found
        rest = rest.beyond(far.furthest)
    return found + _by_words(rest, wanted, size - len(found))


def _walked(stretch: Stretch, query: str, most: int, size: int) -> Walked:
    """Return what is found among the first `most` entries of a stretch."""
    rows = _run(WALK[stretch.way], {**stretch.values, "query": query, "most": most, "size": size})
    hits = [Hit(row[0], row[1]) for row in rows if row[0] is not None]
    return Walked(hits, rows[0][2], (rows[0][3], rows[0][4]), whole=rows[0][2] < most)


def _worth_walking(near: Walked, size: int) -> int:
    """Return how many entries to walk on for a full page, 0 when the index has it sooner: it fetches whole weeks."""
    if not near.hits:
        return 0
    steps = (size - len(near.hits)) * near.seen / len(near.hits)
    weeks = abs(near.furthest[0] - near.hits[0].at) / WEEK
    worth = steps <= FAR and steps * weeks < STEPS * len(near.hits)  # of which the index would fetch so many a week
    return int(SURELY * steps) if worth else 0


def _by_words(stretch: Stretch, wanted: Wanted, size: int) -> list[Hit]:
    first, last = _run(SPAN, stretch.values)[0]
    found: list[Hit] = []
    if first is None:
        return found
    for weeks in _windows(week_of(first), week_of(last), rising=stretch.way == "ASC"):
        scopes = [f"{stretch.party_id}.{week}." for week in weeks]
        query = " | ".join("(" + " & ".join(term.query(scope) for term in wanted.terms) + ")" for scope in scopes)
        rows = _run(BY_WORDS[stretch.way], {**stretch.values, "query": query, "size": size - len(found)})
        found += [Hit(row[0], row[1]) for row in rows]
        if len(found) >= size:
            break
    return found


def _windows(first: int, last: int, *, rising: bool) -> Iterator[Sequence[int]]:
    """Return the weeks between two, nearest first, in groups of one, four, sixteen and so on."""
    weeks = list(range(first, last + 1)) if rising else list(range(last, first - 1, -1))
    place, width = 0, 1
    while place < len(weeks):
        yield weeks[place : place + width]
        place, width = place + width, width * WIDER


def _numbered(party_id: int, wanted: Wanted) -> list[Hit]:
    """Return what bears the number that was typed: whole, or its running digits of this year or the last."""
    typed = wanted.words.strip()
    whole = normal_number(typed)
    if whole is None and not (typed.isascii() and typed.isdigit() and len(typed) <= DIGITS and 0 < int(typed) <= LAST):
        return []
    year = today().year
    wanted_numbers = [whole] if whole else [legal_number(one, int(typed)) for one in (year, year - 1)]
    return [Hit(row[0], row[1]) for row in _run(BY_NUMBER, {"numbers": wanted_numbers, "party": party_id})]


def _lines(ids: Collection[int]) -> list[WaybillLine]:
    if not ids:
        return []
    rows = db.session().execute(select(*LINE, Waybill.id).where(Waybill.id.in_(ids)))
    lines = {row[-1]: line_of(row) for row in rows}
    return [lines[one] for one in ids]


def _run(statement: TextClause, values: dict[str, Any]) -> Sequence[Any]:
    return db.session().connection().execute(statement, values).all()


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), BAKU).astimezone(UTC)


def _cursor(cursor: str | None) -> tuple[datetime, int] | None:
    """Return the key that a cursor holds. Raises NotFound for one that was made up."""
    if not cursor:
        return None
    parts = decode(cursor, 2)
    try:
        at = datetime.fromisoformat(str(parts[0]))
    except ValueError:
        raise NotFound from None
    if at.tzinfo is None:
        raise NotFound
    return at, numbers(parts[1:])[0]
