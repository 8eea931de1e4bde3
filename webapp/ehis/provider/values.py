"""Values on the wire: dataclasses to XML and JSON, and the text of parameters back to dataclasses."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

from lxml import etree

from webapp.ehis.provider.model import Element, Form, Kind, Model

BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False}
READERS: Final[dict[Any, Callable[[str], Any]]] = {
    bool: BOOLEANS.__getitem__,
    int: int,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


class WrongParameter(ValueError):
    """A parameter is missing, unknown, given twice or of another form; `tag` names it."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def from_xml(body: etree._Element, model: Model) -> Any:
    """Return the parameters in the element `body`, which the schema has found valid."""
    found = {etree.QName(child).localname: (child.text or "",) for child in body}
    return from_texts(found, model)


def from_texts(texts: Mapping[str, Sequence[str]], model: Model) -> Any:
    """Return the parameters that `texts` name, each once. Raises WrongParameter."""
    known = {element.tag for element in model.elements}
    unknown = next((name for name in texts if name not in known), None)
    if unknown is not None:
        raise WrongParameter(unknown)
    return model.made(**{one.attribute: _parameter(texts.get(one.tag, ()), one) for one in model.elements})


def to_xml(value: Any, model: Model, parent: etree._Element, namespace: str) -> None:
    """Append the fields of `value` to `parent`, in the order of the model; what is None is left out."""
    for element in model.elements:
        held = getattr(value, element.attribute)
        for one in held if element.many else () if held is None else (held,):
            child = etree.SubElement(parent, f"{{{namespace}}}{element.tag}")
            if isinstance(element.kind, Model):
                to_xml(one, element.kind, child, namespace)
            else:
                child.text = str(_plain(one)).lower() if isinstance(one, bool) else str(_plain(one))


def to_json(value: Any, model: Model) -> dict[str, Any]:
    """Return the fields of `value` as JSON holds them; what is None is left out, a list is always there."""
    said: dict[str, Any] = {}
    for element in model.elements:
        held = getattr(value, element.attribute)
        if element.many:
            said[element.tag] = [_in_json(one, element.kind) for one in held]
        elif held is not None:
            said[element.tag] = _in_json(held, element.kind)
    return said


def _in_json(value: Any, kind: Kind) -> Any:
    return to_json(value, kind) if isinstance(kind, Model) else _plain(value)


def _plain(value: Any) -> Any:
    """Return a date or an instant in its ISO form, an instant always in UTC; everything else as it is."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _parameter(texts: Sequence[str], element: Element) -> Any:
    if not texts and element.optional:
        return None
    if len(texts) != 1:
        raise WrongParameter(element.tag)
    kind = element.kind
    if isinstance(kind, Form):
        if not re.fullmatch(kind.pattern, texts[0]):
            raise WrongParameter(element.tag)
        return texts[0]
    try:
        return kind(texts[0]) if isinstance(kind, type) and issubclass(kind, StrEnum) else READERS[kind](texts[0])
    except (KeyError, ValueError):
        raise WrongParameter(element.tag) from None
