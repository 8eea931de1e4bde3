"""The law on a day, read from its dated rows. All need an open transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from webapp.civil_service.length.models import CivilRule
from webapp.civil_service.length.rules import Effect, Kind, KindRule, RuleSet
from webapp.core import db

FIRST: Final = date(2002, 2, 1)


def rules_on(family: str, day: date) -> dict[str, CivilRule]:
    """Return the rows of a family that hold on a day, by key; before the first law of a family there are none."""
    query = (
        select(CivilRule)
        .where(CivilRule.family == family, CivilRule.valid_from <= day)
        .ext(distinct_on(CivilRule.key))
        .order_by(CivilRule.key, CivilRule.valid_from.desc())
    )
    return {row.key: row for row in db.session().scalars(query)}


def every_rule(*families: str) -> Sequence[CivilRule]:
    """Return all rows of these families, the newest of each key first: for the office's page of the law."""
    query = select(CivilRule).where(CivilRule.family.in_(families))
    return db.session().scalars(query.order_by(CivilRule.family, CivilRule.key, CivilRule.valid_from.desc())).all()


def length_rules(day: date) -> RuleSet:
    """Return the law of length of service on a day; a day before decree 665 is judged by its first wording."""
    day = max(day, FIRST)
    kinds = {
        Kind(key): KindRule(
            Effect(row.content["effect"]), row.basis, row.assumed, servant=bool(row.content.get("servant"))
        )
        for key, row in rules_on("length.kind", day).items()
    }
    nearby = rules_on("length.setting", day)["nearby"]
    return RuleSet(kinds, int(nearby.content["number"]), nearby.assumed)


def setting(family: str, key: str, day: date) -> int:
    """Return a number of the law on a day."""
    return int(rules_on(family, max(day, FIRST))[key].content["number"])
