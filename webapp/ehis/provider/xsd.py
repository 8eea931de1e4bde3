"""The XML schema of a service, made from its model: document/literal wrapped, answer or business fault."""

from enum import StrEnum
from functools import cache
from typing import Any, Final

from lxml import etree

from webapp.ehis.provider.model import MOST, Element, Form, Kind, Model, parts_of
from webapp.ehis.provider.service import NAMESPACE, ProvidedService

XS: Final = "http://www.w3.org/2001/XMLSchema"
PREFIXES: Final = {"xs": XS, "tns": NAMESPACE}
BUILT_IN: Final[dict[Any, str]] = {bool: "xs:boolean", int: "xs:unsignedInt"}


def schema_element(service: ProvidedService) -> etree._Element:
    """Return the `xs:schema` of the service's two messages and of everything in them."""
    root = _xs("schema", targetNamespace=NAMESPACE, elementFormDefault="qualified")
    root.append(_xs("element", _xs("complexType", _sequence(service.asks)), name=service.code))
    fault = _xs("element", name="fault", type="tns:BusinessFault")
    answer = _xs("complexType", _xs("choice", _sequence(service.says), fault))
    root.append(_xs("element", answer, name=f"{service.code}Response"))
    named = dict.fromkeys((*parts_of(service.asks), *parts_of(service.says)))
    for part in named:
        root.append(_definition(part))
    root.append(_restriction("Instant", "xs:dateTime", ".*Z"))
    root.append(_restriction("Day", "xs:date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    root.append(
        _xs(
            "complexType",
            _xs("sequence", *(_text(name) for name in ("faultCode", "faultString"))),
            name="BusinessFault",
        )
    )
    return root


def schema_text(service: ProvidedService) -> str:
    """Return the schema as a document: what is published, compared and archived."""
    root = schema_element(service)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()


@cache
def compiled(service: ProvidedService) -> etree.XMLSchema:
    """Return the schema ready for use."""
    return etree.XMLSchema(schema_element(service))


def _sequence(model: Model) -> etree._Element:
    return _xs("sequence", *(_element(element) for element in model.elements))


def _element(element: Element) -> etree._Element:
    facts = {"name": element.tag, "type": _type_name(element.kind)}
    if element.optional or element.many:
        facts["minOccurs"] = "0"
    if element.many:
        facts["maxOccurs"] = str(MOST)
    if not element.title:
        return _xs("element", **facts)
    documentation = _xs("documentation")
    documentation.text = element.title
    return _xs("element", _xs("annotation", documentation), **facts)


def _type_name(kind: Kind) -> str:
    if isinstance(kind, Model | Form):
        return f"tns:{kind.name}"
    if kind in BUILT_IN:
        return BUILT_IN[kind]
    return f"tns:{kind.__name__}" if issubclass(kind, StrEnum) else f"tns:{_time_name(kind)}"


def _time_name(kind: type) -> str:
    return {"datetime": "Instant", "date": "Day"}[kind.__name__]


def _definition(part: Model | Form | type[StrEnum]) -> etree._Element:
    if isinstance(part, Model):
        return _xs("complexType", _sequence(part), name=part.name)
    if isinstance(part, Form):
        return _restriction(part.name, "xs:string", part.pattern)
    values = (_xs("enumeration", value=member.value) for member in part)
    return _xs("simpleType", _xs("restriction", *values, base="xs:string"), name=part.__name__)


def _restriction(name: str, base: str, pattern: str) -> etree._Element:
    return _xs("simpleType", _xs("restriction", _xs("pattern", value=pattern), base=base), name=name)


def _text(name: str) -> etree._Element:
    return _xs("element", name=name, type="xs:string")


def _xs(local: str, *children: etree._Element, **facts: str) -> etree._Element:
    element = etree.Element(f"{{{XS}}}{local}", facts, nsmap=PREFIXES)
    element.extend(children)
    return element
