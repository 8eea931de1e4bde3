"""The length of service of somebody in the register: periods made of the facts that stand."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from webapp.civil_service.length.law import length_rules
from webapp.civil_service.length.rules import Kind, Length, Period, RuleSet, calculate
from webapp.civil_service.queries import record_of
from webapp.civil_service.values import Fact, Record

GROUPS: Final = ("post", "leave", "military", "outside")
LEAVES: Final = {
    "annual": Kind.PAID_LEAVE,
    "maternity": Kind.PAID_LEAVE,
    "child_care": Kind.CHILD_LEAVE,
    "study": Kind.STUDY,
    "unpaid": Kind.UNPAID_LEAVE,
}
OUTSIDE: Final = {"labour": Kind.OTHER_WORK, "special": Kind.SPECIAL, "service": Kind.POST}
TRIALS: Final = {"trainee": Kind.TRAINEE, "probation": Kind.PROBATION}


def length_of(servant_id: int, on: date) -> Length:
    """Return the length of service of a servant at the end of a day, by the law of that day."""
    return length_in(record_of(servant_id, groups=GROUPS), on, length_rules(on))


def length_in(record: Record, on: date, rules: RuleSet) -> Length:
    """Return the length of service that a record gives."""
    return calculate(periods_of(record), on, rules)


def periods_of(record: Record) -> list[Period]:
    """Return the periods of a record that the law of length knows; a mission is service and no period of its own."""
    return [period for code in GROUPS for fact in record.of(code) for period in _periods(fact)]


def _periods(fact: Fact) -> Iterable[Period]:
    content = fact.content
    match fact.group.code:
        case "post":
            yield from _post(fact)
        case "leave" if kind := LEAVES.get(str(content.get("kind"))):
            yield _period(kind, fact)
        case "military" if content.get("kind") == "conscript":
            yield _period(Kind.CONSCRIPTION, fact)
        case "outside" if kind := OUTSIDE.get(str(content.get("kind"))):
            yield _period(kind, fact, _label(content, "employer"))


def _post(fact: Fact) -> Iterable[Period]:
    """A post is one period, or two when it began on trial."""
    label, since = _label(fact.content, "body"), fact.valid_from
    kind, until = TRIALS.get(str(fact.content.get("admission"))), fact.content.get("probation_until")
    if kind is not None and until:
        last = date.fromisoformat(str(until))
        last = min(last, fact.valid_to) if fact.valid_to else last
        if last >= since:
            yield Period(kind, since, last, label)
            since = last + timedelta(days=1)
    if fact.valid_to is None or since <= fact.valid_to:
        yield Period(Kind.POST, since, fact.valid_to, label)


def _period(kind: Kind, fact: Fact, label: str = "") -> Period:
    return Period(kind, fact.valid_from, fact.valid_to, label)


def _label(content: dict[str, Any], name: str) -> str:
    return ", ".join(str(part) for part in (content.get(name), content.get("title")) if part)
