"""What a source says against what the register says: pure, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from webapp.civil_service.exchange.asking import Told, by_first_day
from webapp.civil_service.values import Fact, Given

PAPERS: Final = {"education": "diploma", "degree": "diploma", "language": "paper"}
NAMED: Final = {"outside": "employer", "military": "kind", "special_rank": "name", "vetting": "level"}
"""The field by which a group's facts are known at the source: a number, or a word that counts with the first day."""


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
    """Return by what a source knows a fact: its paper's number, a field and the first day, or the group alone."""
    code = fact.group.code
    if code in PAPERS:
        return str(fact.content.get(PAPERS[code], fact.entry))
    if code in NAMED:
        return by_first_day(str(fact.content[NAMED[code]]), fact.valid_from)
    return code


def merged(fact: Fact, given: Given) -> Given:
    """Return what the source says with the fields of which it says nothing kept as they stand."""
    return Given(
        group=given.group,
        content={**fact.content, **given.content},
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        order_number=fact.order_number,
        order_date=fact.order_date,
        order_copy=fact.order_copy,
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
