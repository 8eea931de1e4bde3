"""What a source says against what the register says: pure, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.civil_service.exchange.asking import Told
from webapp.civil_service.values import Fact, Given


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that reads otherwise: `field` is its name, or valid_from, valid_to; empty for a fact that the source lacks."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Met:
    """A fact and what the source says of it: `told` is None when the source has it no more, `fact` when we never had it."""

    fact: Fact | None
    told: Told | None
    differences: tuple[Difference, ...] = ()


def compared(facts: Sequence[Fact], told: Sequence[Told]) -> list[Met]:
    """Match what stands with what was told by their keys, and name every field that differs."""
    by_key = {key_of(one): one for one in facts}
    met = [Met(by_key.get(one.key), one, _differences(by_key.get(one.key), one.given)) for one in told]
    known = {one.key for one in told}
    return met + [Met(fact, None) for key, fact in by_key.items() if key not in known]


def key_of(fact: Fact) -> str:
    """Return by what a source knows a fact: the diploma's number, the employer and the first day, or the group alone."""
    if fact.group.code == "education":
        return str(fact.content.get("diploma", fact.entry))
    if fact.group.code == "outside":
        return f"{fact.content['employer']}/{fact.valid_from.isoformat()}"
    return fact.group.code


def merged(fact: Fact, given: Given) -> Given:
    """Return what the source says with the fields of which it says nothing kept as they stand."""
    return Given(
        group=given.group,
        content={**fact.content, **given.content},
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        order_number=fact.order_number,
        order_date=fact.order_date,
        order_file_id=fact.order_file_id,
    )


def _differences(fact: Fact | None, given: Given) -> tuple[Difference, ...]:
    if fact is None:
        return ()
    fields = [
        Difference(name, _text(fact.content.get(name)), _text(value))
        for name, value in given.content.items()
        if _text(fact.content.get(name)) != _text(value)
    ]
    days = [
        Difference(name, _text(ours), _text(theirs))
        for name, ours, theirs in (
            ("valid_from", fact.valid_from, given.valid_from),
            ("valid_to", fact.valid_to, given.valid_to),
        )
        if ours != theirs
    ]
    return (*fields, *days)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
