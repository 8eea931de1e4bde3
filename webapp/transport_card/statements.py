"""A card's statement: the ledger's own lines with the running balance, each fare with its route and bus."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import BAKU, local, now
from webapp.core.csv_text import csv_text
from webapp.core.errors import NotFound
from webapp.core.pagination import decode, encode, numbers
from webapp.core.text import _, current_language
from webapp.documents.api import render_pdf
from webapp.payments.api import StatementLine, statement
from webapp.timetable.api import city_routes
from webapp.transport_card import accounts
from webapp.transport_card.models import Card, Tap
from webapp.transport_card.queries import product_of
from webapp.transport_card.wording import KINDS, MOVEMENTS
from webapp.ui.filters import moment, money

PAGE: Final = 25
MOST_ROWS: Final = 5_000
AT_ONCE: Final = 1_000
COLUMNS: Final = ("at", "movement", "route", "vehicle", "amount", "balance", "entry")


@dataclass(frozen=True, slots=True)
class Period:
    """Days of Baku, both included; None where there is no bound."""

    first: date | None = None
    last: date | None = None

    @property
    def since(self) -> datetime | None:
        """The instant at which the period begins."""
        return datetime.combine(self.first, time(), BAKU) if self.first else None

    @property
    def until(self) -> datetime | None:
        """The instant at which it is over."""
        return datetime.combine(self.last + timedelta(days=1), time(), BAKU) if self.last else None


@dataclass(frozen=True, slots=True)
class Line:
    """One movement as people read it."""

    entry: int
    at: datetime
    kind: str
    route: str
    vehicle: str
    qepik: int
    balance: int

    @property
    def what(self) -> str:
        """What it was, in words."""
        return str(MOVEMENTS.get(self.kind, self.kind))


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, newest first, and the cursor of the page after them."""

    lines: list[Line]
    following: str | None


def page_of(card: Card, period: Period, *, after: str | None = None, size: int = PAGE) -> Page:
    """Return a page of a card's movements. Raises NotFound for a cursor that was made up."""
    place = numbers(decode(after, 1))[0] if after else None
    found = statement(accounts.account_of(card.id), since=period.since, until=period.until, after=place, limit=size)
    following = encode(found.following) if found.following is not None else None
    return Page(_with_rides(card, found.lines), following)


def whole(card: Card, period: Period) -> list[Line]:
    """Return the movements of a period, at most `MOST_ROWS`, newest first."""
    lines: list[Line] = []
    place: str | None = None
    while len(lines) < MOST_ROWS:
        page = page_of(card, period, after=place, size=AT_ONCE)
        lines += page.lines
        place = page.following
        if place is None:
            break
    return lines[:MOST_ROWS]


def as_csv(lines: Sequence[Line]) -> str:
    """Return the lines with a header of stable column names, amounts in manat."""
    rows: list[Sequence[object]] = [COLUMNS]
    for line in lines:
        at = local(line.at).isoformat(timespec="seconds")
        rows.append([at, line.what, line.route, line.vehicle, _manat(line.qepik), _manat(line.balance), line.entry])
    return csv_text(rows)


def as_pdf(card: Card, period: Period, lines: Sequence[Line]) -> bytes:
    """Return the statement as a paper, in the language of the page."""
    title = _("Nəqliyyat kartının çıxarışı")
    rows = [[moment(one.at), one.what, _bus(one), money(one.qepik), money(one.balance)] for one in lines]
    data: dict[str, Any] = {
        "title": title,
        "number": f"•••• {card.tail}",
        "language": current_language(),
        "portal": _("Kabinet · avtomobil nəqliyyatının elektron xidmətləri"),
        "made": _("Tərtib edilib: %(moment)s", moment=moment(now())),
        "page": _("Səhifə"),
        "heads": [_("Vaxt"), _("Əməliyyat"), _("Marşrut"), _("Məbləğ"), _("Qalıq")],
        "rows": rows,
        "facts": [[_("Dövr"), _period_words(period)], [_("Kart"), card.name or str(KINDS[product_of(card).kind])]],
        "empty": _("Bu dövrdə əməliyyat yoxdur."),
    }
    return render_pdf("transport_card/templates/transport_card/statement.typ", data)


def period_typed(first: date | None, last: date | None) -> Period:
    """Return the period between two typed days. Raises NotFound when it runs backwards."""
    if first and last and last < first:
        raise NotFound
    return Period(first, last)


def _with_rides(card: Card, lines: Sequence[StatementLine]) -> list[Line]:
    """Name route and bus of the fares: the entries refer to the taps, whose instants are those of the rides."""
    keys = {line.entry: _tap_of(line.ref) for line in lines if line.kind == "card_fare"}
    taps: dict[tuple[int, int], Tap] = {}
    if keys:
        devices = {device for device, _counter in keys.values()}
        counters = [counter for _device, counter in keys.values()]
        wanted = select(Tap).where(Tap.card_id == card.id, Tap.device_id.in_(devices), Tap.counter.in_(counters))
        taps = {(one.device_id, one.counter): one for one in db.session().scalars(wanted)}
    routes = {one.id: one.number for one in city_routes()} if taps else {}
    found = []
    for line in lines:
        tap = taps.get(keys.get(line.entry, (0, 0)))
        at, route, bus = (tap.at, routes.get(tap.route_id, ""), tap.vehicle) if tap else (line.at, "", "")
        found.append(Line(line.entry, at, line.kind, route, bus, line.qepik, line.balance))
    return found


def _tap_of(ref: str) -> tuple[int, int]:
    _tap, device, counter = ref.split(":")
    return int(device), int(counter)


def _bus(line: Line) -> str:
    return f"{line.route} · {line.vehicle}" if line.route else ""


def _period_words(period: Period) -> str:
    first = f"{period.first:%d.%m.%Y}" if period.first else "…"
    last = f"{period.last:%d.%m.%Y}" if period.last else f"{local(now()):%d.%m.%Y}"
    return f"{first} – {last}"


def _manat(qepik: int) -> str:
    return f"{'-' if qepik < 0 else ''}{abs(qepik) // 100}.{abs(qepik) % 100:02d}"
