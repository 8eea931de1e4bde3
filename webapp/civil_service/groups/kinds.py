"""What a group of data is made of. Forms, pages, JSON, comparison with the sources and checks are all made from these."""

from dataclasses import dataclass, field
from enum import StrEnum

from webapp.core.text import Text


class Origin(StrEnum):
    """Who brings the data of a group in (charter 004, 3.1; the operator's own: 6.1.12)."""

    PARTICIPANT = "participant"
    EHIS = "ehis"
    OPERATOR = "operator"


class Kind(StrEnum):
    """What stands in a field."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    CLASS = "class"
    RANK = "rank"


class Span(StrEnum):
    """What the days of a fact mean: a stretch, one day, or a state that holds until another follows."""

    STRETCH = "stretch"
    DAY = "day"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `sealed` is unreadable in the database without the key; `choices` are codes with their words."""

    name: str
    label: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    sealed: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    hint: Text | None = None
    longest: int = 300


@dataclass(frozen=True, slots=True)
class Group:
    """One group of data of clause 2.1 of the rules of keeping the register.

    `source` is the code of the register that passes it (ehis) or empty. `single` groups have one standing entry a servant.
    `head` names the fields that make the line by which people know a fact. `hidden` is the reason, under the law, for which
    a servant does not see the group in his own record; None when he sees it.
    """

    code: str
    title: Text
    clause: str
    origin: Origin
    fields: tuple[Field, ...]
    head: tuple[str, ...]
    span: Span = Span.STRETCH
    single: bool = False
    needs_order: bool = False
    source: str = ""
    hidden: Text | None = None
    hint: Text | None = None
    _by_name: dict[str, Field] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the fields by name."""
        self._by_name.update({one.name: one for one in self.fields})

    def field(self, name: str) -> Field | None:
        """Return the field with this name."""
        return self._by_name.get(name)

    @property
    def sealed_names(self) -> frozenset[str]:
        """The names of the fields that are kept sealed."""
        return frozenset(one.name for one in self.fields if one.sealed)
