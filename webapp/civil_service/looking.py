"""The record at the moment that somebody asks about: as it was true on a day, as the register knew it on a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import request

from webapp.civil_service.groups import GROUPS, Group
from webapp.civil_service.presenting import Shown, grouped
from webapp.civil_service.queries import record_of
from webapp.core.clock import BAKU, today
from webapp.core.text import Text, _l

NOT_A_DAY = _l("Tarixi gün.ay.il kimi yazın, məsələn 22.11.2026.")
AHEAD = _l("Reyestrin gələcəkdə nə biləcəyi məlum deyil: bu gün və ya ondan əvvəlki günü yazın.")


@dataclass(frozen=True, slots=True)
class Moment:
    """What was typed: the day on which it shall be true, the day on which it was known; both may be empty."""

    on: date | None
    known: date | None
    typed_on: str
    typed_known: str
    wrong: tuple[tuple[str, Text], ...]

    @property
    def known_at(self) -> datetime | None:
        """The end of the day on which it was known, None for now."""
        if self.known is None or self.known >= today():
            return None
        after = self.known + timedelta(days=1)
        return datetime(after.year, after.month, after.day, tzinfo=BAKU)

    @property
    def travelled(self) -> bool:
        """Whether another moment than now is shown."""
        return self.on is not None or self.known_at is not None


def asked_moment() -> Moment:
    """Read the moment from the address; what is no day is said and left out."""
    typed_on, typed_known = request.args.get("on", "").strip(), request.args.get("known", "").strip()
    on, known = _day(typed_on), _day(typed_known)
    wrong = [
        (name, NOT_A_DAY)
        for name, typed, found in (("on", typed_on, on), ("known", typed_known, known))
        if typed and not found
    ]
    if known is not None and known > today():
        wrong.append(("known", AHEAD))
        known = None
    return Moment(on, known, typed_on, typed_known, tuple(wrong))


def sections(servant_id: int, moment: Moment, groups: tuple[Group, ...] = GROUPS) -> list[tuple[Group, list[Shown]]]:
    """Return the record of a moment in words, group by group; groups without facts are left out."""
    codes = [one.code for one in groups]
    record = record_of(servant_id, true_on=moment.on, known_at=moment.known_at, groups=codes)
    return grouped(record.facts, groups, moment.on or today())


def visible() -> tuple[Group, ...]:
    """Return the groups that a servant sees in his own record (8.1.2)."""
    return tuple(one for one in GROUPS if one.hidden is None)


def hidden() -> tuple[Group, ...]:
    """Return the groups that the law keeps from him."""
    return tuple(one for one in GROUPS if one.hidden is not None)


def _day(typed: str) -> date | None:
    plain = "-".join(reversed(typed.split("."))) if "." in typed else typed
    try:
        found = date.fromisoformat(plain)
    except ValueError:
        return None
    return found if found.year in range(1930, 2200) else None
