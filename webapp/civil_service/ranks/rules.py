"""When the next qualification rank is due (law on civil service, 11.3; decree 569 as changed in 2010, 6). Pure.

Ranks belong to holders of administrative posts, each class of posts has some, from its lowest to its highest. Who comes
into a class has its lowest at once; each higher one needs years of civil service and years in posts of such classes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from webapp.civil_service.length.calendar import Span, added, measured
from webapp.civil_service.length.stretches import union

FARTHEST: Final = 45 * 366
DAY: Final = timedelta(days=1)


class Lack(StrEnum):
    """Why the next rank is not due, or why there is none."""

    NOT_IN_SERVICE = "not_in_service"
    NOT_ADMINISTRATIVE = "not_administrative"
    NO_RULE = "no_rule"
    BY_DECISION = "by_decision"
    HIGHEST = "highest"
    SERVICE = "service"
    POST = "post"
    DISCIPLINE = "discipline"


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank: its code, its title as the law writes it, its place from the lowest one up."""

    code: str
    title: str
    place: int


@dataclass(frozen=True, slots=True)
class StepRule:
    """What a rank above the lowest of a class needs: years of service, years in posts of `classes`."""

    classes: tuple[int, ...]
    service_years: int
    post_years: int
    basis: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class RankRules:
    """The law of a day: ranks of each class from its lowest to its highest, the rule of each class; class without: by decision."""

    ladder: Sequence[Rank]
    classes: Mapping[int, tuple[str, ...]]
    steps: Sequence[StepRule]

    def rank(self, code: str) -> Rank | None:
        """Return the rank with a code."""
        return next((one for one in self.ladder if one.code == code), None)

    def step(self, post_class: int) -> StepRule | None:
        """Return the rule of a class, None where there is no term."""
        return next((one for one in self.steps if post_class in one.classes), None)


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post: administrative or auxiliary, its class, its days."""

    administrative: bool
    post_class: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RankHeld:
    """A rank that was given, and since when."""

    code: str
    since: date


@dataclass(frozen=True, slots=True)
class Service:
    """What the record says: posts, ranks, measures of discipline in force (first day, last day), the length of service on a day."""

    posts: Sequence[PostHeld]
    ranks: Sequence[RankHeld]
    length: Callable[[date], Span]
    measures: Sequence[tuple[date, date]] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: years that are needed and what there is, or the day until which a measure lasts."""

    lack: Lack
    years: int = 0
    have: Span | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The rank on a day, the next one, the first day on which it is due (None: by none known), what is missing on the day asked."""

    on: date
    post_class: int | None = None
    now: Rank | None = None
    since: date | None = None
    next: Rank | None = None
    due_on: date | None = None
    missing: tuple[Missing, ...] = ()
    step: StepRule | None = None

    @property
    def due(self) -> bool:
        """Whether the next rank can be given on the day asked."""
        return self.next is not None and not self.missing


def eligibility(service: Service, rules: RankRules, on: date) -> Eligibility:
    """Return which rank somebody has on a day, which is next and when it is due if service goes on without a break."""
    held = max((one for one in service.ranks if one.since <= on), key=lambda one: one.since, default=None)
    now, since = (rules.rank(held.code), held.since) if held else (None, None)
    posts = [one for one in service.posts if one.since <= on and (one.until is None or one.until >= on)]
    if not posts:
        return _none(on, now, since, Lack.NOT_IN_SERVICE)
    administrative = [one for one in posts if one.administrative]
    if not administrative:
        return _none(on, now, since, Lack.NOT_ADMINISTRATIVE)
    post = min(administrative, key=lambda one: (one.post_class, one.since))
    ranks = [rank for code in rules.classes.get(post.post_class, ()) if (rank := rules.rank(code))]
    if not ranks:
        return _none(on, now, since, Lack.NO_RULE, post.post_class)
    following = next((rank for rank in ranks if now is None or rank.place > now.place), None)
    if following is None:
        return _none(on, now, since, Lack.HIGHEST, post.post_class)
    step = rules.step(post.post_class)
    if following is not ranks[0] and step is None:
        return _none(on, now, since, Lack.BY_DECISION, post.post_class)
    asked = None if following is ranks[0] else step
    anchor = None if now is None or now.place <= ranks[0].place else since
    missing, due_on = _missing(service, post, asked, anchor, on)
    return Eligibility(on, post.post_class, now, since, following, due_on, missing, asked)


def _none(on: date, now: Rank | None, since: date | None, lack: Lack, post_class: int | None = None) -> Eligibility:
    return Eligibility(on, post_class, now, since, missing=(Missing(lack),))


def _missing(
    service: Service, post: PostHeld, step: StepRule | None, anchor: date | None, on: date
) -> tuple[tuple[Missing, ...], date | None]:
    """Return what is missing on the day asked, and the first day on which nothing is."""
    found: list[Missing] = []
    start = max(post.since, anchor or post.since)
    days: list[date | None] = [start]
    if step is not None:
        checks = (
            (Lack.SERVICE, step.service_years, service.length),
            (Lack.POST, step.post_years, lambda day: _in_posts(service.posts, step.classes, anchor, day)),
        )
        for lack, years, measure in checks:
            have = measure(on - DAY)
            if have < Span(years):
                found.append(Missing(lack, years, have))
            days.append(_first_day(measure, Span(years), start, on))
    last = max((until for first, until in service.measures if first <= on <= until), default=None)
    if last is not None:
        found.append(Missing(Lack.DISCIPLINE, until=last))
        days.append(last + DAY)
    known = [day for day in days if day is not None]
    return tuple(found), max(known) if len(known) == len(days) else None


def _in_posts(posts: Sequence[PostHeld], classes: tuple[int, ...], anchor: date | None, on: date) -> Span:
    """Return how long administrative posts of `classes` were held until the end of a day, since `anchor` where there is one."""
    days = []
    for one in posts:
        since, until = max(one.since, anchor or one.since), min(one.until or on, on)
        if one.administrative and one.post_class in classes and since <= until:
            days.append((since.toordinal(), until.toordinal()))
    return added(measured(first, last) for first, last in union(days))


def _first_day(measure: Callable[[date], Span], wanted: Span, start: date, on: date) -> date | None:
    """Return the first day from `start` on which `wanted` had been reached the evening before; None when it never is."""
    low, high = start.toordinal(), min(on.toordinal() + FARTHEST, date.max.toordinal() - 1)
    if measure(date.fromordinal(high - 1)) < wanted:
        return None
    while low < high:
        middle = (low + high) // 2
        if measure(date.fromordinal(middle - 1)) >= wanted:
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)
