"""The next rank of somebody in the register, and the reckoning of many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from sqlalchemy import select

from webapp.civil_service.groups.classes import is_administrative
from webapp.civil_service.length.calendar import Span, months_later
from webapp.civil_service.length.law import length_rules
from webapp.civil_service.length.record import GROUPS as OF_LENGTH
from webapp.civil_service.length.record import periods_of
from webapp.civil_service.length.rules import Period, RuleSet, calculate
from webapp.civil_service.queries import as_fact, known, record_of
from webapp.civil_service.ranks.law import discipline_months, rank_rules
from webapp.civil_service.ranks.rules import Eligibility, PostHeld, RankHeld, RankRules, Service, eligibility
from webapp.civil_service.record_tables import ServiceFact
from webapp.civil_service.values import Fact, Record
from webapp.core import db

GROUPS: Final = (*OF_LENGTH, "rank", "discipline")


@dataclass(frozen=True, slots=True)
class Law:
    """Everything of a day's law that the next rank depends on."""

    on: date
    length: RuleSet
    ranks: RankRules
    measure_months: int


def law_on(day: date) -> Law:
    """Return the law of a day."""
    return Law(day, length_rules(day), rank_rules(day), discipline_months(day))


def eligibility_of(servant_id: int, on: date) -> Eligibility:
    """Return the rank of a servant on a day, the next one, when it is due and what is missing."""
    return eligibility_in(record_of(servant_id, groups=GROUPS), law_on(on))


def eligibilities(servant_ids: Sequence[int], law: Law) -> Mapping[int, Eligibility]:
    """Return the same for many servants with one question to the database."""
    query = known(
        select(ServiceFact).where(ServiceFact.servant_id.in_(servant_ids), ServiceFact.group_code.in_(GROUPS)), None
    )
    facts: dict[int, dict[str, list[Fact]]] = {one: {} for one in servant_ids}
    for row in db.session().scalars(query.order_by(ServiceFact.valid_from.desc(), ServiceFact.id.desc())):
        facts[row.servant_id].setdefault(row.group_code, []).append(as_fact(row))
    return {
        servant_id: eligibility_in(
            Record(servant_id, None, {code: tuple(found) for code, found in groups.items()}), law
        )
        for servant_id, groups in facts.items()
    }


def eligibility_in(record: Record, law: Law) -> Eligibility:
    """Return what a record says of the next rank under a law."""
    return eligibility(_service(record, law), law.ranks, law.on)


def _service(record: Record, law: Law) -> Service:
    posts = [
        PostHeld(is_administrative(code), int(code[1]), one.valid_from, one.valid_to)
        for one in record.of("post")
        if one.content.get("holding") == "main" and (code := str(one.content.get("post_class") or "a0"))
    ]
    ranks = [RankHeld(str(one.content["rank"]), one.valid_from) for one in record.of("rank")]
    measure = partial(_length, periods_of(record), law.length)
    return Service(posts, ranks, measure, list(_measures(record.of("discipline"), law.measure_months)))


def _length(periods: Sequence[Period], rules: RuleSet, day: date) -> Span:
    return calculate(periods, day, rules).span


def _measures(facts: Iterable[Fact], months: int) -> Iterable[tuple[date, date]]:
    """Return the days on which measures were in force: until they were lifted, or their term was over."""
    for one in facts:
        over = months_later(one.valid_from, months)
        lifted = one.content.get("lifted_on")
        end = min(over, date.fromisoformat(str(lifted))) if lifted else over
        if end > one.valid_from:
            yield one.valid_from, end - timedelta(days=1)
