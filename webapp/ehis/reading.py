"""Reading SOAP envelopes of message protocol 4.0, strictly: what is not expected is refused, not skipped."""

import re
from typing import Final

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.envelope import Header, Message
from webapp.ehis.faults import Refused, SoapFault, parse_code
from webapp.ehis.hardened import parse_xml
from webapp.ehis.ids import MESSAGE_ID, USER_ID, Client, Member, Service

ISSUE: Final = re.compile(r"[^\x00-\x1f]{1,255}")
MEMBER_NAMES: Final = ("xRoadInstance", "memberClass", "memberCode")
CLIENT_NAMES: Final = frozenset((*MEMBER_NAMES, "subsystemCode"))
SERVICE_NAMES: Final = frozenset((*CLIENT_NAMES, "serviceCode", "serviceVersion"))
FAULT_TEXT_CAP: Final = 2048
REFERENCE: Final = re.compile(r"[A-Za-z0-9\-]{1,64}")


def read_request(raw: bytes) -> Message:
    """Return the request in `raw`. Raises Refused with the fault kind that its sender should get."""
    message = _read(raw, cap=profile.REQUEST_CAP)
    if message.header.request_hash is not None:
        raise Refused("inconsistent_headers", "a request carries no requestHash")
    if _local_name(message.body) != message.header.service.code:
        raise Refused("inconsistent_headers", "the body is not named like the service")
    return message


def read_answer(raw: bytes) -> Message:
    """Return the answer in `raw`. Raises Refused; the caller compares headers and hash with its request."""
    message = _read(raw, cap=profile.ANSWER_CAP)
    if _local_name(message.body) != f"{message.header.service.code}Response":
        raise Refused("inconsistent_response", "the body is not named like the answer of the service")
    return message


def read_fault(raw: bytes) -> SoapFault:
    """Return the technical fault in `raw`; it needs no headers. Raises Refused when it is no fault."""
    root = parse_xml(raw, cap=profile.ANSWER_CAP)
    bodies = root.findall(_soap("Body"))
    if root.tag != _soap("Envelope") or len(bodies) != 1 or len(bodies[0]) != 1 or bodies[0][0].tag != _soap("Fault"):
        raise Refused("invalid_soap", "not a SOAP fault")
    fault = bodies[0][0]
    detail = fault.find("detail")
    reference = "" if detail is None else "".join(str(text) for text in detail.itertext()).strip()
    return SoapFault(
        parse_code(_fault_text(fault, "faultcode")),
        _fault_text(fault, "faultstring"),
        reference if REFERENCE.fullmatch(reference) else "",
    )


def _read(raw: bytes, *, cap: int) -> Message:
    root = parse_xml(raw, cap=cap)
    if root.tag != _soap("Envelope"):
        raise Refused("invalid_soap", "not a SOAP 1.1 envelope")
    if [child.tag for child in root] != [_soap("Header"), _soap("Body")]:
        raise Refused("invalid_soap", "not exactly a header and then a body")
    header, body = root
    if len(body) != 1 or (body.text or "").strip() or (body[0].tail or "").strip():
        raise Refused("invalid_body", "not exactly one element in the body")
    return Message(_read_header(header), body[0], raw)


def _read_header(element: etree._Element) -> Header:
    """Return the headers in `element`, each known one at most once and no unknown one."""
    found: dict[str, etree._Element] = {}
    for child in element:
        name = str(child.tag).removeprefix(f"{{{profile.XROAD}}}")
        if name not in profile.HEADER_NAMES:
            raise Refused("invalid_soap", "an unknown header")
        if name in found:
            raise Refused("duplicate_header_field", name)
        found[name] = child
    for name in profile.MANDATORY_HEADERS:
        if name not in found:
            raise Refused("missing_header_field", name)
    if _text(found["protocolVersion"]) != profile.PROTOCOL_VERSION:
        raise Refused("invalid_protocol_version", "only 4.0 is spoken here")
    return Header(
        _client(found["client"]),
        _service(found["service"]),
        _pattern(found, "id", MESSAGE_ID) or "",
        _pattern(found, "userId", USER_ID),
        _pattern(found, "issue", ISSUE),
        _request_hash(found.get("requestHash")),
    )


def _client(element: etree._Element) -> Client:
    parts = _parts(element, CLIENT_NAMES)
    wanted = "SUBSYSTEM" if "subsystemCode" in parts else "MEMBER"
    _ensure_object_type(element, wanted)
    return Client(_member(parts), parts.get("subsystemCode"))


def _service(element: etree._Element) -> Service:
    parts = _parts(element, SERVICE_NAMES)
    _ensure_object_type(element, "SERVICE")
    if "serviceCode" not in parts:
        raise Refused("missing_header_field", "serviceCode")
    return Service(_member(parts), parts["serviceCode"], parts.get("serviceVersion"), parts.get("subsystemCode"))


def _member(parts: dict[str, str]) -> Member:
    if any(name not in parts for name in MEMBER_NAMES):
        raise Refused("missing_header_field", "a part of an identifier")
    return Member(*(parts[name] for name in MEMBER_NAMES))


def _parts(element: etree._Element, allowed: frozenset[str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for child in element:
        name = str(child.tag).removeprefix(f"{{{profile.IDENTIFIERS}}}")
        if name not in allowed:
            raise Refused("invalid_soap", "an unknown part of an identifier")
        if name in parts:
            raise Refused("duplicate_header_field", name)
        parts[name] = _text(child)
    return parts


def _ensure_object_type(element: etree._Element, wanted: str) -> None:
    if element.get(f"{{{profile.IDENTIFIERS}}}objectType") != wanted:
        raise Refused("invalid_soap", "an identifier of another kind")


def _pattern(found: dict[str, etree._Element], name: str, pattern: re.Pattern[str]) -> str | None:
    """Return the text of the header `name`, None when it is absent. Raises Refused when it breaks `pattern`."""
    if name not in found:
        return None
    text = _text(found[name])
    if not pattern.fullmatch(text):
        raise Refused("inconsistent_headers" if text else "missing_header_field", name)
    return text


def _request_hash(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    if element.get("algorithmId") != profile.DIGEST:
        raise Refused("inconsistent_response", "requestHash of another algorithm")
    return _text(element)


def _text(element: etree._Element) -> str:
    if len(element):
        raise Refused("invalid_soap", "elements where text belongs")
    return element.text or ""


def _fault_text(fault: etree._Element, name: str) -> str:
    return (fault.findtext(name) or "").strip()[:FAULT_TEXT_CAP]


def _local_name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _soap(name: str) -> str:
    return f"{{{profile.SOAP}}}{name}"
