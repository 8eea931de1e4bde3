"""Whether what is stated can be: fields of its group, days, the order, and whether the group is the enterer's at all."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from webapp.civil_service.beside import rank_titles
from webapp.civil_service.errors import FactWrong, NotYourGroup
from webapp.civil_service.groups import Field, Group, Kind, Origin, Span, group
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.values import Entered, Given
from webapp.core.text import Text, _l

EARLIEST: Final = date(1930, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""Beyond it no order means a day; the table reckons the days of posts within a number of days a person."""
LONGEST_NUMBER: Final = 60
MOST_NUMBER: Final = 100_000
REQUIRED: Final = _l("Bu sahəni doldurun.")
TOO_LONG: Final = _l("Bu mətn həddindən artıq uzundur.")
NOT_A_DAY: Final = _l("Belə tarix yoxdur.")
NOT_A_NUMBER: Final = _l("Burada müsbət tam ədəd gözlənilir.")
NOT_OFFERED: Final = _l("Siyahıdakı qiymətlərdən birini seçin.")
UNKNOWN: Final = _l("Bu qrupda belə sahə yoxdur.")
ENDS_BEFORE: Final = _l("Dövrün sonu əvvəlindən tez ola bilməz.")
TOO_EARLY: Final = _l("Bu tarix həddindən artıq köhnədir.")
TOO_FAR: Final = _l("Bu tarix həddindən artıq uzaqdır.")


def known_group(code: str) -> Group:
    """Return the group with this code. Raises FactWrong when there is none."""
    found = group(code)
    if found is None:
        raise FactWrong(fields={"group": NOT_OFFERED})
    return found


def ensure_origin(of: Group, entered: Entered, *, gap: bool) -> None:
    """Raise NotYourGroup unless who enters may enter this group (3.1, 3.3, 6.1.12).

    `gap` says that exchange of the group is recorded as impossible. The operator corrects any group (6.1.21).
    """
    if entered.origin is of.origin or entered.origin is Origin.OPERATOR:
        return
    by_hand = entered.origin is Origin.PARTICIPANT and of.origin is Origin.EHIS
    if not (by_hand and entered.manual and gap):
        raise NotYourGroup(facts={"group": of.code})


def cleaned(given: Given, *, order_needed: bool) -> dict[str, Any]:
    """Return the content in its normal form. Raises FactWrong that names every field that is wrong."""
    of = known_group(given.group)
    wrong: dict[str, Text] = {name: UNKNOWN for name in given.content if of.field(name) is None}
    content: dict[str, Any] = {}
    for one in of.fields:
        value, problem = _value(one, given.content.get(one.name))
        if problem is not None:
            wrong[one.name] = problem
        elif value is not None:
            content[one.name] = value
    wrong |= _wrong_days(given, of)
    if order_needed and of.needs_order:
        wrong |= {name: REQUIRED for name in ("order_number", "order_date") if not getattr(given, name)}
    if len(given.order_number or "") > LONGEST_NUMBER:
        wrong["order_number"] = TOO_LONG
    if wrong:
        raise FactWrong(fields=wrong)
    return content


def last_day(given: Given) -> date | None:
    """Return the last day of what is stated: a group of single days has the first one."""
    return given.valid_from if known_group(given.group).span is Span.DAY else given.valid_to


def _wrong_days(given: Given, of: Group) -> dict[str, Text]:
    if given.valid_from < EARLIEST:
        return {"valid_from": TOO_EARLY}
    if given.valid_from > LATEST:
        return {"valid_from": TOO_FAR}
    if of.span is not Span.DAY and given.valid_to is not None and given.valid_to < given.valid_from:
        return {"valid_to": ENDS_BEFORE}
    if of.span is not Span.DAY and given.valid_to is not None and given.valid_to > LATEST:
        return {"valid_to": TOO_FAR}
    return {}


def _value(one: Field, raw: Any) -> tuple[Any, Text | None]:
    """Return the value in its normal form and what is wrong with it; an empty value is None."""
    typed = " ".join(str(raw).split()) if one.kind is not Kind.LONG else str(raw or "").strip()
    if raw is None or not typed:
        return None, REQUIRED if one.required else None
    if one.kind is Kind.DATE:
        return _day(typed)
    if one.kind is Kind.NUMBER:
        right = typed.isascii() and typed.isdigit() and int(typed) <= MOST_NUMBER
        return (int(typed), None) if right else (None, NOT_A_NUMBER)
    offered = _offered(one)
    if offered and typed not in offered:
        return None, NOT_OFFERED
    return (typed, None) if len(typed) <= _longest(one) else (None, TOO_LONG)


def _offered(one: Field) -> Mapping[str, Text]:
    if one.kind is Kind.RANK:
        return rank_titles()
    return CLASSES if one.kind is Kind.CLASS else dict(one.choices)


def _longest(one: Field) -> int:
    return 2000 if one.kind is Kind.LONG else one.longest


def _day(typed: str) -> tuple[str | None, Text | None]:
    try:
        return date.fromisoformat(typed).isoformat(), None
    except ValueError:
        return None, NOT_A_DAY
