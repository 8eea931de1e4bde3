"""Who is in civil service on a day, counted by whatever is asked: the one question behind every figure.

A person is counted once, by the main post of the day. What the register knows now of that day is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Text, case, cast, func, literal, or_, select
from sqlalchemy.orm import aliased

from webapp.civil_service.record_tables import Servant, ServiceBody, ServiceFact
from webapp.core import db

AGES: Final = ("u30", "30", "40", "50", "60")
LENGTHS: Final = ("u5", "5", "10", "15", "20")
Post = aliased(ServiceFact, name="held")


@dataclass(frozen=True, slots=True)
class Counted:
    """So many people have these values, in the order in which they were asked; None where the register knows none."""

    values: tuple[str | None, ...]
    people: int


def count_by(day: date, dimensions: Sequence[str], *, where: Mapping[str, str] | None = None) -> list[Counted]:
    """Return how many people there are on a day for each combination of values. `where` keeps to values of dimensions.

    Raises KeyError for a dimension that there is not: the caller chooses among `DIMENSIONS`.
    """
    columns = [DIMENSIONS[name](day).label(f"d{place}") for place, name in enumerate(dimensions)]
    query = at_work(select(*columns, func.count()), day)
    for name, value in (where or {}).items():
        query = query.where(DIMENSIONS[name](day) == value)
    rows = db.session().execute(query.group_by(*columns))
    return [Counted(tuple(None if cell is None else str(cell) for cell in row[:-1]), row[-1]) for row in rows]


def fewer(counted: Sequence[Counted], dimensions: Sequence[str], wanted: Sequence[str]) -> list[Counted]:
    """Return what was counted by `dimensions`, by some of them only: one question serves several tables."""
    places = [dimensions.index(name) for name in wanted]
    found: dict[tuple[str | None, ...], int] = {}
    for one in counted:
        values = tuple(one.values[place] for place in places)
        found[values] = found.get(values, 0) + one.people
    return [Counted(values, people) for values, people in found.items()]


def at_work(query: Any, day: date) -> Any:
    """Return the query over main posts held on a day, with their servants and bodies."""
    return (
        query.select_from(Post)
        .join(Servant, Servant.id == Post.servant_id)
        .join(ServiceBody, ServiceBody.id == Post.body_id)
        .where(Post.group_code == "post", Post.holding == "main", *on_day(Post, day))
    )


def on_day(fact: Any, day: date) -> tuple[Any, ...]:
    """Return the conditions under which a fact stands and is true on a day."""
    return (
        fact.known_to.is_(None),
        fact.state == "standing",
        fact.valid_from <= day,
        or_(fact.valid_to.is_(None), fact.valid_to >= day),
    )


def _band(years: Any, bands: Sequence[str]) -> Any:
    """Return the band of a number of years: `bands` are their first years, the first of them is below the second."""
    rest = [(years >= int(first), literal(first)) for first in reversed(bands[1:])]
    return case(*rest, else_=literal(bands[0]))


def _age(day: date) -> Any:
    return _band(func.date_part("year", func.age(day, Servant.birthdate)), AGES)


def _years(day: date) -> Any:
    return _band(func.date_part("year", func.age(day, Servant.since)), LENGTHS)


def _latest(group: str, field: str, day: date) -> Any:
    fact = aliased(ServiceFact)
    of_person = select(fact.content[field].astext).where(
        fact.servant_id == Post.servant_id, fact.group_code == group, *on_day(fact, day)
    )
    return of_person.order_by(fact.valid_from.desc(), fact.id.desc()).limit(1).correlate(Post).scalar_subquery()


def _class(_day: date) -> Any:
    return Post.content["post_class"].astext


def _status(day: date) -> Any:
    kind, until = Post.content["admission"].astext, Post.content["probation_until"].astext
    on_trial = kind.in_(("trainee", "probation")) & (until.is_(None) | (until >= day.isoformat()))
    return case((on_trial, kind), else_=literal("in_service"))


DIMENSIONS: Final[dict[str, Any]] = {
    "body": lambda _day: cast(Post.body_id, Text),
    "body_kind": lambda _day: ServiceBody.kind,
    "kind": lambda day: func.left(_class(day), 1),
    "class": _class,
    "sex": lambda _day: Servant.sex,
    "age": _age,
    "length": _years,
    "status": _status,
    "rank": lambda day: _latest("rank", "rank", day),
    "education": lambda day: _latest("education", "level", day),
    "admission": lambda _day: Post.content["admission"].astext,
}
