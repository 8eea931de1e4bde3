"""The typed model of a service's messages: dataclasses in, one small description out, from which schemas are made.

A field is `Annotated[Voen, "Daşıyıcının VÖEN-i"]`: a type and its Azerbaijani title. Types are the forms of text below,
int, bool, date, datetime, a StrEnum or another dataclass; `T | None` is optional, `tuple[T, ...]` a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Form:
    """A form of text: its name in schemas, its pattern (common to XSD and ECMA 262), an example."""

    name: str
    pattern: str
    example: str


Voen = Annotated[str, Form("Voen", "[0-9]{9}[12]", "9900010101")]
Fin = Annotated[str, Form("Fin", "[0-9A-HJ-NP-Z]{7}", "2RSD4K7")]
Plate = Annotated[str, Form("Plate", r"[0-9A-Z\-]{4,12}", "10-XY-101")]
WaybillNumber = Annotated[str, Form("WaybillNumber", r"AZ-[0-9]{4}-[0-9]{10}-[0-9]", "AZ-2026-0000000001-8")]
DocumentNumber = Annotated[str, Form("DocumentNumber", r"[0-9A-ZİÖÜĞŞÇƏ\-/]{3,40}", "İK-2025-000101")]
Words = Annotated[str, Form("Words", r"[^\s]([^\t\r\n]{0,298}[^\s])?", "“Xəzər Yük” MMC")]

Scalar = type[int] | type[bool] | type[date] | type[datetime]
SCALARS: Final[tuple[Scalar, ...]] = (bool, int, datetime, date)


@dataclass(frozen=True, slots=True)
class Model:
    """A structure: its name in schemas, the dataclass, its elements in order."""

    name: str
    made: type[Any]
    elements: tuple["Element", ...]


Kind = Form | Scalar | type[StrEnum] | Model


@dataclass(frozen=True, slots=True)
class Element:
    """One field: the attribute in Python, the tag on the wire, what it holds, its title."""

    attribute: str
    tag: str
    kind: Kind
    title: str
    optional: bool = False
    many: bool = False


def model_of(made: type[Any]) -> Model:
    """Return the description of the dataclass `made`. Raises TypeError for a field that no schema can describe."""
    known = _models.get(made)
    return known or _models.setdefault(made, _model(made))


_models: Final[dict[type[Any], Model]] = {}


def _model(made: type[Any]) -> Model:
    hints = get_type_hints(made, include_extras=True)
    return Model(made.__name__, made, tuple(_element(field.name, hints[field.name]) for field in fields(made)))


def parts_of(model: Model) -> Iterator[Model | Form | type[StrEnum]]:
    """Yield everything named below `model`, each once: structures, forms of text, enumerations."""
    seen: list[Kind] = []
    waiting: list[Kind] = [element.kind for element in model.elements]
    while waiting:
        kind = waiting.pop(0)
        if kind in seen:
            continue
        seen.append(kind)
        if isinstance(kind, Model):
            waiting += [element.kind for element in kind.elements]
        if isinstance(kind, Model | Form) or issubclass(kind, StrEnum):
            yield kind


def _element(attribute: str, hint: Any) -> Element:
    first, *others = attribute.split("_")
    tag = first + "".join(word.capitalize() for word in others)
    inner, extras = _opened(hint)
    title = next((extra for extra in reversed(extras) if isinstance(extra, str)), "")
    optional = get_origin(inner) in {Union, UnionType} and NoneType in get_args(inner)
    if optional:
        inner = next(one for one in get_args(inner) if one is not NoneType)
    many = get_origin(inner) is tuple
    if many:
        inner = get_args(inner)[0]
    inner, more = _opened(inner)
    forms = [extra for extra in (*extras, *more) if isinstance(extra, Form)]
    return Element(attribute, tag, forms[0] if forms else _kind(inner), title, optional, many)


def _opened(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    return (hint.__origin__, hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())


def _kind(hint: Any) -> Kind:
    if hint in SCALARS:
        found: Scalar = hint
        return found
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return model_of(hint)
    raise TypeError(f"{hint!r} has no place in a message of the exchange")
