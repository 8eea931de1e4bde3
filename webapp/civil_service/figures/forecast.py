"""Who reaches pension age in which year. The age is of the day on which it is reached, by the rows of the law."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from webapp.civil_service.figures.cube import Post, at_work
from webapp.civil_service.length.calendar import months_later
from webapp.civil_service.length.law import every_rule
from webapp.civil_service.record_tables import Servant
from webapp.core import db

Ages = Mapping[str, Sequence[tuple[date, int]]]
"""For each sex the days from which an age holds, in months, the first one first."""


@dataclass(frozen=True, slots=True)
class Reached:
    """So many people of a body reach pension age in a year; `year` is None for those who had reached it before."""

    body_id: int
    year: int | None
    people: int


def pension_day(born: date, sex: str, ages: Ages) -> date:
    """Return the day on which somebody reaches the age that holds on that very day.

    While the age rises, a day that is reached by one row may lie behind the row that follows: then the next row decides.
    """
    rows = ages[sex]
    for place, (since, months) in enumerate(rows):
        day = max(months_later(born, months), since)
        following = rows[place + 1][0] if place + 1 < len(rows) else date.max
        if day < following:
            return day
    return date.max


def ages_of_law() -> Ages:
    """Return the rows of the law of pension age."""
    found: dict[str, list[tuple[date, int]]] = {}
    for row in every_rule("pension.age"):
        found.setdefault(row.key, []).append((row.valid_from, int(row.content["months"])))
    return {sex: sorted(rows) for sex, rows in found.items()}


def pensions(day: date, years: int, body_id: int | None = None) -> list[Reached]:
    """Return who of those at work on a day reaches pension age in each of the next `years` years, by body."""
    ages, found = ages_of_law(), Counter[tuple[int, int | None]]()
    soonest = min((months for rows in ages.values() for _since, months in rows), default=0)
    born_by = months_later(date(day.year + years, 1, 1), -soonest)
    query = at_work(select(Post.body_id, Servant.sex, Servant.birthdate, func.count()), day)
    query = query.where(Servant.birthdate < born_by)
    if body_id is not None:
        query = query.where(Post.body_id == body_id)
    rows = db.session().execute(query.group_by(Post.body_id, Servant.sex, Servant.birthdate))
    for body, sex, born, people in rows:
        reached = pension_day(born, sex, ages)
        if reached.year < day.year + years:
            found[body, reached.year if reached > day else None] += people
    return [Reached(body, year, people) for (body, year), people in sorted(found.items(), key=_order)]


def _order(item: tuple[tuple[int, int | None], int]) -> tuple[int, int]:
    (body, year), _people = item
    return body, year or 0
