"""Facts in words, for pages, files and the printed extract: one place says how each kind of field reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.civil_service.beside import rank_titles
from webapp.civil_service.groups import Field, Group, Kind, Origin, Span
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.values import Fact
from webapp.civil_service.wording import CAUSES, SOURCES, SOURCES_OF_GROUPS
from webapp.core.text import _
from webapp.ehis.api import source_name
from webapp.ui.filters import day, moment

MEMBERS: Final = "AZ/GOV/"
SENDER: Final = "EHİS"
"""Who entered what no person confirmed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact as people read it. `source` says who entered it, whence and when; `rows` are all its fields."""

    fact: Fact
    title: str
    period: str
    order: str
    rows: tuple[tuple[str, str], ...]
    source: str
    cause: str
    running: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version says otherwise than the one before."""

    label: str
    before: str
    after: str


def shown(fact: Fact, on: date, ranks: Mapping[str, str] | None = None) -> Shown:
    """Return a fact in the words of the page; `on` is the day by which it is still running or over."""
    titles = rank_titles() if ranks is None else ranks
    head = [word(fact, name, titles) for name in fact.group.head]
    rows = [(str(one.label), word(fact, one.name, titles)) for one in fact.group.fields]
    return Shown(
        fact=fact,
        title=(" " if fact.group.code == "identity" else ", ").join(filter(None, head)) or str(fact.group.title),
        period=period(fact),
        order=order(fact),
        rows=tuple((label, value) for label, value in rows if value),
        source=provenance(fact),
        cause=str(CAUSES[fact.cause]),
        running=fact.group.span is not Span.DAY and fact.true_on(on),
    )


def word(fact: Fact, name: str, ranks: Mapping[str, str]) -> str:
    """Return the value of a field in words, empty when there is none."""
    found = fact.group.field(name)
    value = fact.content.get(name)
    return "" if found is None or value is None else worded(found, value, ranks)


def worded(of: Field, value: Any, ranks: Mapping[str, str]) -> str:
    """Return one value in words: codes as their labels, days as people write them."""
    if of.kind is Kind.DATE:
        return day(date.fromisoformat(str(value)))
    if of.kind is Kind.CLASS:
        return str(CLASSES.get(str(value), value))
    if of.kind is Kind.RANK:
        return ranks.get(str(value), str(value))
    return str(dict(of.choices).get(str(value), value))


def period(fact: Fact) -> str:
    """Return the days of a fact: a stretch, the day, or since when."""
    if fact.group.span is Span.DAY:
        return day(fact.valid_from)
    if fact.valid_to is None:
        return _("%(since)s tarixindən", since=day(fact.valid_from))
    return f"{day(fact.valid_from)} – {day(fact.valid_to)}"


def order(fact: Fact) -> str:
    """Return the order in words, empty when there is none."""
    if not fact.order_number or fact.order_date is None:
        return ""
    return _("%(day)s tarixli, %(number)s nömrəli əmr", number=fact.order_number, day=day(fact.order_date))


def provenance(fact: Fact) -> str:
    """Return who entered the fact, whence and when: each has it (row 268 of the requirements)."""
    if fact.origin is Origin.EHIS:
        passed = {"source": source_words(fact.source, fact.group.code), "at": moment(fact.as_of)}
        if fact.entered_by != SENDER:
            return _("EHİS ilə ötürülüb: %(source)s, %(at)s; təsdiq edib: %(who)s", who=fact.entered_by, **passed)
        return _("EHİS ilə ötürülüb: %(source)s, %(at)s", **passed)
    stated = {"who": fact.entered_by, "source": source_words(fact.source), "at": moment(fact.known_from)}
    if fact.manual:
        return _("Mübadilə mümkün olmadığı üçün əl ilə daxil edib: %(who)s, %(source)s, %(at)s", **stated)
    return _("Daxil edib: %(who)s, %(source)s, %(at)s", **stated)


def source_words(source: str, group: str = "") -> str:
    """Return the name of a register by its code and the group that it passes; a body stands under its own name."""
    code = source.removeprefix(MEMBERS)
    named = SOURCES_OF_GROUPS.get((group, code)) or SOURCES.get(code)
    return str(named or (source_name(f"{MEMBERS}{code}") if code.isascii() and code.isupper() else source))


def differences(before: Fact, after: Fact, ranks: Mapping[str, str]) -> list[Difference]:
    """Return what a version says otherwise than the one before it, in words."""
    found = [
        Difference(str(one.label), word(before, one.name, ranks), word(after, one.name, ranks))
        for one in after.group.fields
    ]
    found.append(Difference(_("Dövr"), period(before), period(after)))
    found.append(Difference(_("Əmr"), order(before), order(after)))
    return [one for one in found if one.before != one.after]


def grouped(
    facts: Mapping[str, tuple[Fact, ...]], groups: tuple[Group, ...], on: date
) -> list[tuple[Group, list[Shown]]]:
    """Return the groups that have facts, in their order, with the facts in words: what still holds comes first."""
    titles = rank_titles()
    found = [(one, [shown(fact, on, titles) for fact in facts.get(one.code, ())]) for one in groups]
    return [(group, sorted(lines, key=lambda line: not line.running)) for group, lines in found if lines]
