"""What packages of this room put on the pages of a record: parts under its head, what one can do with a fact, words of ranks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from webapp.civil_service.record_tables import Servant
from webapp.civil_service.values import Fact
from webapp.core.actor import Actor
from webapp.core.errors import Forbidden
from webapp.core.registry import plugins
from webapp.core.text import Text

BELOW: Final = 50


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A part of the record's page: `collect` returns what `template` shows as `part`, None when there is nothing.

    It gets the servant and who looks; own and office pages show the same parts, lowest `order` first: under the head of
    the record, from fifty on below its facts.
    """

    template: str
    collect: Callable[[Servant, Actor], dict[str, Any] | None]
    order: int = 50


@dataclass(frozen=True, slots=True)
class FactAction:
    """Something to do with one fact, a link beside it: `href` returns where, None where it is not for this actor."""

    label: Text
    href: Callable[[Servant, Fact, Actor], str | None]


@dataclass(frozen=True, slots=True)
class RankTitles:
    """Who knows the titles of qualification ranks by their codes."""

    titles: Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ReaderCheck:
    """Who knows whether an assessor or auditor may read at this moment: `ensure` raises Forbidden when not (6.1.3, 6.1.4)."""

    ensure: Callable[[Actor], None]


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """Who knows whose entry was closed with the owner's consent (6.2.7): `ensure` raises Forbidden with the reason."""

    ensure: Callable[[Actor], None]


def ensure_entry(actor: Actor) -> None:
    """Raise Forbidden when the actor's way into the register is closed."""
    for one in plugins(EntryCheck):
        one.ensure(actor)


def ensure_reader(actor: Actor) -> None:
    """Raise Forbidden unless a grant to read lasts: with nobody to say so there is none."""
    checks = plugins(ReaderCheck)
    if not checks:
        raise Forbidden
    for one in checks:
        one.ensure(actor)


def parts_of(servant: Servant, actor: Actor, *, below: bool = False) -> list[tuple[str, dict[str, Any]]]:
    """Return (template, what it shows) of every part above, or `below`, the record that has something to say."""
    here = [one for one in sorted(plugins(RecordPart), key=_order) if (one.order >= BELOW) is below]
    found = [(one.template, one.collect(servant, actor)) for one in here]
    return [(template, part) for template, part in found if part is not None]


def actions_on(servant: Servant, fact: Fact, actor: Actor) -> list[tuple[str, str]]:
    """Return (words, address) of what the actor can do with a fact."""
    found = [(str(one.label), one.href(servant, fact, actor)) for one in plugins(FactAction)]
    return [(words, href) for words, href in found if href is not None]


def rank_titles() -> Mapping[str, str]:
    """Return the titles of ranks by their codes; a code that nobody knows stands for itself."""
    return {code: title for one in plugins(RankTitles) for code, title in one.titles().items()}


def _order(part: RecordPart) -> int:
    return part.order
