"""Making a frozen value of a record: the value's own fields say which elements are kept, and as what.

A field named `given_name` is the element `givenName`; one that stands elsewhere is `Annotated[str, Element("head/fin")]`.
What no field names is never read, so a register that sends more gives nothing away (decision 118, annex 2, 3.3.3).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin, get_type_hints

Texts = tuple[str, ...]
Row = Mapping[str, Texts]
"""The kept elements of one record: their texts by path. A path that the purpose withholds is absent."""

Value = TypeVar("Value")
VOUCHED: Final = frozenset({"source", "as_of"})
"""Fields that come from the answer as a whole, not from the record."""


class Answers(tuple[Value, ...]):  # noqa: SLOT001 - a tuple can have no slots, and two facts stand beside it
    """Every record of one answer; an empty one too has its source and the instant for which the register vouches."""

    source: str
    as_of: datetime

    @classmethod
    def of(cls, values: Iterable[Value], *, source: str, as_of: datetime) -> "Answers[Value]":
        """Return `values` with their source and instant."""
        made = cls(values)
        made.source, made.as_of = source, as_of
        return made


@dataclass(frozen=True, slots=True)
class Element:
    """Where in the record the text of a field stands."""

    path: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """One field: its name, the path of its element, how its texts are read."""

    name: str
    path: str
    read: Callable[[Texts], Any]


def paths_of(answer: type) -> tuple[str, ...]:
    """Return the paths of the elements that values of the type `answer` keep."""
    return tuple(one.path for one in _kept(answer))


def elements_of(answer: type) -> dict[str, str]:
    """Return by the names of the fields of `answer` the paths of their elements."""
    return {one.name: one.path for one in _kept(answer)}


def field_from(answer: type, name: str, texts: Texts) -> Any:
    """Return what one field of `answer` makes of the texts of its element. Raises ValueError for one it cannot read."""
    (field,) = (one for one in _kept(answer) if one.name == name)
    return field.read(texts)


def value_from(answer: type[Value], row: Row, *, source: str, as_of: datetime) -> Value:
    """Return the value of type `answer` in a row. Raises ValueError for a day or number that Python has not."""
    make: Any = answer
    texts = {one.name: one.read(row.get(one.path, ())) for one in _kept(make)}
    made: Value = make(**texts, source=source, as_of=as_of)
    return made


@cache
def _kept(answer: Any) -> tuple[_Kept, ...]:
    hints = get_type_hints(answer, include_extras=True)
    return tuple(_field(one.name, hints[one.name]) for one in fields(answer) if one.name not in VOUCHED)


def _field(name: str, hint: Any) -> _Kept:
    if get_origin(hint) is Annotated:
        plain, element = get_args(hint)
        return _Kept(name, element.path, READERS[plain])
    first, *rest = name.split("_")
    return _Kept(name, first + "".join(part.capitalize() for part in rest), READERS[hint])


def _text(texts: Texts) -> str:
    """Return the text, empty when an optional element is absent."""
    return texts[0] if texts else ""


def _day(texts: Texts) -> date:
    return date.fromisoformat(_text(texts))


def _day_if_given(texts: Texts) -> date | None:
    return _day(texts) if texts else None


def _instant(texts: Texts) -> datetime:
    return datetime.fromisoformat(_text(texts))


def _number(texts: Texts) -> int:
    return int(_text(texts))


def _yes(texts: Texts) -> bool:
    """Return an xs:boolean. Raises ValueError for anything else, above all for silence: it is no answer."""
    told = BOOLEANS.get(_text(texts))
    if told is None:
        raise ValueError("neither yes nor no")
    return told


BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}
READERS: Final[dict[Any, Callable[[Texts], Any]]] = {
    str: _text,
    date: _day,
    date | None: _day_if_given,
    datetime: _instant,
    int: _number,
    bool: _yes,
    tuple[str, ...]: tuple,
}
