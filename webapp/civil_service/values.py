"""What is said of a fact before it is written, and a fact as it is read. No database here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from webapp.civil_service.groups import Group, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is stated: the fields of a group by name (days as ISO texts), its period (both days counted), its order.

    `body_id` is needed for posts (its name becomes the field `body`), `post_id` a line of the staff list when there is one,
    `order_copy` the public id of the copy of the order.
    """

    group: str
    content: dict[str, Any]
    valid_from: date
    valid_to: date | None = None
    order_number: str | None = None
    order_date: date | None = None
    order_copy: str | None = None
    body_id: int | None = None
    post_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Who brought it in and whence: `source` is a register's code (`DIN`) or the body's name, `by` the person or “EHİS”.

    `manual` marks what was typed because the exchange was impossible (3.3): `reason` says why. Corrections and annulments
    have a reason too. `request_id` is the signature under it.
    """

    origin: Origin
    source: str
    by: str
    account_id: int | None = None
    source_body_id: int | None = None
    as_of: datetime | None = None
    request_id: str | None = None
    manual: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One version of a fact as it is read: `content` has the sealed fields too."""

    id: int
    entry: str
    version: int
    group: Group
    content: dict[str, Any]
    valid_from: date
    valid_to: date | None
    known_from: datetime
    known_to: datetime | None
    state: str
    origin: Origin
    cause: str
    manual: bool
    source: str
    as_of: datetime
    entered_by: str
    body_id: int | None
    post_id: int | None
    source_body_id: int | None
    order_number: str | None
    order_date: date | None
    order_copy: str | None
    request_id: str | None
    reason: str | None

    def true_on(self, day: date) -> bool:
        """Whether the fact was true on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Record:
    """A servant's record at one moment of knowledge: the standing facts by group, latest first."""

    servant_id: int
    known_at: datetime | None
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)

    def of(self, group: str) -> tuple[Fact, ...]:
        """Return the facts of a group, latest first."""
        return self.facts.get(group, ())

    def all(self) -> list[Fact]:
        """Return every fact."""
        return [one for facts in self.facts.values() for one in facts]


def order_name(family: str, given: str, patronymic: str, sex: str) -> str:
    """Return a name as orders write it: family name, given name, father's name with its suffix."""
    father = f"{patronymic} {'oğlu' if sex == 'm' else 'qızı'}" if patronymic else ""
    return " ".join(part for part in (family, given, father) if part)
